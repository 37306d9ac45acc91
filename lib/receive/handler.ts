import { read } from '../core/property';
import type { Store } from '../stores/store';
import { CryptoError, type Cryptor, WXBizMsgCrypt } from './crypto';
import type { AnyEvent, Event, EventName, EventOf } from './events';
import type { AnyMessage, Message, Messages } from './messages';
import { middlewareOf } from './middleware';
import type { Reply } from './reply';
import type { MessageHandler, Middleware, Request, Response } from './types';

/** How an app is set in the WeCom console, and what else is to be done. */
export interface Config {
  token: string;
  encodingAESKey: string;
  /** Of the company; for third-party apps the suite id. May be empty. */
  corpId?: string;
  /** The same. */
  corpid?: string;
  /** Bytes of a request's body, at most. @default 1048576 */
  limit?: number;
  /** Refuse messages whose receive id is not `corpId`. @default false */
  checkReceiveId?: boolean;
  /** Handle a message once, however often WeCom delivers it. */
  dedupe?: Store;
  /** ms. Answer with nothing when no reply came in this time: 4500 is before WeCom gives up. */
  replyWithin?: number;
  /** Gets the replies that came too late: to be sent with `api.send`, mostly. */
  onLate?(reply: Reply, message: Message): unknown;
}

/** A handler of any form. */
export type AnyHandler = (...args: never[]) => unknown;

export const SHORTCUTS = ['text', 'image', 'voice', 'video', 'shortvideo', 'location', 'link'] as const;

type Shortcut = (typeof SHORTCUTS)[number];
type Shortcuts = {
  [K in Shortcut]: <Req = Request, Res = Response>(fn: MessageHandler<Messages[K], Req, Res>) => Handler;
};

/** Knows which handler gets a message. */
export interface Handler extends Shortcuts {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the shortcuts are made below, one like the other
export class Handler {
  config: Config | undefined;
  /** By MsgType. Without a prototype: what a message says its type is, is not for us to choose. */
  handlers: Record<string, AnyHandler> = Object.create(null);
  /** By Event or ChangeType. */
  events: Record<string, AnyHandler> = Object.create(null);
  /** The one for all. */
  handle: AnyHandler | undefined;
  cryptor: Cryptor | undefined;

  constructor(config?: Config, handle?: AnyHandler) {
    this.config = config;
    this.handle = handle;
  }

  setHandler<K extends keyof Messages, Req = Request, Res = Response>(
    type: K,
    fn: MessageHandler<Messages[K], Req, Res>,
  ): this;
  setHandler<Req = Request, Res = Response>(type: string, fn: MessageHandler<AnyMessage, Req, Res>): this;
  setHandler(type: string, fn: AnyHandler): this {
    this.handlers[type] = fn;
    return this;
  }

  /** For all events, or for those of a name: an Event or, which comes first, a ChangeType. */
  event<Req = Request, Res = Response>(fn: MessageHandler<Event, Req, Res>): this;
  event<K extends EventName, Req = Request, Res = Response>(name: K, fn: MessageHandler<EventOf<K>, Req, Res>): this;
  event<Req = Request, Res = Response>(name: string, fn: MessageHandler<AnyEvent, Req, Res>): this;
  event(...args: [AnyHandler] | [string, AnyHandler]): this {
    if (args.length === 1) this.handlers.event = args[0];
    else this.events[args[0]] = args[1];
    return this;
  }

  /** The handler for a MsgType; one that goes on to the next middleware, if there is none. */
  getHandler(type: string): AnyHandler {
    return this.handle ?? this.handlers[type] ?? handOn;
  }

  /** The handler for a message: that for its event by name, or that for its type. */
  handlerFor(message: Message): AnyHandler {
    const type = String(read(message, 'MsgType') ?? read(message, 'msgtype'));
    const names = type === 'event' && !this.handle ? namesOf(message) : [];
    const [narrow] = names.flatMap((name) => this.events[name] ?? []);
    return narrow ?? this.getHandler(type);
  }

  /** The middleware. Throws when the configuration cannot be right. */
  middlewarify(): Middleware {
    if (!this.config) throw new CryptoError(-40004, 'please check arguments', 'token');
    const { token, encodingAESKey, corpId, corpid } = this.config;
    this.cryptor = new WXBizMsgCrypt(token, encodingAESKey, corpId ?? corpid);
    return middlewareOf(this, this.config, this.cryptor);
  }

  middleware(): Middleware {
    return this.middlewarify();
  }
}

for (const type of SHORTCUTS) {
  Object.assign(Handler.prototype, {
    [type](this: Handler, fn: MessageHandler<Message>) {
      return this.setHandler(type, fn);
    },
  });
}

const handOn: MessageHandler<Message> = (_message, _req, _res, next) => next();

/** What an event is called, the more special name first. JSON messages have theirs inside. */
function namesOf(message: Message): string[] {
  const names = [read(message, 'ChangeType'), read(message, 'Event'), read(read(message, 'event'), 'eventtype')];
  return names.filter((name) => typeof name === 'string');
}

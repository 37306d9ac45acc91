import { read } from '../../core/property';
import type {
  AnyBot,
  AnyEvent,
  AnyInfo,
  AnyMessage,
  Bot,
  Bots,
  ChangeOf,
  Changes,
  ContactChange,
  Event,
  EventName,
  EventOf,
  Info,
  InfoChangeOf,
  InfoChanges,
  InfoName,
  InfoOf,
  Message,
  Messages,
} from '../callbacks';
import { CryptoError, type Cryptor, WXBizMsgCrypt } from '../protocol/crypto';
import type { Config } from '../types/config';
import type { AnyHandler, MessageHandler, Middleware, Request, Response } from '../types/handlers';
import { HandlerTable } from './handler_table';
import { middlewareOf } from './middleware';

const SHORTCUTS = ['text', 'image', 'voice', 'video', 'shortvideo', 'location', 'link'] as const;

type For<K extends keyof Messages> = <Req = Request, Res = Response>(
  fn: MessageHandler<Messages[K], Req, Res>,
) => Handler;

interface Shortcuts extends Record<(typeof SHORTCUTS)[number], unknown> {
  /** For texts. */
  text: For<'text'>;
  /** For images. */
  image: For<'image'>;
  /** For voice messages. */
  voice: For<'voice'>;
  /** For videos. */
  video: For<'video'>;
  /** For short videos, which WeCom sends no more. */
  shortvideo: For<'shortvideo'>;
  /** For locations. */
  location: For<'location'>;
  /** For links. */
  link: For<'link'>;
}

/** The changes that are named without their Event. */
const CONTACT_CHANGES: Record<ContactChange, true> = {
  create_user: true,
  update_user: true,
  delete_user: true,
  create_party: true,
  update_party: true,
  delete_party: true,
  update_tag: true,
};

/** ChangeTypes that are not enough of a name: more than one Event has them, or may have them tomorrow. */
type ChangeAlone = Exclude<{ [E in keyof Changes]: keyof Changes[E] }[keyof Changes], EventName>;
type NoChange<N> = N extends ChangeAlone ? never : unknown;

/** Knows which handler gets a message. */
export interface Handler extends Shortcuts {}

// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the shortcuts are made below, one like the other
export class Handler {
  /** Its settings, once it has some. */
  config: Config | undefined;
  /** By MsgType. Without a prototype: what a message says its type is, is not for us to choose. */
  handlers: Record<string, AnyHandler> = Object.create(null);
  /** The one for all. */
  handle: AnyHandler | undefined;
  /** What requests are opened with, once it is a middleware. */
  cryptor: Cryptor | undefined;
  readonly #events = new HandlerTable();
  readonly #infos = new HandlerTable();
  readonly #bots = new HandlerTable();

  constructor(config?: Config, handle?: AnyHandler) {
    this.config = config;
    this.handle = handle;
  }

  /** For a MsgType, also one that is not known here: `.setHandler('text', fn)`. A later handler takes the place of an earlier. */
  setHandler<K extends keyof Messages, Req = Request, Res = Response>(
    type: K,
    fn: MessageHandler<Messages[K], Req, Res>,
  ): this;
  setHandler<Req = Request, Res = Response>(type: string, fn: MessageHandler<AnyMessage, Req, Res>): this;
  setHandler(type: string, fn: AnyHandler): this {
    this.handlers[type] = fn;
    return this;
  }

  /**
   * For all events; for those of an Event, `.event('click', fn)`; or for one ChangeType of an Event,
   * `.event('change_external_chat', 'update', fn)`. The closest counts. The changes of `change_contact` may be named alone:
   * `.event('create_user', fn)`. {@link https://developer.work.weixin.qq.com/document/path/90240}
   */
  event<Req = Request, Res = Response>(fn: MessageHandler<Event, Req, Res>): this;
  event<E extends EventName, Req = Request, Res = Response>(name: E, fn: MessageHandler<EventOf<E>, Req, Res>): this;
  event<E extends keyof Changes, C extends ChangeOf<E>, Req = Request, Res = Response>(
    name: E,
    change: C,
    fn: MessageHandler<EventOf<E, C>, Req, Res>,
  ): this;
  event<N extends string, Req = Request, Res = Response>(
    name: N & NoChange<N>,
    fn: MessageHandler<AnyEvent, Req, Res>,
  ): this;
  event<Req = Request, Res = Response>(name: string, change: string, fn: MessageHandler<AnyEvent, Req, Res>): this;
  event(...args: Named): this {
    const [fn, name, change] = parted(args);
    if (name === undefined) this.handlers.event = fn;
    else if (change === undefined && Object.hasOwn(CONTACT_CHANGES, name)) this.#events.set(fn, 'change_contact', name);
    else this.#events.set(fn, name, change);
    return this;
  }

  /**
   * For the notices to service providers: all; those of an InfoType, `.info('suite_ticket', fn)`; or one ChangeType of it,
   * `.info('change_contact', 'create_user', fn)`. They are answered with `success`, whatever the handler says; with an
   * error, they come again. {@link https://developer.work.weixin.qq.com/document/path/90628}
   */
  info<Req = Request, Res = Response>(fn: MessageHandler<Info, Req, Res>): this;
  info<I extends InfoName, Req = Request, Res = Response>(name: I, fn: MessageHandler<InfoOf<I>, Req, Res>): this;
  info<I extends keyof InfoChanges, C extends InfoChangeOf<I>, Req = Request, Res = Response>(
    name: I,
    change: C,
    fn: MessageHandler<InfoOf<I, C>, Req, Res>,
  ): this;
  info<Req = Request, Res = Response>(name: string, fn: MessageHandler<AnyInfo, Req, Res>): this;
  info<Req = Request, Res = Response>(name: string, change: string, fn: MessageHandler<AnyInfo, Req, Res>): this;
  info(...args: Named): this {
    this.#infos.set(...parted(args));
    return this;
  }

  /**
   * For what bots (智能机器人) are told, in JSON: all, or one kind, `.bot('text', fn)`, `.bot('enter_chat', fn)`.
   * {@link https://developer.work.weixin.qq.com/document/path/100719}
   */
  bot<Req = Request, Res = Response>(fn: MessageHandler<Bot, Req, Res>): this;
  bot<B extends keyof Bots, Req = Request, Res = Response>(name: B, fn: MessageHandler<Bots[B], Req, Res>): this;
  bot<Req = Request, Res = Response>(name: string, fn: MessageHandler<AnyBot, Req, Res>): this;
  bot(...args: Named): this {
    this.#bots.set(...parted(args));
    return this;
  }

  /** The handler for a MsgType; one that goes on to the next middleware, if there is none. */
  getHandler(type: string): AnyHandler {
    return this.handle ?? this.handlers[type] ?? handOn;
  }

  /** The handler for a message: that for its name, or that for its type. */
  handlerFor(message: Message): AnyHandler {
    if (this.handle) return this.handle;
    const [type, info, kind] = ['MsgType', 'InfoType', 'msgtype'].map((key) => read(message, key));
    const change = read(message, 'ChangeType');
    if (type === 'event') return this.#events.find(read(message, 'Event'), change) ?? this.getHandler(type);
    if (type === undefined && info !== undefined) return this.#infos.find(info, change) ?? handOn;
    if (type === undefined && kind !== undefined) return this.#bots.find(kindOf(message, kind), undefined) ?? handOn;
    return this.getHandler(String(type));
  }

  /** The middleware. Throws when the configuration cannot be right. */
  middlewarify(): Middleware {
    if (!this.config) throw new CryptoError(-40004, 'please check arguments', 'token');
    const { token, encodingAESKey, corpId, corpid, maxAge = 0 } = this.config;
    // Not a number, as of a setting that was not found, it would let everything pass.
    if (!(maxAge >= 0)) throw new TypeError('maxAge must be a number of ms');
    this.cryptor = new WXBizMsgCrypt(token, encodingAESKey, corpId ?? corpid);
    return middlewareOf(this, this.config, this.cryptor);
  }

  /** The same. */
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

/** What a bot is told: a message of a type, or an event, whose type is inside. */
function kindOf(message: Message, msgtype: unknown): unknown {
  return msgtype === 'event' ? read(read(message, 'event'), 'eventtype') : msgtype;
}

/** A handler behind the names that it is for. */
type Named = [fn: AnyHandler] | [name: string, fn: AnyHandler] | [name: string, change: string, fn: AnyHandler];

function parted(args: Named): [fn: AnyHandler, name?: string, change?: string] {
  if (args.length === 1) return args;
  return args.length === 2 ? [args[1], args[0]] : [args[2], args[0], args[1]];
}

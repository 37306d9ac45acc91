import type { Message } from '../callbacks';
import type { Session } from '../flow/session';
import type { Cryptor } from '../protocol/crypto';
import type { Reply } from './replies';

// What the receive side asks of a framework, and what it gives to handlers. No framework is named here: connect,
// express, restify and node:http all fit, and the adapters make the others fit.

/** A request as any framework has it. A stream, unless the body was read before. */
export interface AnyRequest {
  /** GET is the check of the URL, POST a message. */
  method?: string | undefined;
  /** With its query, in case there is no `query`. */
  url?: string | undefined;
  /** In lower case. */
  headers?: object;
  /** Parsed. */
  query?: unknown;
  /** The body as text or bytes, where something read it before. */
  rawBody?: unknown;
  /** The body as text or bytes, or what a parser of XML or JSON made of it. */
  body?: unknown;
}

/** A response as any framework has it. */
export interface AnyResponse {
  statusCode?: number;
  headersSent?: boolean;
  writeHead(status: number, headers?: Record<string, string | number>): unknown;
  write(text: string): unknown;
  end(text?: string): unknown;
}

export type Next = (err?: unknown) => void;
export type Middleware = (req: AnyRequest, res: AnyResponse, next: Next) => void;

/** What a request holds when it reaches a handler. */
export interface Received {
  /** The message. */
  weixin: Message;
  /** The message as it came out of the decryption. */
  weixin_xml: string;
  /** The receive id behind it: the corpid, for third-party apps the suite id. */
  weixin_id: string;
  /** What is remembered of this user. Needs sessions: express-session or the like in front. */
  wxsession: Session;
  /** Set by a middleware in front, it takes the place of the configured one for this request. */
  cryptor?: Cryptor;
}

/** The same before it is known whether there are sessions. */
export type ReceivedRequest = Omit<Received, 'wxsession'> & { wxsession?: Session };

/** What a response can do when it reaches a handler. */
export interface Replying {
  /** Answers with a message; without content with an empty 200: received, nothing to say. */
  reply(content?: Reply): void;
  /** Answers with a list, and lets its keys answer what the user says next. Needs sessions. */
  wait(name: string, callback?: (err: Error) => void): void;
  /** Answers, and forgets the list that was waited for. Needs sessions. */
  nowait(content?: Reply): void;
}

/** The request of handlers that do not name their framework's own. */
export interface Request extends AnyRequest {
  /** In lower case. */
  headers: Record<string, string | string[] | undefined>;
}

/** The response of handlers that do not name their framework's own. */
export interface Response extends AnyResponse {
  /** To be sent, or sent. */
  statusCode: number;
  /** Whether it is too late for headers. */
  headersSent: boolean;
  /** Sets a header, before any of them is sent. */
  setHeader(name: string, value: string | number): this;
  /** Sends status and headers. */
  writeHead(status: number, headers?: Record<string, string | number>): this;
  /** Sends a part of the body. */
  write(text: string): boolean;
  /** Sends the rest of the body. */
  end(text?: string): this;
}

// A handler may declare its framework's types: `(req: express.Request & wechat.Received, res: express.Response) => …`.
//
// What it returns or resolves to is its reply, if that is content: `(message) => 'hello'`; '' or null is an empty 200. One
// that declares `res` replies by `res.reply`, or by the value of its promise. After a value that is no content `res.reply` is
// waited for; except when the handler takes the message alone, `(message) => { … }`: then an empty 200 tells WeCom that all
// is well.

/** A handler of any form. */
export type AnyHandler = (...args: never[]) => unknown;

/**
 * What a handler may return beside a reply, and what is not taken for one: a response, a timer, the answer of `api.send`. No
 * list and nothing that says its type, for these are meant as replies; and no promise, whose value counts.
 */
type Ignored =
  | (object & { type?: ((...args: never[]) => unknown) | undefined; length?: never; [Symbol.toStringTag]?: never })
  | ReadonlyMap<unknown, unknown>
  | ReadonlySet<unknown>
  | boolean
  | bigint
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler that ends without a value returns it
  | void;

type ReplyOrNone = Ignored | Reply;

/** What a handler returns: a reply, nothing, or a promise of either. */
export type ReplyOrNothing = ReplyOrNone | Promise<ReplyOrNone> | PromiseLike<ReplyOrNone>;

/** Gets every message, as `req.weixin`. */
export type PlainHandler<Req = Request, Res = Response> = (
  req: Req & Received,
  res: Res & Replying,
  next: Next,
) => ReplyOrNothing;

/** Gets the messages of one kind. */
export type MessageHandler<M, Req = Request, Res = Response> = (
  message: M,
  req: Req & Received,
  res: Res & Replying,
  next: Next,
) => ReplyOrNothing;

import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler, type RequestHandler } from 'express';
import session from 'express-session';
import type { Lifetime } from '../../helpers/server';
import { type Fields, toXML } from './samples';
import { ACCOUNT, type Account, type Answer, delivery, type Outgoing, openReply, send } from './sender';

/** A listener on a port of its own, gone when the test ends. Answers its URL. */
export async function listen(t: Lifetime, listener: RequestListener): Promise<string> {
  return listening(t, createServer(listener));
}

export async function listening(t: Lifetime, server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    return closed;
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What came of one delivery. Two of them can be compared: times and random numbers are left out. */
export interface Exchange {
  status: number;
  /** The decrypted reply, or the body when that is no encrypted reply. */
  reply: string;
  encrypted: boolean;
  weixin: unknown;
  xml: unknown;
  /** The name of the error that came out of the middleware. */
  error: string | undefined;
}

export interface Host {
  url: string;
  /** Delivers a message, given as its fields or its text, or sends a request as it is. */
  deliver(what: Fields | string | Request, account?: Account): Promise<Exchange>;
  /** All errors that came out of the middleware. */
  errors: Error[];
}

/** A request as it is; a message has no `raw`. */
export interface Request {
  raw: Outgoing;
}

export interface Options {
  account?: Account;
  /** What stands in front of the middleware. */
  front?: RequestHandler[];
}

/** An express application with the middleware in it. Errors are answered with 500 and their name, whatever they ask for. */
export async function hosted(t: Lifetime, middleware: RequestHandler, options: Options = {}): Promise<Host> {
  const { account: own = ACCOUNT, front = [] } = options;
  const requests = new Map<unknown, { req?: object; error?: Error }>();
  const errors: Error[] = [];
  const of = (req: { headers: Record<string, unknown> }) => requests.get(req.headers['x-exchange']);
  const failed: ErrorRequestHandler = (err, req, res, _next) => {
    errors.push(err);
    Object.assign(of(req) ?? {}, { error: err });
    if (!res.headersSent) res.status(500).send('failed');
  };
  const app = express();
  app.use((req, _res, next) => {
    Object.assign(of(req) ?? {}, { req });
    next();
  });
  for (const one of front) app.use(one);
  app.use('/wechat', middleware);
  app.use((_req, res) => {
    res.status(404).send('fell through');
  });
  app.use(failed);
  const url = `${await listen(t, app)}/wechat`;

  async function deliver(what: Fields | string | Request, account = own): Promise<Exchange> {
    const outgoing = isRequest(what) ? what.raw : delivery(typeof what === 'string' ? what : toXML(what), account);
    const id = String(requests.size);
    const seen: { req?: object; error?: Error } = {};
    requests.set(id, seen);
    const answer = await send(url, { ...outgoing, headers: { ...outgoing.headers, 'x-exchange': id } });
    return exchange(answer, account, seen.req, seen.error);
  }
  return { url, deliver, errors };
}

function isRequest(what: Fields | string | Request): what is Request {
  return typeof what === 'object' && typeof what.raw === 'object' && !Array.isArray(what.raw);
}

function exchange(answer: Answer, account: Account, req: object | undefined, error: Error | undefined): Exchange {
  const reply = openReply(answer.body, account);
  return {
    status: answer.status,
    reply: reply ? timeless(reply.text) : answer.body,
    encrypted: reply !== undefined,
    weixin: plain(req && Reflect.get(req, 'weixin')),
    xml: req && Reflect.get(req, 'weixin_xml'),
    error: error?.name,
  };
}

/** Without its CreateTime: in seconds as WeCom documents it, or in ms as the original writes it (difference R18). */
export function timeless(xml: string): string {
  return xml.replace(/<CreateTime>\d{10}(\d{3})?<\/CreateTime>/, '<CreateTime>now</CreateTime>');
}

/** The text of a text reply. */
export function contentOf(reply: string): string | undefined {
  return /<Content><!\[CDATA\[(.*)\]\]><\/Content>/s.exec(reply)?.[1];
}

/** The value as JSON sees it: whether a parsed message has a prototype is not compared. */
export function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

/** express-session with a memory store of its own. */
export function sessions(store = new session.MemoryStore()): RequestHandler {
  return session({ secret: 'keyboard cat', resave: false, saveUninitialized: true, store });
}

/** A promise and what settles it: for handlers that answer when the test says so. */
export interface Gate<T> {
  promise: Promise<T>;
  open(value: T): void;
}

export function gate<T = void>(): Gate<T> {
  let open: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}

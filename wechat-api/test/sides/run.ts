import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Answer, type Lifetime, type Recorded, serve } from '../../../test/helpers/server';
import { File, INCOMING } from './calls';

/** What these tests use of an api, of whichever side. */
export interface Api {
  token: unknown;
  defaults: object;
  saveToken(token: unknown, callback: () => void): void;
  [name: string]: unknown;
}

export interface Library {
  new (appid: string, appsecret: string, ...more: unknown[]): Api;
  prototype: object;
  AccessToken: { new (token: string, expireTime?: number): object };
}

const load = createRequire(__filename);
export const SIDES: Record<Side, Library> = { original: load('original-wechat-api'), ours: load('../../index') };
export type Side = 'original' | 'ours';

/** stored: a valid token is in the store; fresh: none is; dead: WeChat refuses the stored one. */
export type Token = 'stored' | 'fresh' | 'dead';
/** What WeChat says to the method's own requests. */
export type Said = 'ok' | 'refused' | 'html' | 'empty' | 'null' | 'number' | 'gateway' | 'cut';

/** How a method is called. */
export interface Circumstances {
  side: Side;
  method: string;
  args: readonly unknown[];
  token: Token;
  said: Said;
  /** promise: without a callback; twin: `_name`, with `api.token` set. */
  way: 'callback' | 'promise' | 'twin';
}

/** What came of it. */
export interface Outcome {
  wire: unknown[];
  /** Of the callback, or `[err, value]` of the promise. */
  answer: unknown[];
  returned: unknown;
}

export const FRESH = 'fresh-token';
const STORED = 'stored-token';
const GOOD = { errcode: 0, errmsg: 'ok', media_id: 'M', ticket: 'TICKET', expires_in: 7200, list: ['一'] };
const DEAD = { errcode: 40001, errmsg: 'invalid credential' };
const REFUSED = { errcode: 45009, errmsg: 'reach max api daily quota limit' };
const FILES = ['image.jpg', '图片 1.png'];

/** A server that both sides talk to, each run under a path of its own. */
export async function stage(t: Lifetime) {
  const folder = mkdtempSync(join(tmpdir(), 'wechat-sides-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const name of FILES) writeFileSync(join(folder, name), `content of ${name}`);
  const runs: Circumstances[] = [];
  const sent = new Map<string, Recorded[]>();
  const server = await serve(t, (request) => {
    const [, run = '', path = ''] = /^\/(\d+)(\/.*)/.exec(request.path) ?? [];
    const circumstances = runs[Number(run)];
    sent.set(run, [...(sent.get(run) ?? []), request]);
    return circumstances ? answerOf(circumstances, path, request) : 'unknown run';
  });
  /** Makes a call, and tells what came of it. */
  const play = async (circumstances: Circumstances): Promise<Outcome> => {
    const run = runs.push(circumstances) - 1;
    const base = `${server.url}/${run}`;
    const { answer, returned } = await call(circumstances, base, folder);
    const wire = sent.get(String(run)) ?? [];
    return { wire: wire.map((request) => wireOf(request, run)), answer: answer.map(describe), returned };
  };
  return play;
}

async function call({ side, method, args, token, way }: Circumstances, base: string, folder: string) {
  const API = SIDES[side];
  const api = new API('the-appid', 'the-secret');
  Object.assign(api, { endpoint: base, fileServerPrefix: `${base}/files/`, mpPrefix: `${base}/mp/` });
  const stored = new API.AccessToken(STORED, Date.now() + 60_000);
  if (token !== 'fresh') api.saveToken(stored, () => {});
  if (way === 'twin') api.token = stored;
  const ticket = { ticket: 'STORED', expireTime: Date.now() + 60_000 };
  if (way === 'twin') Object.assign(api, { jsTicket: ticket, wxCardTicket: ticket });
  const given = args.map((arg) => resolve(arg, folder));
  const name = way === 'twin' ? `_${method}` : method;
  const fn = api[name] as (...given: unknown[]) => unknown;
  if (way === 'promise') {
    const promise = fn.apply(api, given) as Promise<unknown>;
    const answer = await promise.then(
      (value) => [null, value],
      (err) => [err],
    );
    return { answer, returned: undefined };
  }
  return await new Promise<{ answer: unknown[]; returned: unknown }>((resolve) => {
    let returned: unknown;
    const done = (...answer: unknown[]) => process.nextTick(() => resolve({ answer, returned }));
    returned = fn.apply(api, [...given, done]);
  });
}

/** Fresh copies, for the original writes into some. */
function resolve(arg: unknown, folder: string): unknown {
  if (arg instanceof File) return join(folder, arg.name);
  if (arg === INCOMING) {
    const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '4', host: 'ours' };
    return Object.assign(Readable.from([Buffer.from('body')]), { headers });
  }
  if (Buffer.isBuffer(arg) || arg instanceof Date) return arg;
  return typeof arg === 'object' && arg !== null ? structuredClone(arg) : arg;
}

const isFile = (path: string) => /\/media\/get$|\/get_material$/.test(path);

function answerOf({ token, said, method }: Circumstances, path: string, { query, body }: Recorded): Answer {
  if (path === '/cgi-bin/token') return { access_token: FRESH, expires_in: 7200 };
  const sent = query.get('access_token') ?? String(body);
  if (token === 'dead' && sent.includes(STORED)) return typed(JSON.stringify(DEAD));
  const isTicket = path.endsWith('getticket') && /Card(FromCs)?$/.test(method);
  if (said === 'ok' || isTicket) {
    if (isFile(path)) return typed('ÿØ a picture', 'image/jpeg');
    return typed(JSON.stringify(GOOD));
  }
  return SAID[said];
}

const SAID: Record<Exclude<Said, 'ok'>, Answer> = {
  refused: typed(JSON.stringify(REFUSED)),
  html: typed('<html>', 'text/html'),
  empty: typed(''),
  null: typed('null'),
  number: typed('5'),
  gateway: (res) => res.writeHead(502, { 'content-type': 'text/html' }).end('<html>'),
  cut: (res) => res.writeHead(200, { 'content-length': 100 }).write('{"err', () => res.destroy()),
};

/** Without a date, the one header that would differ. */
function typed(text: string, type = 'application/json'): Answer {
  return (res) => {
    res.sendDate = false;
    res.writeHead(200, { 'content-type': type }).end(text);
  };
}

/** A request, without what is ours to choose: whose agent it is, and whether the connection is kept. */
function wireOf({ method, url, headers, body }: Recorded, run: number): object {
  const { host, connection, 'user-agent': agent, ...rest } = headers;
  const boundary = /boundary=(-+\w+)/.exec(headers['content-type'] ?? '')?.[1];
  const plain = (text: string) => (boundary ? text.replaceAll(boundary, 'BOUNDARY') : text);
  const named = Object.entries(rest).map(([name, value]) => [name, plain(String(value))]);
  return { method, url: url.slice(`/${run}`.length), headers: Object.fromEntries(named), body: plain(String(body)) };
}

/** What a callback was given, as data. */
function describe(value: unknown): unknown {
  if (value instanceof Error) {
    const { name, message } = value;
    return { name, message: message.replace(/\/wechat-sides-\w+/, ''), code: Reflect.get(value, 'code') };
  }
  if (Buffer.isBuffer(value)) return { Buffer: String(value) };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  if ('statusCode' in value) return { status: value.statusCode };
  const changing = { timestamp: 's', nonceStr: 'n', signature: 'h', expireTime: 'ms' };
  const known = Object.entries(value).map(([key, each]) => [key, Reflect.get(changing, key) ?? each]);
  return Object.fromEntries(known);
}

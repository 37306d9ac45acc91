import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { decrypt } from '@wecom/crypto';

import wechat = require('../../../lib/receive/index');

import type { Sandbox } from '../../src/index';
import { type Lifetime, type World, world } from './world';

type Options = Parameters<typeof world>[1];

/** What is set in the console for an app's callbacks. */
export interface Settings {
  url: string;
  token: string;
  encodingAESKey: string;
}

/** A request of WeCom as it came. */
export interface Arrived {
  method: string;
  path: string;
  query: URLSearchParams;
  body: string;
}

/** The request again, for those that read it themselves, and whose it is. */
export interface Exchange {
  req: IncomingMessage;
  settings: Settings;
}

export type Answering = (arrived: Arrived, res: ServerResponse, exchange: Exchange) => unknown;

/** An app's server. */
export interface Receiver {
  settings: Settings;
  /** The URL checks, oldest first. */
  checks: Arrived[];
  /** The deliveries, oldest first. */
  arrived: Arrived[];
  /** From now on nobody listens. */
  close(): Promise<void>;
}

/** Nothing to say, which is an empty 200. */
export const received: Answering = (_arrived, res) => res.end();

/** What the URL check wants: the plaintext, by Tencent's own decryption. */
export const echoed: Answering = ({ query }, res, { settings }) =>
  res.end(decrypt(settings.encodingAESKey, query.get('echostr') ?? '').message);

/** Listens until the test ends; `post` answers deliveries, `get` the URL check. */
export async function receiver(t: Lifetime, post = received, get = echoed): Promise<Receiver> {
  const checks: Arrived[] = [];
  const arrived: Arrived[] = [];
  const server = createServer(async (req, res) => {
    const { pathname, searchParams } = new URL(req.url ?? '', 'http://app');
    const one = { method: req.method ?? '', path: pathname, query: searchParams, body: await text(req) };
    const isCheck = req.method === 'GET';
    (isCheck ? checks : arrived).push(one);
    await (isCheck ? get : post)(one, res, { req, settings });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const settings = settingsFor(portOf(server.address()));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  t.after(close);
  return { settings, checks, arrived, close };
}

/** The receiver of an app of the sandbox, or of the contact assistant. */
export async function connected(
  t: Lifetime,
  { sandbox }: World,
  agentid: number | 'contact',
  post = received,
): Promise<Receiver> {
  const app = await receiver(t, post);
  await sandbox.setCallback(agentid, app.settings);
  return app;
}

export interface Conversation {
  w: World;
  app: Receiver;
  phone: ReturnType<Sandbox['phone']>;
}

/** zhangsan's with the first app, which answers by `post`. */
export async function conversation(t: Lifetime, post = received, options: Options = {}): Promise<Conversation> {
  const w = await world(t, options);
  const app = await connected(t, w, w.agentid, post);
  return { w, app, phone: w.sandbox.phone('zhangsan', w.agentid) };
}

/** Answers as the library's receive side does, told by `set` what to answer. It refuses what is for other companies. */
export function through(
  set: (handler: wechat.Handler) => wechat.Handler,
  more: Partial<wechat.Config> = {},
): Answering {
  return (arrived, res, { req, settings: { token, encodingAESKey } }) => {
    const config = { token, encodingAESKey, corpId: 'ww5a8dbc0ffee0cafe', checkReceiveId: true, ...more };
    wechat.node(set(wechat(config)))(Object.assign(req, { rawBody: arrived.body }), res);
  };
}

/** A port where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = portOf(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A token and a key that nobody else has. */
export function settingsFor(port: number): Settings {
  const secret = createHash('sha256').update(randomUUID()).digest('base64').replace(/[+/=]/g, 'A');
  return { url: `http://127.0.0.1:${port}/callback`, token: secret.slice(0, 32), encodingAESKey: secret.slice(0, 43) };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('There is no port');
  return address.port;
}

// An app beside the page: it sends with the library, and receives with its other half.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';

import API = require('../../../../index');
import wechat = require('../../../../lib/receive/index');

import type { Sandbox } from '../../../src/index';
import type { Visit } from './visit';

const TOKEN = 'PageTestToken';
const KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';

/** The first of the example's apps. */
export const AGENTID = 1000002;
export const OTHER_AGENTID = 1000003;

/** The sending half. */
export function apiOf({ corpid, prefix, apps }: Sandbox, agentid = AGENTID): API {
  const app = apps.find((one) => one.agentid === agentid);
  assert.ok(app);
  return new API({ corpid, corpsecret: app.secret, agentid, prefix });
}

export interface ReceivingApp {
  /** Where it listens, and what with. */
  callback: { url: string; token: string; encodingAESKey: string };
  /** What it got so far. */
  received: wechat.Message[];
  /** No more connections. */
  stop(): void;
}

export type Answering = (message: wechat.Message) => wechat.Reply;

/** The receiving half, listening. */
export async function listeningApp({ sandbox, after }: Visit, answer: Answering): Promise<ReceivingApp> {
  const received: wechat.Message[] = [];
  const middleware = wechat.node({ token: TOKEN, encodingAESKey: KEY, corpId: sandbox.corpid }, (req, res) => {
    received.push(req.weixin);
    res.reply(answer(req.weixin));
  });
  const server = createServer(middleware);
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  after(stop);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const callback = { url: `http://127.0.0.1:${address.port}/`, token: TOKEN, encodingAESKey: KEY };
  return { callback, received, stop };
}

/** The same, known to the sandbox. */
export async function receivingApp(place: Visit, answer: Answering): Promise<ReceivingApp> {
  const app = await listeningApp(place, answer);
  await place.sandbox.setCallback(AGENTID, app.callback);
  return app;
}

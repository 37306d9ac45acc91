// An app beside the page: it sends with the library, and receives with its other half.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';

import API = require('../../../../index');
import wechat = require('../../../../lib/receive/index');

import type { Sandbox } from '../../../src/index';
import { listening } from './listening';
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
export async function listeningApp(place: Visit, answer: Answering): Promise<ReceivingApp> {
  const received: wechat.Message[] = [];
  const middleware = wechat.node({ token: TOKEN, encodingAESKey: KEY, corpId: place.sandbox.corpid }, (req, res) => {
    received.push(req.weixin);
    res.reply(answer(req.weixin));
  });
  const server = createServer(middleware);
  const stop = () => {
    server.close();
    server.closeAllConnections();
  };
  const callback = { url: await listening(place, server), token: TOKEN, encodingAESKey: KEY };
  return { callback, received, stop };
}

/** The same, known to the sandbox. */
export async function receivingApp(place: Visit, answer: Answering): Promise<ReceivingApp> {
  const app = await listeningApp(place, answer);
  await place.sandbox.setCallback(AGENTID, app.callback);
  return app;
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import express from 'express';

import wechat = require('../lib/receive/index');

import { delivery } from '../test/receive/helpers/sender';
import { ACCOUNT, MESSAGE } from './receive_message';

// The process of one contender: an express application, and the same middleware fed without any HTTP.

export type Side = 'ours' | 'original';
/** `alone`: messages per second without HTTP. `cpu`: µs of CPU since the last time it was asked. */
export type Task = { kind: 'alone'; ms: number } | { kind: 'cpu' };

const side: typeof wechat = process.argv[2] === 'ours' ? wechat : require('original-receive');
const middleware = side(ACCOUNT, (_req, res) => res.reply('hello, this is the reply'));

const AT_A_TIME = 50;
const { query = '', body = '' } = delivery(MESSAGE);
const parameters = Object.fromEntries(new URLSearchParams(query));

/** One message through the middleware; the request is a stream, as from a socket. */
function once(): Promise<void> {
  return new Promise((resolve, reject) => {
    const req = Object.assign(Readable.from([Buffer.from(String(body))]), {
      method: 'POST',
      url: `/${query}`,
      query: parameters,
    });
    const res = {
      headersSent: false,
      statusCode: 200,
      writeHead(status: number) {
        res.statusCode = status;
        res.headersSent = true;
        return res;
      },
      setHeader() {},
      write() {},
      end(text?: string) {
        if (res.statusCode === 200 && text?.includes('<Encrypt>')) resolve();
        else reject(new Error(`wrong answer: ${res.statusCode} ${text}`));
      },
    };
    middleware(req, res, reject);
  });
}

async function alone(ms: number): Promise<number> {
  const until = performance.now() + ms;
  const started = performance.now();
  let made = 0;
  const worker = async () => {
    for (; performance.now() < until; made++) await once();
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return made / ((performance.now() - started) / 1000);
}

let cpu = process.cpuUsage();

function cpuSince(): number {
  const { user, system } = process.cpuUsage(cpu);
  cpu = process.cpuUsage();
  return user + system;
}

process.on('message', async (task: Task) => {
  process.send?.(task.kind === 'alone' ? await alone(task.ms) : cpuSince());
});
process.on('disconnect', () => process.exit());

const app = express().disable('x-powered-by').use('/', middleware);
const server = createServer(app).listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import express from 'express';

import type wechat = require('../lib/receive/index');

import { delivery } from '../test/receive/helpers/sender';
import { floor } from './receive_floor';
import { ACCOUNT, MESSAGE } from './receive_message';

// The process of one contender: the middleware behind express, behind node:http alone, or fed without any HTTP.

export type Side = 'ours through node' | 'ours' | 'floor through node' | 'floor' | 'original';
/** `alone`: µs of CPU for a message, without HTTP. `cpu`: µs of CPU since the last time it was asked. */
export type Task = { kind: 'alone'; ms: number } | { kind: 'cpu' };

const name = process.argv[2] as Side;
// What users get, and not the sources.
const ours: typeof wechat = require('../dist/lib/receive/index.js');
const side: typeof wechat = name === 'original' ? require('original-receive') : ours;
const handler: wechat.PlainHandler = (_req, res) => res.reply('hello, this is the reply');
const middleware = name.startsWith('floor') ? floor : side(ACCOUNT, handler);

const AT_A_TIME = 50;
const { query = '', body = '' } = delivery(MESSAGE);
const BYTES = Buffer.from(String(body));
const parameters = Object.fromEntries(new URLSearchParams(query));

class Request extends Readable {
  readonly method = 'POST';
  readonly url = `/${query}`;
  readonly query = parameters;

  override _read(): void {
    this.push(BYTES);
    this.push(null);
  }
}

/** One message through the middleware; the request is a stream, as from a socket. */
function once(): Promise<void> {
  return new Promise((resolve, reject) => {
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
    middleware(new Request(), res, reject);
  });
}

async function alone(ms: number): Promise<number> {
  const until = performance.now() + ms;
  cpuSince();
  let made = 0;
  const worker = async () => {
    for (; performance.now() < until; made++) await once();
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return cpuSince() / made;
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

function listener(): RequestListener {
  if (name === 'floor through node') return floor;
  if (name === 'ours through node') return ours.node(ACCOUNT, handler);
  return express().disable('x-powered-by').use('/', middleware);
}

const server = createServer(listener());
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));

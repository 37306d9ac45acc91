import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import wechat = require('../../../lib/receive/index');

import type { Store } from '../../../lib/stores/store';
import { ACCOUNT } from './sender';

// An application in a process of its own, whose store is that of its parent, and whose handler never ends: the parent ends
// the process in it.

/** A call of the store, told to the parent, who answers under the same number. */
export type Asked = { id: number; name: keyof Store; args: unknown[] };
export type Told = { port: number } | { handling: true } | Asked;

const waiting = new Map<number, (answer: never) => void>();
let calls = 0;

function ask<T>(name: keyof Store, ...args: unknown[]): Promise<T> {
  const id = ++calls;
  tell({ id, name, args });
  return new Promise((resolve) => waiting.set(id, resolve));
}

function tell(told: Told): void {
  process.send?.(told);
}

process.on('message', ({ id, answer }: { id: number; answer: never }) => waiting.get(id)?.(answer));
process.on('disconnect', () => process.exit());

const dedupe: Store = {
  get: (key) => ask('get', key),
  set: (key, value, ttl) => ask('set', key, value, ttl),
  add: (key, value, ttl) => ask('add', key, value, ttl),
  delete: (key) => ask('delete', key),
};

const middleware = wechat({ ...ACCOUNT, dedupe }, async () => {
  tell({ handling: true });
  await new Promise(() => {});
});
const server = createServer((req, res) => middleware(req, res, () => res.writeHead(500).end()));
server.listen(0, '127.0.0.1', () => tell({ port: (server.address() as AddressInfo).port }));

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RedisStore, redisStore } from '../../lib/stores/redis';
import { CLIENTS, type RedisServer, redisServer, storeOver } from '../helpers/redis';
import { contract } from './contract';
import { sharing } from './sharing';

const cleanups: (() => unknown)[] = [];
const lifetime = { after: (cleanup: () => unknown) => cleanups.unshift(cleanup) };
const stores = new Map<string, RedisStore>();
let server: RedisServer;

before(async () => {
  server = await redisServer(lifetime);
  for (const name of CLIENTS) stores.set(name, await storeOver(lifetime, name, server.port));
});
after(async () => {
  for (const cleanup of cleanups) await cleanup();
});

function storeOf(name: string): RedisStore {
  const store = stores.get(name);
  assert.ok(store);
  return store;
}

for (const name of CLIENTS) {
  contract(name, () => storeOf(name));
  sharing(name, () => storeOf(name));
}

test('what one client set, the other finds', async () => {
  await storeOf('ioredis').set('shared', { a: 1 }, 60_000);
  assert.deepEqual(await storeOf('node-redis').get('shared'), { a: 1 });
});

test('a prefix goes before every key', async (t) => {
  const { Redis } = await import('ioredis');
  const client = new Redis(server.port, '127.0.0.1');
  t.after(() => client.disconnect());
  await redisStore(client, { prefix: 'mine:' }).set('key', 'value', 60_000);
  assert.equal(await client.get('mine:key'), '"value"');
});

test('what is no client of either kind is refused at once', () => {
  for (const odd of [undefined, null, {}, { get() {}, set() {}, del() {}, eval() {} }]) {
    assert.throws(
      () => Reflect.apply(redisStore, undefined, [odd]),
      /ioredis 5 or later, or of redis \(node-redis\) 4/,
    );
  }
});

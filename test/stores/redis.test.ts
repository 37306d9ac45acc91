import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { redisStore } from '../../lib/stores/redis';
import type { CountingStore } from '../../lib/stores/store';
import { CLIENTS, type RedisServer, redisServer, storeOver } from '../helpers/redis';
import { contract } from './contract';

const cleanups: (() => unknown)[] = [];
const lifetime = { after: (cleanup: () => unknown) => cleanups.unshift(cleanup) };
const stores = new Map<string, CountingStore>();
let server: RedisServer;

before(async () => {
  server = await redisServer(lifetime);
  for (const name of CLIENTS) stores.set(name, await storeOver(lifetime, name, server.port));
});
after(async () => {
  for (const cleanup of cleanups) await cleanup();
});

function storeOf(name: string): CountingStore {
  const store = stores.get(name);
  assert.ok(store);
  return store;
}

for (const name of CLIENTS) {
  contract(name, () => storeOf(name));

  test(`${name}: calls are counted in any window, for all who share it`, async () => {
    const store = storeOf(name);
    const key = `count ${name}`;
    const windows = [{ limit: 5, window: 600 }];
    const took: number[] = [];
    assert.deepEqual(await store.take(key, 3, windows), { granted: 3, wait: 0 });
    const began = performance.now();
    assert.deepEqual(await store.take(key, 3, windows), { granted: 2, wait: 0 });
    for (let granted = 0; granted === 0; ) {
      const grant = await store.take(key, 1, windows);
      granted = grant.granted;
      if (granted) took.push(performance.now() - began);
      else assert.ok(grant.wait >= 1 && grant.wait <= 620, `${grant.wait}`);
      await new Promise((resolve) => setTimeout(resolve, grant.wait));
    }
    assert.ok((took[0] ?? 0) >= 590, `${took}`);
  });

  test(`${name}: of several windows the tightest counts`, async () => {
    const windows = [
      { limit: 4, window: 60_000 },
      { limit: 100, window: 3_600_000 },
    ];
    assert.deepEqual(await storeOf(name).take(`several ${name}`, 9, windows), { granted: 4, wait: 0 });
    const { granted, wait } = await storeOf(name).take(`several ${name}`, 9, windows);
    assert.ok(granted === 0 && wait > 50_000 && wait <= 61_000, `${granted} ${wait}`);
  });
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

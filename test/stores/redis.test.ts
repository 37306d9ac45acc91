import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';

import { type RedisStore, redisStore } from '../../lib/stores/redis';
import { client } from '../helpers/calls';
import { CLIENTS, type RedisServer, redisServer, storeOver } from '../helpers/redis';
import { serve } from '../helpers/server';
import { OK, wecom } from '../helpers/wecom';
import { contract } from './contract';
import { sharing } from './sharing';

const cleanups: (() => unknown)[] = [];
const lifetime = { after: (cleanup: () => unknown) => cleanups.unshift(cleanup) };
const stores = new Map<string, RedisStore>();
let redis: RedisServer;

before(async () => {
  redis = await redisServer(lifetime);
  for (const name of CLIENTS) stores.set(name, await storeOver(lifetime, name, redis.port));
});
after(async () => {
  for (const cleanup of cleanups) await cleanup();
});

function storeOf(name: string): RedisStore {
  const store = stores.get(name);
  assert.ok(store);
  return store;
}

function connectionTo(t: TestContext): Redis {
  const connection = new Redis(redis.port, '127.0.0.1');
  t.after(() => connection.disconnect());
  return connection;
}

for (const name of CLIENTS) {
  describe(name, { concurrency: true }, () => {
    contract(name, () => storeOf(name));
    sharing(name, () => storeOf(name));
  });
}

test('what one client set, the other finds', async () => {
  await storeOf('ioredis').set('shared', { a: 1 }, 60_000);
  assert.deepEqual(await storeOf('node-redis').get('shared'), { a: 1 });
});

test('two apps of one corp in one Redis never meet: each has its own token and tickets, through either client', async (t) => {
  const server = await serve(t, ({ path, query }) => {
    const given = { ...OK, expires_in: 7200 };
    if (path.endsWith('gettoken')) return { ...given, access_token: `token of ${query.get('corpsecret')}` };
    const ticket = `${query.get('type') ?? 'jsapi'} by the ${query.get('access_token')}`;
    return path.includes('ticket') ? { ...given, ticket } : { ...OK, userid: query.get('access_token') };
  });
  const url = 'https://example.com/';
  // In turns, so that each finds what the other saved last.
  for (const name of [...CLIENTS, ...CLIENTS]) {
    for (const [agentid, corpsecret] of ['one', 'other'].entries()) {
      const api = client(server, { store: storeOf(name), corpid: 'meeting', corpsecret, agentid });
      const token = `token of ${corpsecret}`;
      assert.equal((await api.getUser('lisi')).userid, token);
      assert.ok(isSignedWith(`jsapi by the ${token}`, url, await api.getJsConfig({ url })));
      assert.ok(isSignedWith(`agent_config by the ${token}`, url, await api.getAgentConfig({ url })));
    }
  }
  // What one client saved, the other took.
  const counts = ['gettoken', 'get_jsapi_ticket', 'ticket/get'].map((path) => server.count(path));
  assert.deepEqual(counts, [2, 2, 2]);
  const keys = await connectionTo(t).keys('wechat:{meeting*');
  assert.equal(keys.length, 6, String(keys));
});

interface Signed {
  nonceStr: string;
  timestamp: string | number;
  signature: string;
}

function isSignedWith(ticket: string, url: string, { nonceStr, timestamp, signature }: Signed): boolean {
  const text = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`;
  return createHash('sha1').update(text).digest('hex') === signature;
}

test('apis that share a Redis share a limit', async (t) => {
  const server = await wecom(t);
  const stop = new AbortController();
  // Each has options of its own, as in another process.
  const limits = () => ({ default: { perMinute: 30 } });
  const apis = CLIENTS.map((name) =>
    client(server, { store: storeOf(name), limits: limits() }).within({ signal: stop.signal }),
  );
  const calls = apis.flatMap((api) => Array.from({ length: 25 }, () => api.getUser('lisi')));
  const over = Promise.allSettled(calls);
  while (server.count('user/get') < 30) await pause(5);
  await pause(100);
  stop.abort();
  await over;
  assert.equal(server.count('user/get'), 30);
});

test('a prefix goes before every key', async (t) => {
  const connection = connectionTo(t);
  await redisStore(connection, { prefix: 'mine:' }).set('key', 'value', 60_000);
  assert.equal(await connection.get('mine:key'), '"value"');
});

test('what is no client of either kind is refused at once', () => {
  for (const odd of [undefined, null, {}, { get() {}, set() {}, del() {}, eval() {} }]) {
    assert.throws(
      () => Reflect.apply(redisStore, undefined, [odd]),
      /ioredis 5 or later, or of redis \(node-redis\) 4/,
    );
  }
});

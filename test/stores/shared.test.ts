import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';

import API = require('../../index');

import { handlers } from '../../lib/stores/handlers';
import { MemoryStore } from '../../lib/stores/memory';
import type { Store } from '../../lib/stores/store';
import { client, outcome, refusing, rejection, SECRET } from '../helpers/calls';
import { serve } from '../helpers/server';
import { OK, wecom } from '../helpers/wecom';

/** A memory store that notes what it is asked for. */
class Noted extends MemoryStore {
  readonly keys = new Set<string>();
  gets = 0;
  override async get(key: string): Promise<unknown> {
    this.gets += 1;
    return super.get(key);
  }
  override async set(key: string, value: unknown, ttl: number): Promise<void> {
    this.keys.add(key);
    return super.set(key, value, ttl);
  }
  override async add(key: string, value: unknown, ttl: number): Promise<boolean> {
    this.keys.add(key);
    return super.add(key, value, ttl);
  }
}

test('apis with one store fetch one token, and one more when it is refused', async (t) => {
  const server = await wecom(t);
  const store = new MemoryStore();
  const apis = [1, 2, 3].map(() => client(server, { store }));
  const all = () => Promise.all(apis.flatMap((api) => Array.from({ length: 10 }, () => api.getUser('lisi'))));
  await all();
  assert.equal(server.count('gettoken'), 1);
  server.expire();
  await all();
  assert.equal(server.count('gettoken'), 2);
});

test('a call with a good token does not ask the store', async (t) => {
  const server = await wecom(t);
  const store = new Noted();
  const api = client(server, { store });
  await api.getUser('lisi');
  const before = store.gets;
  for (let i = 0; i < 5; i++) await api.getUser('lisi');
  assert.equal(store.gets, before);
});

test('keys tell apps and secrets apart, and hold no secret; what an api is, may change', async (t) => {
  const server = await wecom(t);
  const store = new Noted();
  const [one, other] = [client(server, { store }), client(server, { store, corpsecret: `${SECRET}-of-another` })];
  await one.getUser('lisi');
  await other.getUser('lisi');
  await client(server, { store, corpid: 'another' }).getUser('lisi');
  assert.equal(server.count('gettoken'), 3);
  one.corpsecret = 'a-new-secret';
  await one.getUser('lisi');
  assert.equal(server.count('gettoken'), 4);
  const keys = [...store.keys].filter((key) => key.endsWith(':token'));
  assert.equal(keys.length, 4);
  for (const key of store.keys) {
    assert.match(key, /^wechat:\{(dummy-corp|another):[\w-]{22}\}:token(:lock)?$/);
    assert.ok(!key.includes(SECRET) && !key.includes('a-new-secret'));
  }
});

test('handlers serve the constructor of 0.3.0 and registerTicketHandle', async (t) => {
  const server = await serve(t, ({ path }) =>
    path.endsWith('ticket') || path.endsWith('ticket/get')
      ? { ...OK, ticket: `ticket of ${path}`, expires_in: 7200 }
      : { ...OK, access_token: 'token', expires_in: 7200 },
  );
  const { getToken, saveToken, getTicketToken, saveTicketToken } = handlers(new MemoryStore());
  const make = () => {
    const api = new API('dummy-corp', SECRET, 1, getToken, saveToken);
    api.registerTicketHandle(getTicketToken, saveTicketToken);
    api.prefix = server.prefix;
    return api;
  };
  const page = { url: 'https://example.com/' };
  for (const api of [make(), make()]) {
    await Promise.all([1, 2, 3].map(() => api.getJsConfig(page)));
    await Promise.all([1, 2, 3].map(() => api.getAgentConfig(page)));
  }
  const counts = ['gettoken', 'get_jsapi_ticket', 'ticket/get'].map((path) => server.count(path));
  assert.deepEqual(counts, [1, 1, 1]);
});

test('functions that declare a context get one, behind the callback', async (t) => {
  const server = await wecom(t);
  const seen: unknown[] = [];
  const api = client(server, {
    getToken(callback, context) {
      seen.push(context);
      callback(null, null);
    },
    saveToken(_token, callback, context) {
      seen.push(context);
      callback(null);
    },
  });
  await api.getUser('lisi');
  const [got, saved] = seen;
  const { key } = Object(got);
  assert.match(key, /^wechat:\{dummy-corp:[\w-]{22}\}:token$/);
  assert.deepEqual(got, { corpid: 'dummy-corp', agentid: 1, key, expiresIn: undefined });
  assert.deepEqual(saved, { corpid: 'dummy-corp', agentid: 1, key, expiresIn: 7200 });
});

test('functions that do not declare a context get the arguments that 0.3.0 gave, the callback last', async (t) => {
  const server = await wecom(t);
  const counts: number[] = [];
  const last = (args: unknown[]) => {
    counts.push(args.length);
    return args.at(-1) as (err: null) => void;
  };
  const getToken: API.GetToken = (...args) => last(args)(null);
  const saveToken: API.SaveToken = (...args) => last(args)(null);
  await client(server, { getToken, saveToken }).getUser('lisi');
  assert.deepEqual(counts, [1, 2]);
});

test('a token that is refused by mistake is kept where no other can be fetched', async (t) => {
  let gettokenWorks = true;
  let mistake = false;
  const server = await serve(t, ({ path }) => {
    if (path.endsWith('gettoken')) {
      return gettokenWorks
        ? { ...OK, access_token: 'token', expires_in: 7200 }
        : { errcode: -1, errmsg: 'system busy' };
    }
    return mistake ? { errcode: 40014, errmsg: 'invalid access_token' } : OK;
  });
  const api = client(server, { store: new MemoryStore() });
  await api.getUser('lisi');
  [gettokenWorks, mistake] = [false, true];
  assert.equal((await rejection(api.getUser('lisi'))).code, 40014);
  mistake = false;
  assert.equal((await api.getUser('lisi')).errcode, 0);
});

test('a store that is stuck on a dead token costs one fetch, not one per call', async (t) => {
  const server = await refusing(t, 42001, ['dead', 'alive']);
  const store = new MemoryStore();
  await client(server, { store }).getAccessToken();
  const stuck: Store = Object.assign(new MemoryStore(), { get: store.get.bind(store), set: async () => {} });
  const api = client(server, { store: stuck });
  await Promise.all([1, 2, 3].map(() => api.getUser('lisi')));
  await api.getUser('lisi');
  assert.equal(server.count('gettoken'), 2);
});

test('a refused token is not taken again because another process had saved it, too, before', async (t) => {
  const server = await wecom(t);
  const store = new Noted();
  const api = client(server, { store });
  t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
  await api.getUser('lisi');
  t.mock.timers.tick(1_000);
  const [key = ''] = [...store.keys].filter((each) => each.endsWith(':token'));
  // As after an outage in which each process fetched for itself.
  await store.set(key, { ...Object(await store.get(key)), id: 'of another', at: Date.now() }, 7_200_000);
  t.mock.timers.tick(60_000);
  server.expire();
  assert.equal((await api.getUser('lisi')).errcode, 0);
  assert.equal(server.count('gettoken'), 2);
});

test('whoever lost the lock while it fetched does not write over its successor', async (t) => {
  const store = new MemoryStore();
  const waiting: (() => void)[] = [];
  const server = await serve(t, ({ path }) => {
    if (!path.endsWith('gettoken')) return OK;
    const access_token = `token ${waiting.length}`;
    return new Promise((resolve) => {
      waiting.push(() => resolve({ ...OK, access_token, expires_in: 7200 }));
      began();
    });
  });
  let began = () => {};
  const fetching = () =>
    new Promise<void>((resolve) => {
      began = resolve;
    });
  const make = () => client(server, handlers(store, { lockLifetime: 300 }));
  const [slow, fast, late] = [make(), make(), make()];
  const first = fetching();
  const slowCall = slow.getUser('lisi');
  await first;
  const second = fetching();
  const fastCall = fast.getUser('lisi');
  await second;
  waiting[1]?.();
  await fastCall;
  waiting[0]?.();
  await slowCall;
  await late.getUser('lisi');
  assert.equal(late.token.accessToken, 'token 1');
  assert.equal(waiting.length, 2);
});

test('an outage is told as a warning of ours', async (t) => {
  const server = await wecom(t);
  const down = () => Promise.reject(new Error('ECONNREFUSED'));
  const warned = once(process, 'warning');
  const api = client(server, { store: { get: down, set: down, add: down, delete: down } });
  const { err } = await outcome((callback) => api.getUser('lisi', callback));
  assert.equal(err, null);
  const [warning] = await warned;
  assert.equal(warning.name, 'WeChatAPIWarning');
  assert.match(warning.message, /ECONNREFUSED/);
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';

import API = require('../../index');

import { client, failure, outcome, tokensAt } from '../helpers/calls';
import { fileStore } from '../helpers/file_store';
import { sharedStore } from '../helpers/stores';
import { wecom } from '../helpers/wecom';

test('difference 13: ENOENT from getToken means that there is no token yet', async (t) => {
  const server = await wecom(t);
  const folder = await mkdtemp(join(tmpdir(), 'token-'));
  t.after(() => rm(folder, { recursive: true }));
  const api = client(server, fileStore(join(folder, 'access_token.txt')));
  await api.getUser('lisi');
  await api.getUser('lisi');
  assert.equal(server.count('gettoken'), 1);
});

/** What a store may fail with; all of it is the user's own and reaches the caller as it is. */
const FAILURES = [
  ['an Error', Object.assign(new Error('store is down'), { code: 'ECONNREFUSED' })],
  ['a string', 'store is down'],
  ['an object', { reason: 'store is down' }],
] as const;

for (const [what, reason] of FAILURES) {
  const rejects = async () => {
    throw reason;
  };
  const throws = () => {
    throw reason;
  };
  const WAYS: [string, Partial<API.Options>][] = [
    ['getToken answers', { getToken: (callback) => callback(reason) }],
    ['getToken throws', { getToken: throws }],
    ['getToken rejects with', { getToken: rejects }],
    ['saveToken answers', { saveToken: (_, callback) => callback(reason) }],
    ['saveToken throws', { saveToken: throws }],
    ['saveToken rejects with', { saveToken: rejects }],
  ];
  for (const [way, store] of WAYS) {
    test(`difference 13: ${what} that ${way} reaches the caller untouched`, async (t) => {
      const server = await wecom(t);
      const name = reason instanceof Error ? reason.name : undefined;
      const { err } = await outcome((callback) => client(server, store).getUser('lisi', callback));
      assert.equal(err, reason);
      if (reason instanceof Error) assert.deepEqual([reason.name, reason.message], [name, 'store is down']);
      assert.equal(server.count('user/get'), 0);
    });
  }

  test(`difference 13: ${what} of a store rejects the promise, untouched`, async (t) => {
    const server = await wecom(t);
    const api = client(server, { getToken: throws });
    await assert.rejects(api.getUser('lisi'), (err) => err === reason);
  });
}

test('difference 2: a store that fails in the middle of a refresh is the cause of the refusal', async (t) => {
  const server = await wecom(t);
  let questions = 0;
  const down = new Error('store is down');
  const api = client(server, {
    getToken: (callback) => (questions++ === 0 ? callback(null, { accessToken: 'dead' }) : callback(down)),
  });
  const { err, data } = await outcome((callback) => api.getUser('lisi', callback));
  assert.ok(err instanceof API.WeChatAPIError);
  assert.equal(err.code, 42001);
  assert.equal(err.cause, down);
  assert.equal(Object(data).errcode, 42001);
  assert.equal(server.count('gettoken'), 0);
});

test('difference 13: a store that answers twice is heard once', async (t) => {
  const server = await wecom(t);
  let token: { accessToken: string } | null = null;
  const api = client(server, {
    getToken(callback) {
      callback(null, token);
      callback(null, { accessToken: 'second answer' });
    },
    saveToken(fetched, callback) {
      token = fetched;
      callback(null);
      callback(new Error('second answer'));
    },
  });
  for (let round = 0; round < 2; round++) {
    const { err } = await outcome((callback) => api.getUser('lisi', callback));
    assert.equal(err, null);
  }
  assert.deepEqual(tokensAt(server, 'user/get'), [server.token, server.token]);
  assert.equal(server.count('gettoken'), 1);
});

test('difference 13: a store that answers and then rejects is heard, and its rejection is not lost', async (t) => {
  const server = await wecom(t);
  const { promise, listener } = nextUncaught(t);
  const api = client(server, {
    getToken: async (callback) => {
      callback(null, { accessToken: server.token });
      throw new Error('bug in the store');
    },
  });
  await api.getUser('lisi');
  assert.match(String(await promise), /bug in the store/);
  process.removeListener('uncaughtException', listener);
});

/** node:test listens for uncaught errors too; for this one its listeners step aside. */
function nextUncaught(t: TestContext): { promise: Promise<unknown>; listener: (err: unknown) => void } {
  const others = process.listeners('uncaughtException');
  let listener: (err: unknown) => void = () => {};
  const promise = new Promise<unknown>((resolve) => {
    listener = resolve;
  });
  process.removeAllListeners('uncaughtException');
  process.on('uncaughtException', listener);
  t.after(() => {
    for (const other of others) process.on('uncaughtException', other);
  });
  return { promise, listener };
}

const NONE = [
  null,
  undefined,
  '',
  'token',
  5,
  true,
  {},
  [],
  { accessToken: '' },
  { accessToken: 5 },
  { accessToken: null },
];

for (const stored of NONE) {
  test(`difference 17: getToken giving ${JSON.stringify(stored)} has no token`, async (t) => {
    const server = await wecom(t);
    // Stores written in JavaScript give what they find.
    const found: { accessToken: string } = JSON.parse(JSON.stringify({ stored })).stored;
    await client(server, { getToken: (callback) => callback(null, found) }).getUser('lisi');
    assert.equal(server.count('gettoken'), 1);
    assert.deepEqual(tokensAt(server, 'user/get'), [server.token]);
  });
}

test('the store functions run as methods of the api', async (t) => {
  const server = await wecom(t);
  const seen: unknown[] = [];
  const api = client(server, {
    getToken(callback) {
      seen.push(this);
      callback(null, null);
    },
    saveToken(_, callback) {
      seen.push(this);
      callback(null);
    },
  });
  await api.getUser('lisi');
  assert.deepEqual(
    seen.map((each) => each === api),
    [true, true],
  );
});

test('difference 14: a fetched token knows its expiry, hidden from keys and JSON', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
  const server = await wecom(t);
  const store = sharedStore();
  const api = client(server, store);
  const token = await api.getAccessToken();
  assert.deepEqual(Object.keys(token), ['accessToken']);
  assert.equal(JSON.stringify(token), JSON.stringify({ accessToken: server.token }));
  assert.equal(token.expiresIn, 7200);
  assert.equal(token.expireTime, 1_700_000_000_000 + 7190 * 1000);
  assert.deepEqual({ ...token }, { accessToken: server.token });
});

test('difference 14: saveToken gets the time to live', async (t) => {
  const server = await wecom(t);
  const lives: (number | undefined)[] = [];
  const api = client(server, {
    saveToken(token, callback) {
      lives.push(token.expiresIn);
      callback(null);
    },
  });
  await api.getAccessToken();
  assert.deepEqual(lives, [7200]);
});

test('difference 14: the default store drops a token past its expiry', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
  const server = await wecom(t);
  const api = client(server);
  await api.getUser('lisi');
  t.mock.timers.setTime(1_700_000_000_000 + 7190 * 1000 - 1);
  await api.getUser('lisi');
  assert.equal(server.count('gettoken'), 1);
  t.mock.timers.setTime(1_700_000_000_000 + 7190 * 1000);
  await api.getUser('lisi');
  assert.equal(server.count('gettoken'), 2);
});

test('difference 14: the expireTime that a custom store gives does not count', async (t) => {
  const server = await wecom(t);
  const stored = { accessToken: server.token, expireTime: 1 };
  await client(server, { getToken: (callback) => callback(null, stored) }).getUser('lisi');
  assert.equal(server.count('gettoken'), 0);
});

test('difference 14: a custom saveToken without getToken fetches before every call, as ever', async (t) => {
  const server = await wecom(t);
  const api = client(server, { saveToken: (_, callback) => callback(null) });
  await api.getUser('lisi');
  await api.getUser('lisi');
  assert.equal(server.count('gettoken'), 2);
});

test('under NODE_ENV=production the memory store warns once per save, and nothing else is printed', async (t) => {
  const env = process.env.NODE_ENV;
  t.after(() => {
    if (env === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = env;
  });
  const printed: unknown[] = [];
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    t.mock.method(console, level, (...args: unknown[]) => printed.push([level, ...args]));
  }
  const server = await wecom(t);
  process.env.NODE_ENV = 'development';
  await client(server).getUser('lisi');
  assert.deepEqual(printed, []);
  process.env.NODE_ENV = 'production';
  const api = client(server);
  await api.getUser('lisi');
  await api.getUser('lisi');
  await failure((callback) => api.request('http://127.0.0.1:1/', callback));
  assert.deepEqual(printed, [['warn', "Don't save token in memory, when cluster or multi-computer!"]]);
  await client(server, sharedStore()).getUser('lisi');
  assert.equal(printed.length, 1);
});

test('AccessToken works with and without new', () => {
  const { AccessToken } = API;
  assert.deepEqual(AccessToken('t'), new AccessToken('t'));
  assert.ok(AccessToken('t') instanceof AccessToken);
  assert.deepEqual(Object.keys(AccessToken('t')), ['accessToken']);
});

import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent } from 'node:http';
import { after, type TestContext, test } from 'node:test';

import type API = require('../../index');

import { client, failure, outcome } from '../helpers/calls';
import { type Answer, type Server, serve } from '../helpers/server';
import { forgetfulStore, jitteryStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

const STORES = [
  ['the memory store', 1000, () => ({})],
  ['an async store of varying latency', 200, jitteryStore],
  ['a store that never saves', 200, forgetfulStore],
] as const;

async function errorsOf(calls: number, call: (number: number) => Promise<unknown>): Promise<unknown[]> {
  const settled = await Promise.allSettled(Array.from({ length: calls }, (_, number) => call(number)));
  return settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
}

/** One server and a hundred sockets for all who call so often: opening a thousand is what would take the time. */
const agent = new Agent({ keepAlive: true, maxSockets: 100 });
after(() => agent.destroy());
const patient = { agent, timeout: 60_000 };
let onGoodCall = () => {};
const shared = wecom({ after }, () => {
  onGoodCall();
  return OK;
});

/** How often each path was asked for while `calls` were under way. */
async function counting(server: Server, calls: () => Promise<unknown>): Promise<{ gettoken: number; user: number }> {
  const before = { gettoken: server.count('gettoken'), user: server.count('user/get') };
  await calls();
  return { gettoken: server.count('gettoken') - before.gettoken, user: server.count('user/get') - before.user };
}

async function allFine(api: API, many: number): Promise<void> {
  assert.deepEqual(await errorsOf(many, (number) => api.getUser(number)), []);
}

for (const [name, many, store] of STORES) {
  test(`difference 2: ${many} cold parallel calls make one gettoken with ${name}`, async () => {
    const server = await shared;
    const api = client(server, { ...patient, ...store() });
    assert.deepEqual(await counting(server, () => allFine(api, many)), { gettoken: 1, user: many });
  });

  test(`difference 2: a token that dies under ${many} parallel calls costs one gettoken and no call with ${name}`, async () => {
    const server = await shared;
    const api = client(server, { ...patient, ...store() });
    let answered = 0;
    onGoodCall = () => {
      if (++answered === many / 4) server.expire();
    };
    const { gettoken, user } = await counting(server, () => allFine(api, many));
    assert.equal(gettoken, 2, 'the cold one and the refresh');
    assert.equal(answered, many);
    assert.ok(user > many, 'some calls were refused and repeated');
  });
}

test('difference 2: a token that died before parallel calls costs one gettoken', async () => {
  const server = await shared;
  const api = client(server, patient);
  await api.getUser('first');
  server.expire();
  assert.deepEqual(await counting(server, () => allFine(api, 200)), { gettoken: 1, user: 400 });
});

/** A server whose first gettoken waits until `release` is called. */
async function slowToken(t: TestContext, answer: Answer): Promise<{ server: Server; release: () => void }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = await serve(t, async ({ path }) => {
    if (path !== '/cgi-bin/gettoken') return OK;
    await released;
    return answer;
  });
  return { server, release };
}

test('difference 2: the waiters share the result, one token object', async (t) => {
  const { server, release } = await slowToken(t, { ...OK, access_token: 'token', expires_in: 7200 });
  const api = client(server);
  const tokens = [1, 2, 3].map(() => api.getAccessToken());
  const latest = api.getLatestToken();
  release();
  const [first, ...others] = await Promise.all([...tokens, latest]);
  for (const other of others) assert.equal(other, first);
  assert.equal(server.count('gettoken'), 1);
});

test('difference 2: the waiters share the error, and the next call tries anew', async (t) => {
  const { server, release } = await slowToken(t, { errcode: 40013, errmsg: 'invalid corpid' });
  const api = client(server);
  const errors = [1, 2, 3].map((id) => failure((callback) => api.getUser(id, callback)));
  release();
  for (const err of await Promise.all(errors)) assert.equal(err.code, 40013);
  assert.equal(server.count('gettoken'), 1);
  await failure((callback) => api.getUser(4, callback));
  assert.equal(server.count('gettoken'), 2);
});

test('difference 2: a store that cannot save fails all who wait for the token', async (t) => {
  const server = await wecom(t);
  const full = new Error('disk full');
  const api = client(server, { saveToken: (_, callback) => callback(full) });
  const outcomes = await Promise.all([1, 2, 3].map((id) => outcome((callback) => api.getUser(id, callback))));
  for (const { err } of outcomes) assert.equal(err, full);
  assert.equal(server.count('gettoken'), 1);
  assert.equal(server.count('user/get'), 0);
});

test('difference 2: a fetch that never ends does not hold up for good those who come later', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
  const server = await wecom(t);
  const api = client(server);
  const { request } = api;
  Object.assign(api, { request: () => {} });
  api.getUser('waits for ever', () => assert.fail('its request never answered'));
  Object.assign(api, { request });
  t.mock.timers.setTime(1_700_000_000_000 + 14_999);
  api.getUser('still waits', () => assert.fail('it joined the fetch that never ends'));
  t.mock.timers.setTime(1_700_000_000_000 + 15_000);
  assert.deepEqual(await api.getUser('lisi'), OK);
  assert.equal(server.count('gettoken'), 1);
});

test('calls that wait for one token keep their own AsyncLocalStorage context', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const context = new AsyncLocalStorage<number>();
  const seen = (number: number) =>
    new Promise<number | undefined>((resolve) => {
      context.run(number, () => api.getUser(number, () => resolve(context.getStore())));
    });
  const numbers = Array.from({ length: 50 }, (_, number) => number);
  assert.deepEqual(await Promise.all(numbers.map(seen)), numbers, 'cold');
  assert.deepEqual(await Promise.all(numbers.map(seen)), numbers, 'on kept sockets');
  server.expire();
  assert.deepEqual(await Promise.all(numbers.map(seen)), numbers, 'through a refresh');
});

test('two apis do not share what they fetch', async (t) => {
  const server = await wecom(t);
  const apis: API[] = [client(server), client(server)];
  await Promise.all(apis.map((api) => api.getUser('lisi')));
  assert.equal(server.count('gettoken'), 2);
});

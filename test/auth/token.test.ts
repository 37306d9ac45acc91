import assert from 'node:assert/strict';
import { test } from 'node:test';
import urllib from 'urllib';

import API = require('../../index');

import { client, failure, outcome, refusing, SECRET, tokensAt } from '../helpers/calls';
import { serve } from '../helpers/server';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

const TOKEN_ERRORS = [42001, 40014, 40001, '42001', '40014', '40001'];

for (const errcode of TOKEN_ERRORS) {
  test(`difference 2: on ${typeof errcode} ${errcode} a newer token in the store is used, and none is fetched`, async (t) => {
    const server = await refusing(t, errcode, ['fetched']);
    const api = client(server, sharedStore('dead', 'newer'));
    const { err } = await outcome((callback) => api.getUser('lisi', callback));
    assert.equal(err, null);
    assert.deepEqual(tokensAt(server, 'user/get'), ['dead', 'newer']);
    assert.equal(server.count('gettoken'), 0);
  });

  test(`difference 2: on ${typeof errcode} ${errcode} a token is fetched and saved when the store has no other`, async (t) => {
    const server = await refusing(t, errcode, ['fetched']);
    const store = sharedStore('dead');
    const api = client(server, store);
    const { err } = await outcome((callback) => api.getUser('lisi', callback));
    assert.equal(err, null);
    assert.deepEqual(tokensAt(server, 'user/get'), ['dead', 'fetched']);
    assert.equal(server.count('gettoken'), 1);
    assert.deepEqual(store.saved, ['fetched']);
  });
}

test('difference 2: no other errcode repeats a call', async (t) => {
  const server = await refusing(t, 41001, ['fetched']);
  const api = client(server, sharedStore('dead'));
  const err = await failure((callback) => api.getUser('lisi', callback));
  assert.equal(err.code, 41001);
  assert.equal(server.requests.length, 1);
});

test('difference 2: a second refusal goes to the caller, who gets the answer too', async (t) => {
  const server = await refusing(t, 42001, ['dead-too']);
  const api = client(server, sharedStore('dead'));
  const { err, data, argc } = await outcome((callback) => api.getUser('lisi', callback));
  assert.ok(err instanceof Error);
  assert.equal(err.name, 'WeChatAPIError');
  assert.deepEqual(data, { errcode: 42001, errmsg: 'no such token' });
  assert.equal(argc, 3);
  assert.deepEqual(tokensAt(server, 'user/get'), ['dead', 'dead-too']);
  assert.equal(server.count('gettoken'), 1);
});

test('difference 2: a token that was fetched for this very call is replaced too', async (t) => {
  const server = await refusing(t, 40014, ['dead-on-arrival', 'fresh']);
  const api = client(server);
  await api.getUser('lisi');
  assert.deepEqual(tokensAt(server, 'user/get'), ['dead-on-arrival', 'fresh']);
  assert.equal(server.count('gettoken'), 2);
});

test('difference 2: a memory store outlives its token, call after call', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  for (let round = 0; round < 3; round++) {
    await api.getUser('lisi');
    await api.getUser('lisi');
    server.expire();
  }
  assert.equal(server.count('gettoken'), 3);
});

const FETCH_ERRORS = [
  [40001, 'invalid credential'],
  [40013, 'invalid corpid'],
] as const;

for (const [errcode, errmsg] of FETCH_ERRORS) {
  test(`difference 2: a gettoken that fails with ${errcode} is not repeated`, async (t) => {
    const server = await serve(t, () => ({ errcode, errmsg }));
    const api = client(server);
    const err = await failure((callback) => api.getUser('lisi', callback));
    assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', errcode, errmsg]);
    assert.equal(server.count('gettoken'), 1);
    assert.equal(server.requests.length, 1);
  });

  test(`difference 2: a gettoken that fails with ${errcode} in the middle of a refresh is the cause of the refusal`, async (t) => {
    const server = await serve(t, ({ path }) =>
      path === '/cgi-bin/gettoken' ? { errcode, errmsg } : { errcode: 42001, errmsg: 'access_token expired' },
    );
    const api = client(server, sharedStore('dead'));
    const { err, data, res } = await outcome((callback) => api.getUser('lisi', callback));
    assert.ok(err instanceof API.WeChatAPIError);
    assert.deepEqual([err.code, err.message], [42001, 'access_token expired']);
    assert.ok(err.cause instanceof API.WeChatAPIError);
    assert.deepEqual([err.cause.code, err.cause.message], [errcode, errmsg]);
    assert.deepEqual(data, { errcode: 42001, errmsg: 'access_token expired' });
    assert.equal(Object(res).statusCode, 200);
    assert.equal(server.count('gettoken'), 1);
    assert.equal(server.count('user/get'), 1);
  });
}

test('difference 2: a getJsConfig whose gettoken is refused with 40001 asks for one token', async (t) => {
  const server = await serve(t, () => ({ errcode: 40001, errmsg: 'invalid credential' }));
  const err = await failure((callback) => client(server).getJsConfig({ url: 'http://page/' }, callback));
  assert.equal(err.code, 40001);
  assert.equal(server.count('gettoken'), 1);
});

test('difference 2: tickets survive an expired token as well', async (t) => {
  const server = await wecom(t, () => ({ ...OK, ticket: 'TICKET', expires_in: 7200 }));
  const api = client(server);
  await api.getUser('lisi');
  server.expire();
  assert.equal((await api.getTicket()).ticket, 'TICKET');
  assert.equal(server.count('gettoken'), 2);
});

const NO_TOKEN = [
  ['no access_token', {}],
  ['an empty access_token', { access_token: '' }],
  ['a number as access_token', { access_token: 5 }],
  ['access_token null', { access_token: null }],
] as const;

for (const [what, answer] of NO_TOKEN) {
  test(`difference 17: gettoken answering ${what} is an error, and nothing is saved`, async (t) => {
    const server = await serve(t, () => ({ ...OK, ...answer, expires_in: 7200 }));
    const store = sharedStore();
    const err = await failure((callback) => client(server, store).getUser('lisi', callback));
    assert.equal(err.name, 'WeChatAPIError');
    assert.match(err.message, /gettoken/);
    assert.deepEqual(store.saved, []);
    assert.equal(server.requests.length, 1);
  });
}

for (const body of ['', 'null']) {
  test(`difference 17: gettoken answering ${body || 'nothing'} is an error, and nothing is saved`, async (t) => {
    const server = await serve(t, () => body);
    const store = sharedStore();
    const err = await failure((callback) => client(server, store).getUser('lisi', callback));
    assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', -1, 'No data received.']);
    assert.deepEqual(store.saved, []);
  });
}

test('getAccessToken always fetches, saves an AccessToken and returns the api', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  for (let round = 1; round <= 2; round++) {
    const { err, data, argc } = await outcome((callback) => assert.equal(api.getAccessToken(callback), api));
    assert.equal(err, null);
    assert.deepEqual(JSON.parse(JSON.stringify(data)), { accessToken: server.token });
    assert.ok(argc >= 2);
    assert.equal(server.count('gettoken'), round);
  }
  assert.equal(api.store?.accessToken, server.token);
});

test('getAccessToken joins a fetch that is under way', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const [user, first, second] = await Promise.all([api.getUser('lisi'), api.getAccessToken(), api.getAccessToken()]);
  assert.equal(user.errcode, 0);
  assert.equal(first, second);
  assert.equal(server.count('gettoken'), 1);
});

test('difference 9: the secret is encoded on its way to gettoken', async (t) => {
  const server = await wecom(t);
  await client(server, { corpid: 'a&b=c', corpsecret: `${SECRET}+/&=#%` }).getAccessToken();
  assert.equal(server.requests[0]?.query.get('corpid'), 'a&b=c');
  assert.equal(server.requests[0]?.query.get('corpsecret'), `${SECRET}+/&=#%`);
});

test('getLatestToken with a stored token calls back before it returns', async (t) => {
  const server = await wecom(t);
  const api = client(server, sharedStore('stored'));
  const answers: unknown[] = [];
  const returned: unknown = api.getLatestToken((err, token) => answers.push(err, token.accessToken));
  assert.deepEqual(answers, [null, 'stored']);
  assert.equal(returned, undefined);
  assert.equal(server.requests.length, 0);
});

test('getLatestToken without a stored token fetches one', async (t) => {
  const server = await wecom(t);
  assert.equal((await client(server).getLatestToken()).accessToken, server.token);
  assert.equal(server.count('gettoken'), 1);
});

test('an answer that comes at once is heard at once, with a stored token and without', (t) => {
  const answers: unknown[] = [];
  t.mock.method(urllib, 'request', (url: string, _: unknown, callback: (...answer: unknown[]) => void) => {
    callback(null, /gettoken/.test(url) ? { ...OK, access_token: 'token', expires_in: 7200 } : OK, { statusCode: 200 });
  });
  const api = new API('corpid', 'secret', 1);
  for (const each of ['fetched', 'stored']) api.getUser('lisi', (err) => answers.push(err ?? each));
  assert.deepEqual(answers, ['fetched', 'stored']);
});

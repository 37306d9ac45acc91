import assert from 'node:assert/strict';
import { test } from 'node:test';

import API = require('../../index');

import { client, failure, outcome, rejection, tokensAt } from '../helpers/calls';
import { sharedStore } from '../helpers/stores';
import { wecom } from '../helpers/wecom';

/** Programs that get their token from elsewhere, and have no secret. */
const WITHOUT: [string, Partial<API.Options>, number, string][] = [
  ['a corpsecret', { corpsecret: '' }, 41004, 'corpsecret missing'],
  ['a corpid', { corpid: '' }, 41002, 'corpid missing'],
];

for (const [what, lack, code, message] of WITHOUT) {
  test(`difference 20: without ${what} a refused token is an answer, and nothing is fetched`, async (t) => {
    const server = await wecom(t);
    const api = client(server, { ...lack, getToken: (callback) => callback(null, { accessToken: 'dead' }) });
    const { err, data, res } = await outcome((callback) => api.getUser('lisi', callback));
    assert.ok(err instanceof API.WeChatAPIError);
    assert.deepEqual([err.code, err.message], [42001, 'access_token expired']);
    assert.deepEqual(data, { errcode: 42001, errmsg: 'access_token expired' });
    assert.equal(Object(res).statusCode, 200);
    assert.ok(err.cause instanceof API.WeChatAPIError);
    assert.deepEqual([err.cause.code, err.cause.message], [code, message]);
    assert.equal(server.count('gettoken'), 0);
    assert.equal(server.count('user/get'), 1);
  });

  test(`difference 20: without ${what} a token that the store renewed is used`, async (t) => {
    const server = await wecom(t);
    const api = client(server, { ...lack, getToken: sharedStore('dead', server.token).getToken });
    await api.getUser('lisi');
    assert.deepEqual(tokensAt(server, 'user/get'), ['dead', server.token]);
    assert.equal(server.count('gettoken'), 0);
  });

  test(`difference 20: without ${what} and without a token the error says what is missing`, async (t) => {
    const server = await wecom(t);
    const api = client(server, lack);
    for (const err of [
      await failure((callback) => api.getUser('lisi', callback)),
      await failure((callback) => api.getAccessToken(callback)),
      await rejection(api.getLatestToken()),
    ]) {
      assert.ok(err instanceof API.WeChatAPIError);
      assert.deepEqual([err.code, err.message], [code, message]);
    }
    assert.equal(server.requests.length, 0);
  });
}

test('difference 20: an api made as programs made it, with null for the secret, does not fetch', async (t) => {
  const server = await wecom(t);
  const getToken: API.GetToken = (callback) => callback(null, { accessToken: 'dead' });
  const api: API = Reflect.construct(API, ['dummy-corp', null, 1, getToken]);
  api.prefix = server.prefix;
  assert.equal((await rejection(api.getUser('lisi'))).code, 42001);
  assert.equal(server.count('gettoken'), 0);
});

test('a subclass that fetches tokens in its own way needs no secret', async (t) => {
  const server = await wecom(t);
  const api = client(server, { corpsecret: '', getToken: (callback) => callback(null, null) });
  Object.assign(api, {
    getAccessToken: (callback: API.Callback<API.AccessToken>) =>
      callback(null, API.AccessToken(server.token), Object.create(null)),
  });
  await api.getUser('lisi');
  assert.deepEqual(tokensAt(server, 'user/get'), [server.token]);
});

test('difference 2: when nobody listens at gettoken in the middle of a refresh, the refusal is handed on', async (t) => {
  const server = await wecom(t);
  const api = client(server, { getToken: (callback) => callback(null, { accessToken: 'dead' }) });
  const tokenURL = api.prefix;
  const { request } = api;
  Object.assign(api, {
    request(url: string, ...rest: unknown[]) {
      const target = url.startsWith(`${tokenURL}gettoken`) ? 'http://127.0.0.1:1/' : url;
      return Reflect.apply(request, api, [target, ...rest]);
    },
  });
  const err = await rejection(api.getUser('lisi'));
  assert.equal(err.code, 42001);
  assert.equal(Object(err.cause).code, 'ECONNREFUSED');
});

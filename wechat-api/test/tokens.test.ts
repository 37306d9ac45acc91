import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outcome, rejection } from '../../test/helpers/calls';
import { serve } from '../../test/helpers/server';
import API from '../index';
import { client, OK, wechat } from './helpers/wechat';

for (const errcode of [40001, 40014, 42001, '40001']) {
  test(`difference 1: errcode ${JSON.stringify(errcode)} gets another token, and the call is made once more`, async (t) => {
    const server = await wechat(t, () => OK, { errcode, errmsg: 'dead' });
    const api = client(server);
    await api.getMenu();
    server.expire();
    assert.deepEqual((await outcome((callback) => api.getMenu(callback))).data, OK);
    assert.equal(server.tokens, 2);
    assert.deepEqual(
      server.paths(),
      Array.from({ length: 3 }, () => '/cgi-bin/menu/get'),
    );
  });
}

test('difference 1: a token that another process has put into the store is taken, and none is fetched', async (t) => {
  const server = await wechat(t);
  const other = client(server);
  const stored = [{ accessToken: 'dead', expireTime: Date.now() + 60_000 }, await other.getAccessToken()];
  const api = client(server, {
    getToken: (callback) => callback(null, stored.length > 1 ? stored.shift() : stored[0]),
  });
  assert.deepEqual(await api.getMenu(), OK);
  assert.equal(server.tokens, 1);
});

test('difference 1: calls at the same time share one fetch', async (t) => {
  const server = await wechat(t);
  const api = client(server);
  await Promise.all([api.getMenu(), api.getTags(), api.sendText('o', 't'), api.getIp()]);
  assert.equal(server.tokens, 1);
});

test('difference 1: a token that nothing cures ends with the refusal', async (t) => {
  const server = await wechat(t, () => ({ errcode: 40001, errmsg: 'still dead' }));
  const { err, data } = await outcome((callback) => client(server).getMenu(callback));
  assert.deepEqual([Reflect.get(Object(err), 'code'), data], [40001, { errcode: 40001, errmsg: 'still dead' }]);
  assert.equal(server.tokens, 2);
});

test('difference 10: neither the token nor the secret is in an error', async (t) => {
  const server = await wechat(t, () => '<html>');
  const err = await rejection(client(server).getMenu());
  assert.match(err.message, /access_token=\*\*\*/);
  const gone = await wechat(t);
  await gone.close();
  const failed = await rejection(client(gone).getAccessToken());
  assert.doesNotMatch(`${failed.message} ${failed.stack}`, /the-secret-of-it/);
});

test('difference 12: appid and secret are encoded in the call for a token', async (t) => {
  const server = await wechat(t);
  await client(server, { appsecret: 'a+b&c#d' }).getAccessToken();
  const query = '?grant_type=client_credential&appid=the-appid&secret=a%2Bb%26c%23d';
  assert.equal(server.requests[0]?.url, `/cgi-bin/token${query}`);
});

test('difference 15: a file store without a file has no token yet, and a store that throws is an error', async (t) => {
  const server = await wechat(t);
  const missing = Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
  assert.deepEqual(await client(server, { getToken: (callback) => callback(missing) }).getMenu(), OK);
  const broken = client(server, {
    getToken() {
      throw new Error('broken store');
    },
  });
  assert.equal((await rejection(broken.getMenu())).message, 'broken store');
});

test('difference 15: stores may be async, and a token without its end is used until it is refused', async (t) => {
  const server = await wechat(t);
  const { accessToken } = await client(server).getAccessToken();
  const saved: string[] = [];
  const api = client(server, {
    getToken: async () => ({ accessToken }),
    saveToken: async (token) => {
      saved.push(token.accessToken);
    },
  });
  await api.getMenu();
  await api.getMenu();
  assert.equal(server.tokens, 1);
  server.expire();
  await api.getMenu();
  assert.deepEqual(saved, ['token-2']);
});

test('a token past its end is not used, and an end that is no time is none', async (t) => {
  const server = await wechat(t);
  for (const expireTime of [Date.now() - 1, null, Number.NaN]) {
    const given = server.tokens;
    const token = { accessToken: 'old', expireTime };
    await client(server, { getToken: (callback) => callback(null, token) }).getMenu();
    assert.equal(server.tokens, given + 1);
  }
});

test('difference 15: an answer without an access_token is an error, and nothing is saved', async (t) => {
  const server = await serve(t, () => ({ errcode: 0, errmsg: 'ok' }));
  const api = client(server);
  const err = await rejection(api.getMenu());
  assert.deepEqual([err.message, err.code], ['token answered without an access_token.', -1]);
  assert.equal(api.store, undefined);
});

test('a fetched token knows its end, and how long it lives', async (t) => {
  const server = await wechat(t);
  const before = Date.now();
  const token = await client(server).getAccessToken();
  assert.deepEqual(Object.keys(token), ['accessToken', 'expireTime']);
  assert.equal(token.expiresIn, 7200);
  const end = Number(token.expireTime);
  assert.ok(end >= before + 7_190_000 && end <= Date.now() + 7_190_000);
});

test('difference 19: without an appid or secret no token is asked for', async (t) => {
  const server = await wechat(t);
  assert.equal((await rejection(client(server, { appid: '' }).getMenu())).code, 41002);
  assert.equal((await rejection(client(server, { appsecret: '' }).getMenu())).code, 41004);
  assert.equal(server.tokens, 0);
});

test('tokens may come from outside: a program without the secret has them in its store', async (t) => {
  const server = await wechat(t);
  const { accessToken } = await client(server).getAccessToken();
  const api = client(server, { appsecret: '', getToken: async () => ({ accessToken }) });
  assert.deepEqual(await api.getMenu(), OK);
});

test('a stable token is asked for with a POST, secret and all in the body', async (t) => {
  const server = await wechat(t);
  const api = client(server, { stableToken: true });
  assert.deepEqual(await api.getMenu(), OK);
  const [asked] = server.requests;
  assert.deepEqual([asked?.method, asked?.url], ['POST', '/cgi-bin/stable_token']);
  assert.deepEqual(JSON.parse(String(asked?.body)), {
    grant_type: 'client_credential',
    appid: 'the-appid',
    secret: 'the-secret-of-it',
  });
  assert.ok(!Object.keys(api).includes('stableToken') && !('stableToken' in api.defaults));
});

test('a stub of request that answers everything alike answers for the token, too, as ever', async () => {
  class Stubbed extends API {
    override request(...args: unknown[]): Promise<never> {
      const callback = args.at(-1) as (err: null, data: object) => void;
      process.nextTick(callback, null, { type: 'image', media_id: 'M' });
      return undefined as never;
    }
  }
  const { err, data } = await outcome((callback) => new Stubbed('id', 'secret').getMenu(callback));
  assert.deepEqual([err, data], [null, { type: 'image', media_id: 'M' }]);
});

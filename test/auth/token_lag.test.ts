import assert from 'node:assert/strict';
import { test } from 'node:test';
import type API from '../../index';
import { client, tokensAt } from '../helpers/calls';
import { serve } from '../helpers/server';
import { OK, wecom } from '../helpers/wecom';

test('a call refused late uses the token that was fetched meanwhile, though the store still gives the old one', async (t) => {
  let release = () => {};
  const renewed = new Promise<void>((resolve) => {
    release = resolve;
  });
  const server = await serve(t, async ({ path, query }) => {
    if (path.endsWith('gettoken')) return { ...OK, access_token: 'new-token', expires_in: 7200 };
    if (query.get('access_token') === 'new-token') return OK;
    if (query.get('userid') === 'late') await renewed;
    return { errcode: 42001, errmsg: 'access_token expired' };
  });
  const lagging = {
    getToken: (callback: (err: unknown, token: { accessToken: string }) => void) =>
      callback(null, { accessToken: 'old-token' }),
    saveToken: (_token: unknown, callback: (err: unknown) => void) => callback(null),
  };
  const api = client(server, lagging);
  const late = api.getUser('late');
  assert.equal((await api.getUser('early')).errcode, 0);
  release();
  assert.equal((await late).errcode, 0);
  assert.equal(server.count('gettoken'), 1);
});

/** Stores that never learn of a new token, or learn of it late. */
const BEHIND: Record<string, (dead: string) => Partial<API.Options>> = {
  'is stuck on a dead token': (dead) => ({ getToken: (callback) => callback(null, { accessToken: dead }) }),
  'lags by ten calls': (dead) => {
    const written = [dead];
    let asked = 0;
    return {
      getToken: (callback) =>
        callback(null, { accessToken: written[Math.min(Math.floor(asked++ / 10), written.length - 1)] ?? dead }),
      saveToken(token, callback) {
        written.push(token.accessToken);
        callback(null);
      },
    };
  },
};

for (const [what, store] of Object.entries(BEHIND)) {
  test(`difference 2: 100 calls over a store that ${what} cost one gettoken, also when the token dies again`, async (t) => {
    const server = await wecom(t);
    const api = client(server, store('dead'));
    for (let at = 0; at < 100; at++) assert.deepEqual(await api.getUser('lisi'), OK);
    assert.equal(server.count('gettoken'), 1);
    assert.ok(server.count('user/get') <= 102, 'the dead token is not tried again and again');
    server.expire();
    for (let at = 0; at < 100; at++) await api.getUser('lisi');
    assert.equal(server.count('gettoken'), 2);
  });
}

test('difference 2: a token that another process renewed wins over the own one', async (t) => {
  const server = await wecom(t);
  let stored = 'dead';
  const api = client(server, { getToken: (callback) => callback(null, { accessToken: stored }) });
  await api.getUser('lisi');
  server.expire();
  stored = server.token;
  await api.getUser('lisi');
  assert.deepEqual(tokensAt(server, 'user/get'), ['dead', 'token-number-1', 'token-number-2']);
  assert.equal(server.count('gettoken'), 1);
});

test('difference 2: an own token that is older than the refused one is not tried', async (t) => {
  const server = await wecom(t);
  let stored: string | null = null;
  const api = client(server, { getToken: (callback) => callback(null, stored ? { accessToken: stored } : null) });
  await api.getUser('lisi');
  server.expire();
  stored = server.token;
  await api.getUser('lisi');
  server.expire();
  await api.getUser('lisi');
  assert.deepEqual(tokensAt(server, 'user/get'), [
    'token-number-1',
    'token-number-2',
    'token-number-2',
    'token-number-3',
  ]);
  assert.equal(server.count('gettoken'), 2);
});

test('a store that gives the token as bytes has one', async (t) => {
  const server = await serve(t, () => OK);
  const api = client(server, { getToken: (callback) => callback(null, Object({ accessToken: Buffer.from('token') })) });
  await api.getUser('lisi');
  assert.deepEqual(
    server.requests.map(({ url }) => url),
    ['/cgi-bin/user/get?access_token=token&userid=lisi'],
  );
});

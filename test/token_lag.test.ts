import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './helpers/calls';
import { serve } from './helpers/server';
import { OK } from './helpers/wecom';

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

test('a store that gives the token as bytes has one', async (t) => {
  const server = await serve(t, () => OK);
  const api = client(server, { getToken: (callback) => callback(null, Object({ accessToken: Buffer.from('token') })) });
  await api.getUser('lisi');
  assert.deepEqual(
    server.requests.map(({ url }) => url),
    ['/cgi-bin/user/get?access_token=token&userid=lisi'],
  );
});

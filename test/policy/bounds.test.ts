import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, rejection } from '../helpers/calls';
import { serve } from '../helpers/server';
import { OK, wecom } from '../helpers/wecom';

const BUSY = { errcode: -1, errmsg: 'system busy' };
const HANGS = () => () => {};

test('a deadline ends a call that hangs, and its request', async (t) => {
  let closed: Promise<unknown> | undefined;
  const server = await wecom(t, () => (res) => {
    closed = new Promise((resolve) => res.once('close', resolve));
  });
  const err = await rejection(client(server).within({ deadline: 30 }).getUser('lisi'));
  assert.deepEqual([err.name, err.code, err.method], ['WeChatAPIDeadlineError', 'DEADLINE', 'getUser']);
  await closed;
});

test('a deadline counts pauses between attempts, and a token that does not come', async (t) => {
  const busy = await wecom(t, () => BUSY);
  const retry = { delay: 3_600_000, maxDelay: 3_600_000, times: 9 };
  t.mock.method(Math, 'random', () => 0.9);
  assert.equal((await rejection(client(busy, { retry, deadline: 30 }).getUser('lisi'))).code, 'DEADLINE');
  const silent = await serve(t, HANGS);
  assert.equal((await rejection(client(silent, { deadline: 30 }).getUser('lisi'))).code, 'DEADLINE');
});

test('a call that is over in time has its answer, and no timer is left', async (t) => {
  const server = await wecom(t);
  await client(server, { deadline: 60_000 }).getUser('lisi');
  const timers = process.getActiveResourcesInfo().filter((name) => name === 'Timeout');
  assert.ok(timers.length <= 3, String(timers));
});

test('a signal ends a call, wherever it is', async (t) => {
  const server = await wecom(t, HANGS);
  const controller = new AbortController();
  const reason = new Error('the user went away');
  const pending = rejection(client(server).within({ signal: controller.signal }).getUser('lisi'));
  while (server.count('user/get') === 0) await new Promise(setImmediate);
  controller.abort(reason);
  const err = await pending;
  assert.deepEqual([err.name, err.cause], ['WeChatAPIAbortError', reason]);
  const late = await rejection(client(server).within({ signal: controller.signal }).getUser('lisi'));
  assert.equal(late.name, 'WeChatAPIAbortError');
  assert.equal(server.count('user/get'), 1);
});

test('bounds hold for what a method calls in turn, and for nobody else', async (t) => {
  const server = await wecom(t, ({ path }) => (path.endsWith('get_jsapi_ticket') ? () => {} : OK));
  const api = client(server);
  const err = await rejection(api.within({ deadline: 50 }).getJsConfig({ url: 'https://example.com/' }));
  assert.equal(err.code, 'DEADLINE');
  assert.equal((await api.getUser('lisi')).errcode, 0);
  const both = api.within({ deadline: 60_000 });
  assert.ok(both instanceof api.constructor);
  assert.equal((await both.getUser('lisi')).errcode, 0);
  both.token = { accessToken: 'mine' };
  assert.equal(api.token.accessToken, 'mine');
});

import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import type { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';

import API = require('../../index');
import urllib = require('urllib');

import type { RawCallback } from '../../lib/core/types';
import { client, failure } from '../helpers/calls';
import { agentOf, socketAfter } from '../helpers/pool';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

const PICTURE = { data: Buffer.from('a picture'), filename: 'picture.png' };
const TEXT = { msgtype: 'text', text: { content: '你好' } } as const;

/** A server that leaves `user/get` without an answer; `asked` emits the connection by which it was asked. */
async function silent(t: TestContext) {
  const asked = new EventEmitter<{ socket: [Socket] }>();
  const server = await wecom(t, ({ path }) =>
    path === '/cgi-bin/user/get' ? (_, req) => asked.emit('socket', req.socket) : OK,
  );
  return { server, asked };
}

for (const [what, timeout] of [
  ['a number', 100],
  ['a pair', [5000, 100]],
] satisfies [string, API.RequestOptions['timeout']][]) {
  test(`timeout as ${what} ends a call that is not answered, and its connection; the next call works`, async (t) => {
    const { server, asked } = await silent(t);
    const api = client(server, sharedStore(server.token));
    await api.getUserIdByCode('code');
    api.setOpts({ timeout });
    const ended = once(asked, 'socket').then(([socket]) => once(socket, 'close'));
    const err = await failure((callback) => api.getUser('lisi', callback));
    assert.equal(err.name, 'WeChatAPIResponseTimeoutError');
    assert.match(err.message, /^Response timeout for 100ms/);
    await ended;
    await api.getUserIdByCode('code');
    assert.equal(server.count('user/getuserinfo'), 2);
    assert.equal(server.count('user/get'), 1);
  });

  test(`timeout as ${what} leaves the calls beside alone`, async (t) => {
    const { server } = await silent(t);
    // Long enough for twenty answers on a busy machine.
    const patient: API.RequestOptions['timeout'] = timeout === 100 ? 1500 : [5000, 1500];
    const api = client(server, { ...sharedStore(server.token), timeout: patient });
    const late = failure((callback) => api.getUser('lisi', callback));
    const others = await Promise.all(Array.from({ length: 20 }, () => api.getUserIdByCode('code')));
    assert.ok(others.every(({ errcode }) => errcode === 0));
    assert.equal((await late).name, 'WeChatAPIResponseTimeoutError');
  });
}

test('a connection that is not made in time ends with its own error', async () => {
  const api = client({ prefix: 'http://qyapi.invalid/cgi-bin/' }, sharedStore('token'));
  // The name is never found, so no connection is made.
  api.setOpts({ timeout: [100, 5000], lookup: () => {} });
  const err = await failure((callback) => api.getUser('lisi', callback));
  assert.equal(err.name, 'WeChatAPIConnectionTimeoutError');
  assert.match(err.message, /^Connect timeout for 100ms/);
});

test('a connection that is refused ends with its own error', async (t) => {
  const server = await wecom(t);
  await server.close();
  const err = await failure((callback) => client(server).getUser('lisi', callback));
  assert.equal(err.name, 'WeChatAPIRequestError');
  assert.equal(err.code, 'ECONNREFUSED');
});

test('the pool does not cut off a call that may take longer than free connections live', async (t) => {
  const { server, asked } = await silent(t);
  const api = client(server, { ...sharedStore(server.token), timeout: 40_000 });
  const agent = await agentOf(api, () => api.getUserIdByCode('code'));
  const socket = await socketAfter(agent, () => api.getUserIdByCode('code'));
  const cut = failure((callback) => api.getUser('lisi', callback));
  const [serverSide] = await once(asked, 'socket');
  assert.ok(!socket.timeout || socket.timeout >= 40_000, `after ${socket.timeout} ms it would be cut off`);
  // What breaks on a connection that was used before is sent once more.
  const again = once(asked, 'socket').then(([second]) => second.destroy());
  serverSide.destroy();
  await again;
  await cut;
});

/** The timeout that each call hands to urllib, which has no network here. */
function timeoutsOf(t: TestContext): unknown[] {
  const timeouts: unknown[] = [];
  t.mock.method(urllib, 'request', (url: string, options: API.RequestOptions, callback: RawCallback) => {
    if (!url.includes('gettoken')) timeouts.push(options.timeout);
    options.stream?.destroy?.();
    callback(null, { errcode: 0, errmsg: 'ok', access_token: 'token', expires_in: 7200 }, {});
  });
  return timeouts;
}

for (const [set, given] of [
  [{}, undefined],
  [{ timeout: 1000 }, 1000],
  [{ timeout: [1000, 2000] }, [1000, 2000]],
] satisfies [API.RequestOptions, unknown][]) {
  test(`setOpts(${JSON.stringify(set)}): calls have that timeout, or urllib's; uploads always 60 s`, async (t) => {
    const api = new API('dummy-corp', 'dummy-corp-secret', 1);
    const timeouts = timeoutsOf(t);
    api.setOpts(set);
    await api.getUser('lisi');
    await api.send({ touser: 'lisi' }, TEXT);
    await api.getMedia('M');
    await api.uploadImage(PICTURE);
    await api.addMaterial(1, PICTURE, 'image');
    assert.deepEqual(timeouts, [given, given, given, 60_000, 60_000]);
  });
}

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { deflateSync, gzipSync } from 'node:zlib';
import { client, failure, rejection } from '../helpers/calls';
import { JSON_TYPE } from '../helpers/server';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

test('an aborted signal ends the call, with the reason as the cause', async (t) => {
  const controller = new AbortController();
  const reason = new Error('the user left');
  const server = await wecom(t, () => () => controller.abort(reason));
  const api = client(server, { signal: controller.signal });
  const err = await failure((callback) => api.getUser('lisi', callback));
  assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIAbortError', 'ABORT_ERR', 'The request was aborted']);
  assert.equal(err.cause, reason);
  assert.equal(err.method, 'getUser');
  assert.equal(server.count('user/get'), 1);
});

for (const options of [{}, { beforeRequest: () => {} }]) {
  const way = 'beforeRequest' in options ? 'through urllib' : 'straight';
  test(`an aborted signal ends a call that waits for a connection, ${way}`, async (t) => {
    const warn = t.mock.method(console, 'warn', () => {});
    const server = await wecom(t, () => () => {});
    const agent = new Agent({ maxSockets: 1 });
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const api = client(server, { agent, ...options, ...sharedStore(server.token) });
    const busy = new AbortController();
    const first = failure((callback) => api.request(`${server.prefix}x`, { signal: busy.signal }, callback));
    const waiting = new AbortController();
    const second = failure((callback) => api.request(`${server.prefix}y`, { signal: waiting.signal }, callback));
    waiting.abort();
    assert.equal((await second).message, 'The request was aborted');
    busy.abort();
    assert.equal((await first).name, 'AbortError');
    agent.destroy();
    assert.equal(warn.mock.callCount(), 0);
  });
}

test('with a signal that was aborted before nothing is sent', async (t) => {
  const server = await wecom(t);
  const err = await rejection(client(server, { signal: AbortSignal.abort() }).getUser('lisi'));
  assert.equal(err.name, 'WeChatAPIAbortError');
  assert.equal(server.requests.length, 0);
});

test('a signal ends an upload and a download into memory', async (t) => {
  for (const method of ['uploadFile', 'getMedia'] as const) {
    const controller = new AbortController();
    const server = await wecom(t, () => (res) => {
      res.writeHead(200, { 'content-length': 100 });
      res.write('half', () => controller.abort());
    });
    const api = client(server, { signal: controller.signal });
    const file = { data: Buffer.from('content'), filename: 'x' };
    const err = await rejection(method === 'getMedia' ? api.getMedia('M') : api.uploadFile(file));
    assert.equal(err.name, 'WeChatAPIAbortError');
  }
});

test('a signal that outlives its calls keeps nothing of them', async (t) => {
  const { signal } = new AbortController();
  const server = await wecom(t);
  const api = client(server, { signal });
  for (let round = 0; round < 5; round++) await api.getUser('lisi');
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});

const LONG = JSON.stringify({ ...OK, text: 'x'.repeat(10_000) });

for (const [what, headers] of [
  ['that says its length', { 'content-length': LONG.length }],
  ['in chunks', {}],
] as const) {
  test(`an answer ${what} beyond maxResponseSize ends the call`, async (t) => {
    const server = await wecom(t, () => (res) => res.writeHead(200, { ...JSON_TYPE, ...headers }).end(LONG));
    const err = await rejection(client(server, { maxResponseSize: 10_000 }).getUser('lisi'));
    assert.equal(err.name, 'WeChatAPIResponseTooLargeError');
    assert.match(err.message, /maxResponseSize, which is 10000 bytes/);
    assert.equal(server.count('user/get'), 1);
    await client(server, { maxResponseSize: LONG.length }).getUser('lisi');
  });
}

test('a stream whose announced length is beyond maxResponseSize is refused', async (t) => {
  const server = await wecom(t, () => (res) => res.writeHead(200, { 'content-length': LONG.length }).end(LONG));
  const err = await rejection(client(server, { maxResponseSize: 1000 }).downloadMedia('M'));
  assert.equal(err.name, 'WeChatAPIResponseTooLargeError');
});

/** A server that writes `text` for ever, as fast as it is read. */
async function endless(t: TestContext, text: string): Promise<{ prefix: string }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    const write = () => {
      if (!socket.destroyed) socket.write(text, () => setImmediate(write));
    };
    socket.on('error', () => {}).once('data', write);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return { prefix: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cgi-bin/` };
}

for (const status of ['100 Continue', '102 Processing', '103 Early Hints']) {
  test(`answers of ${status} without end run into the timeout`, async (t) => {
    const server = await endless(t, `HTTP/1.1 ${status}\r\n\r\n`.repeat(20));
    const api = client(server, { ...sharedStore('token'), timeout: 100 });
    assert.equal((await rejection(api.getUser('lisi'))).name, 'WeChatAPIResponseTimeoutError');
  });
}

for (const [encoding, zip] of Object.entries({ gzip: gzipSync, deflate: deflateSync })) {
  test(`an answer in ${encoding} counts for maxResponseSize as it is unzipped`, async (t) => {
    const server = await wecom(t, () => (res) => {
      res.writeHead(200, { ...JSON_TYPE, 'content-encoding': encoding }).end(zip(LONG));
    });
    for (const maxResponseSize of [1000, LONG.length - 1]) {
      const err = await rejection(client(server, { maxResponseSize }).getUser('lisi'));
      assert.equal(err.name, 'WeChatAPIResponseTooLargeError');
      assert.ok(err.message.includes(`longer than maxResponseSize, which is ${maxResponseSize} bytes`), err.message);
    }
    for (const options of [{ maxResponseSize: LONG.length }, { maxResponseSize: Number.POSITIVE_INFINITY }, {}]) {
      const answer = await client(server, options).getUser('lisi');
      assert.equal(Reflect.get(answer, 'text').length, 10_000);
    }
  });
}

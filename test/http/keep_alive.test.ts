import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type TestContext, test } from 'node:test';

import type API = require('../../index');

import { POOL, pooled } from '../../lib/http/pool';
import { client, failure, rejection } from '../helpers/calls';
import { call, METHODS } from '../helpers/methods';
import { socketAfter } from '../helpers/pool';
import { JSON_TYPE, serve } from '../helpers/server';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

const HELLO = [{ touser: 'lisi' }, { msgtype: 'text', text: { content: 'hello' } }] as const;

/** What a server does with a request, given how many came over the same connection before. */
type Behaviour = (before: number, res: ServerResponse, req: IncomingMessage) => unknown;

const good = (res: ServerResponse) => res.writeHead(200, JSON_TYPE).end(JSON.stringify(OK));

/** A server that knows how many requests each connection brought. */
async function counting(t: TestContext, behave: Behaviour) {
  const before = new Map<Socket, number>();
  const requests: { method: string; path: string; before: number; connection: string | undefined }[] = [];
  const http = createServer((req, res) => {
    const count = before.get(req.socket) ?? 0;
    before.set(req.socket, count + 1);
    const [path = ''] = (req.url ?? '').split('?');
    requests.push({ method: req.method ?? '', path, before: count, connection: req.headers.connection });
    req.resume().on('end', () => behave(count, res, req));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of before.keys()) socket.destroy();
    return new Promise((resolve) => http.close(resolve));
  });
  const prefix = `http://127.0.0.1:${(http.address() as AddressInfo).port}/cgi-bin/`;
  return { prefix, requests, connections: before };
}

/** Drops every request on a connection that was used before, as one does that the server had just given up. */
const droppingUsed: Behaviour = (before, res) => (before === 0 ? good(res) : res.destroy());

const stored = (options: Partial<API.Options> = {}) => ({ ...sharedStore('token'), ...options });

for (const name of ['getUser', 'send', 'getCallbackIP', 'getMedia', 'getTicket']) {
  test(`difference 12: ${name} is sent once more when its used connection breaks before any answer`, async (t) => {
    const server = await counting(t, (before, res, req) => {
      if (before > 0) return res.destroy();
      if (!req.url?.includes('ticket')) return good(res);
      return res.writeHead(200, JSON_TYPE).end('{"errcode":0,"ticket":"T","expires_in":7200}');
    });
    const api = client(server, stored());
    await socketAfter(POOL.agent, () => api.getMenu());
    server.requests.length = 0;
    await call(api, name, METHODS[name] ?? []);
    assert.deepEqual(
      server.requests.map(({ before }) => before > 0),
      [true, false],
    );
  });
}

test('difference 12: a gettoken that meets the end of an idle connection fails nobody who waits', async (t) => {
  const server = await counting(t, (before, res, req) => {
    if (before > 0) return res.destroy();
    const isToken = req.url?.includes('gettoken');
    return res
      .writeHead(200, JSON_TYPE)
      .end(JSON.stringify({ ...OK, ...(isToken && { access_token: 'T', expires_in: 7200 }) }));
  });
  const api = client(server);
  api.store = { accessToken: 'T' };
  await socketAfter(POOL.agent, () => api.getMenu());
  api.store = null;
  await Promise.all([api.getUser('a'), api.getUser('b'), api.getUser('c')]);
  assert.equal(server.requests.filter(({ path }) => path.endsWith('gettoken')).length, 2, 'lost, and sent once more');
});

test('difference 12: a request is sent once more at most', async (t) => {
  let healthy = true;
  const server = await counting(t, (_, res) => (healthy ? good(res) : res.destroy()));
  const api = client(server, stored());
  await api.getUser('lisi');
  healthy = false;
  server.requests.length = 0;
  const err = await rejection(api.getUser('lisi'));
  assert.deepEqual([err.name, err.code], ['WeChatAPIResponseError', 'ECONNRESET']);
  assert.equal(server.requests.length, 2);
});

test('difference 12: what breaks on a new connection is not sent again', async (t) => {
  const server = await counting(t, (_, res) => res.destroy());
  const err = await rejection(client(server, stored()).send(...HELLO));
  assert.equal(err.code, 'ECONNRESET');
  assert.equal(server.requests.length, 1);
});

test('difference 12: what breaks within the answer is not sent again', async (t) => {
  for (const half of ['HTTP/1.1 200', 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"errcode":0']) {
    const server = await counting(t, (before, res) => {
      if (before === 0) return good(res);
      const { socket } = res;
      return socket?.write(half, () => socket.destroy());
    });
    const api = client(server, stored());
    await api.getUser('lisi');
    server.requests.length = 0;
    await failure((callback) => api.getUser('lisi', callback));
    assert.equal(server.requests.length, 1);
  }
});

test('difference 12: a write that breaks late may have been executed and is not sent again; a read is', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_700_000_000_000 });
  const server = await counting(t, (before, res) => {
    if (before === 0) return good(res);
    t.mock.timers.setTime(Date.now() + 1_001);
    return res.destroy();
  });
  const api = client(server, stored());
  for (const [make, sent] of [
    [() => failure((callback) => api.send(...HELLO, callback)), 1],
    [() => api.getUser('lisi'), 2],
  ] as const) {
    await socketAfter(POOL.agent, () => api.getMenu());
    server.requests.length = 0;
    await make();
    assert.equal(server.requests.length, sent);
  }
});

test('difference 12: an upload, which cannot be sent again, has a connection of its own', async (t) => {
  const server = await counting(t, droppingUsed);
  const api = client(server, stored());
  for (let round = 0; round < 3; round++) {
    await api.getUser('lisi');
    await api.uploadFile({ data: Buffer.from('content'), filename: 'a.txt' });
  }
  const uploads = server.requests.filter(({ path }) => path.endsWith('upload'));
  assert.deepEqual(
    uploads.map(({ before }) => before),
    [0, 0, 0],
  );
});

test("difference 12: over an agent of the user's the request goes out again by the same agent", async (t) => {
  const server = await counting(t, droppingUsed);
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const api = client(server, stored({ agent }));
  await socketAfter(agent, () => api.getUser('lisi'));
  await socketAfter(agent, () => api.getUser('lisi'));
  assert.deepEqual(
    server.requests.map(({ before }) => before),
    [0, 1, 0],
  );
  for (const { connection } of server.requests) assert.equal(connection, 'keep-alive');
});

for (const [milliseconds, hint] of [
  [1, true],
  [1, false],
  [20, true],
  [20, false],
] as const) {
  test(`difference 12: a server that closes idle connections after ${milliseconds} ms ${hint ? 'and says so' : 'without a word'} loses no call and gets none twice`, async (t) => {
    const executed = new Map<string, number>();
    const idle = new Map<Socket, NodeJS.Timeout>();
    const server = await serve(t, ({ query, body }) => (res, req) => {
      const id = query.get('userid') ?? JSON.parse(String(body)).touser;
      executed.set(id, (executed.get(id) ?? 0) + 1);
      if (!hint) res.setHeader('connection', 'keep-alive');
      clearTimeout(idle.get(req.socket));
      // As node:http does by itself, but by the millisecond.
      res.once('finish', () =>
        idle.set(
          req.socket,
          setTimeout(() => req.socket.destroy(), milliseconds),
        ),
      );
      good(res);
    });
    const api = client(server, stored());
    const worker = async (name: string) => {
      for (let at = 0; at < 30; at++) {
        if (at % 2 === 0) await api.getUser(`${name}${at}`);
        else await api.send({ touser: `${name}${at}` }, HELLO[1]);
        // Some of the next requests meet the end of the connection, some come before it, some after.
        await new Promise((resolve) => setTimeout(resolve, (at * 7) % (2 * milliseconds)));
      }
    };
    await Promise.all(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(worker));
    assert.equal(executed.size, 8 * 30);
    assert.deepEqual(
      [...executed].filter(([, times]) => times !== 1),
      [],
    );
  });
}

/** The server's hint, in every spelling, and for how many ms an idle connection may live by it. */
const HINTS: [string | undefined, number][] = [
  ['timeout=60', 4000],
  [undefined, 4000],
  ['timeout=5', 4000],
  ['timeout=3', 2000],
  ['Timeout=3, max=100', 2000],
  ['max=100, timeout=3', 2000],
  ['max=100,TIMEOUT = "3"', 2000],
];

for (const [hint, life] of HINTS) {
  test(`difference 12: an idle connection ends within ${life} ms where the server's hint is ${hint}`, async (t) => {
    t.mock.timers.enable({ apis: ['Date', 'setInterval'], now: 1_700_000_000_000 });
    const headers = { ...JSON_TYPE, connection: 'keep-alive', ...(hint && { 'keep-alive': hint }) };
    const server = await wecom(t, () => (res) => res.writeHead(200, headers).end(JSON.stringify(OK)));
    const agent = pooled(new Agent({ keepAlive: true }));
    const api = client(server, { agent, ...sharedStore(server.token) });
    const socket = await socketAfter(agent, () => api.getUser('lisi'));
    t.mock.timers.tick(life - 501);
    assert.equal(socket.destroyed, false, 'it lives almost that long');
    t.mock.timers.tick(501);
    assert.equal(socket.destroyed, true);
    t.mock.timers.tick(10_000);
  });
}

test('difference 12: connections are kept where timers are numbers, as those of jsdom', async (t) => {
  const server = await wecom(t);
  t.mock.method(globalThis, 'setInterval', () => 1);
  const agent = pooled(new Agent({ keepAlive: true }));
  t.after(() => agent.destroy());
  const socket = await socketAfter(agent, () =>
    client(server, { agent, ...sharedStore(server.token) }).getUser('lisi'),
  );
  assert.equal(socket.destroyed, false);
});

test('difference 12: a connection that the server gives a second or less is not kept', async (t) => {
  for (const hint of ['timeout=1', 'timeout=0']) {
    const headers = { ...JSON_TYPE, connection: 'keep-alive', 'keep-alive': hint };
    const server = await wecom(t, () => (res) => res.writeHead(200, headers).end(JSON.stringify(OK)));
    const api = client(server, sharedStore(server.token));
    const closed = new Promise((resolve) => {
      api.setOpts({ beforeRequest: ({ agent }) => Object(agent).once('free', resolve) });
    });
    await api.getUser('lisi');
    const socket = (await closed) as Socket;
    if (!socket.destroyed) await once(socket, 'close');
  }
});

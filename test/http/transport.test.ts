import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type RequestListener, Agent as TCPAgent } from 'node:http';
import { Agent as TLSAgent } from 'node:https';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { client } from '../helpers/calls';
import { agentOf, socketAfter } from '../helpers/pool';
import type { Answer } from '../helpers/server';
import { serveTLS } from '../helpers/tls';
import { OK, wecom } from '../helpers/wecom';

const TOKEN = JSON.stringify({ ...OK, access_token: 'token', expires_in: 7200 });
const answerAll: RequestListener = (_, res) => res.setHeader('content-type', 'application/json').end(TOKEN);

/** Answers with success and notes the connection that the request came by. */
function noting(connections: Set<Socket>): Answer {
  return (res, req) => {
    connections.add(req.socket);
    res.end(JSON.stringify(OK));
  };
}

test('difference 1: urllib is asked for by the major that calls back, and calls back', async (t) => {
  const { dependencies } = require('../../package.json');
  assert.equal(dependencies.urllib, '^2.44.1');
  assert.match(require('urllib/package.json').version, /^2\.(44\.[1-9]|4[5-9]|[5-9]\d)/);
  const server = await wecom(t);
  const api = client(server);
  await new Promise<void>((resolve, reject) => api.getUser('lisi', (err) => (err ? reject(err) : resolve())));
});

test('difference 12: the calls of all instances, one after the other, go over one connection', async (t) => {
  const connections = new Set<Socket>();
  const server = await wecom(t, () => noting(connections));
  for (const api of [client(server), client(server)]) {
    for (let i = 0; i < 5; i++) await api.getUser('lisi');
  }
  assert.equal(connections.size, 1);
});

test('difference 12: over TLS too', async (t) => {
  const server = await serveTLS(t, answerAll);
  const handshakes: unknown[] = [];
  server.https.on('secureConnection', (socket) => handshakes.push(socket));
  for (const api of [client(server, { ca: server.ca }), client(server, { ca: server.ca })]) {
    for (let i = 0; i < 5; i++) await api.getUser('lisi');
  }
  assert.equal(handshakes.length, 1);
});

test('difference 12: the pool opens 1000 connections at most', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  assert.equal((await agentOf(api, () => api.getUser('lisi'))).maxSockets, 1000);
  const secure = await serveTLS(t, answerAll);
  const other = client(secure, { ca: secure.ca });
  assert.equal((await agentOf(other, () => other.getUser('lisi'))).maxSockets, 1000);
});

test('difference 12: no call fails when the server closes idle connections', async (t) => {
  const connections = new Set<Socket>();
  const server = await wecom(t, () => noting(connections));
  const api = client(server);
  for (let i = 0; i < 20; i++) {
    await Promise.all([api.getUser('lisi'), api.getUser('lisi'), api.getUser('lisi')]);
    const closed = [...connections].filter(({ destroyed }) => !destroyed).map((socket) => once(socket, 'close'));
    for (const socket of connections) socket.end();
    await Promise.all(closed);
  }
  assert.equal(server.count('user/get'), 60);
});

for (const protocol of ['http', 'https'] as const) {
  test(`difference 12: an idle ${protocol} connection does not keep its process alive`, async (t) => {
    const { prefix, ca } = protocol === 'http' ? { ...(await wecom(t)), ca: '' } : await serveTLS(t, answerAll);
    const process = fork(join(__dirname, '../helpers', 'child_single_call.ts'), [prefix, ca]);
    t.after(() => process.kill());
    // It ends by itself, with its connection still open.
    assert.deepEqual(await once(process, 'exit'), [0, null]);
  });
}

test('difference 12: an agent of the user wins', async (t) => {
  const server = await wecom(t);
  const agent = new TCPAgent();
  const api = client(server, { agent });
  assert.equal(await agentOf(api, () => api.getUser('lisi')), agent);
});

test('difference 12: an httpsAgent of the user wins', async (t) => {
  const server = await serveTLS(t, answerAll);
  const httpsAgent = new TLSAgent({ ca: server.ca });
  const api = client(server);
  api.setOpts({ httpsAgent });
  assert.equal(await agentOf(api, () => api.getUser('lisi')), httpsAgent);
});

test('difference 12: agent: false gives every call a connection of its own', async (t) => {
  const connections = new Set<Socket>();
  const server = await wecom(t, () => noting(connections));
  const api = client(server, { agent: false });
  for (let i = 0; i < 3; i++) await api.getUser('lisi');
  assert.equal(connections.size, 3);
  assert.equal(server.requests.at(-1)?.headers.connection, 'close');
});

test('difference 12: an agent that beforeRequest sets wins over all', async (t) => {
  const server = await wecom(t);
  const agent = new TCPAgent({ keepAlive: true });
  t.after(() => agent.destroy());
  const api = client(server, {
    agent: new TCPAgent(),
    beforeRequest(options) {
      options.agent = agent;
    },
  });
  await socketAfter(agent, () => api.getUser('lisi'));
});

import assert from 'node:assert/strict';
import http, { Agent } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import urllib from 'urllib';
import API from '../../index';
import { read } from '../../lib/core/property';
import type { RequestOptions } from '../../lib/core/types';

// Plain calls go straight over node:http, all others through urllib. Each case below is made both ways: what goes over
// the wire and what comes back must be the same, to the byte.

type Server = (socket: Socket, request: string) => void;

const answer =
  (body: string | Buffer, headers = 'content-type: application/json', status = '200 OK'): Server =>
  (socket) => {
    socket.write(`HTTP/1.1 ${status}\r\n${headers}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`);
    socket.write(body);
  };
const OK = answer('{"errcode":0,"errmsg":"ok"}');

/** A server of bytes. */
async function listen(t: TestContext, server: Server) {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const tcp = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('data', (bytes) => {
      requests.push(bytes.toString('latin1'));
      server(socket, bytes.toString('latin1'));
    });
  });
  await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    for (const socket of sockets) socket.destroy();
    tcp.close();
  });
  const { port } = tcp.address() as AddressInfo;
  return { requests, prefix: `http://127.0.0.1:${port}/` };
}

interface Case {
  path?: string;
  options?: RequestOptions;
  server?: Server;
  /** How many requests, one after the other. */
  times?: number;
  /** Replaces the address of the server. */
  prefix?: string;
}

/** What a caller and the server see of a case, without what differs from run to run. */
async function outcomeOf(t: TestContext, { path = 'x', options = {}, server = OK, times = 1, prefix }: Case) {
  const { requests, prefix: own } = await listen(t, server);
  const api = new API('corpid', 'secret', 1);
  const agent = new Agent({ keepAlive: true });
  t.after(() => agent.destroy());
  const outcomes: unknown[] = [];
  for (let time = 0; time < times; time++) {
    outcomes.push(
      await new Promise((resolve) => {
        api.request(`${prefix ?? own}${path}`, { agent, ...options }, (...result: unknown[]) => {
          // The connection is free for the next request after the callback.
          setImmediate(() => resolve(result.map(comparable)));
        });
      }),
    );
  }
  const { port } = new URL(own);
  return JSON.parse(JSON.stringify({ requests, outcomes }).replaceAll(port, 'PORT'));
}

/** Own properties of errors and answers, by value; times and ports are the run's. */
function comparable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Buffer.isBuffer(value)) return { bytes: value.toString('latin1') };
  const names = value instanceof Error ? ['name', ...Object.getOwnPropertyNames(value)] : Object.keys(value);
  const told = names.filter((name) => !['stack', 'rt', 'remotePort', 'requestId'].includes(name)).sort();
  return Object.fromEntries(told.map((name) => [name, comparable(read(value, name))]));
}

/** Runs the case as it is, and with an option that only urllib knows. */
async function bothWays(t: TestContext, each: Case) {
  const options = { ...each.options, beforeRequest: () => {} };
  return { direct: await outcomeOf(t, each), through: await outcomeOf(t, { ...each, options }) };
}

const json = { dataType: 'json' } as const;
const long = `"${'x'.repeat(2000)}`;
const slow: Server = () => {};
const CASES: Record<string, Case> = {
  'a GET of JSON': { options: json },
  'a GET of bytes': {},
  'a GET of text': { options: { dataType: 'text' } },
  'a GET with data': { options: { ...json, data: { a: 1, b: ['x', 'y'], c: '中文 &=', d: undefined, e: true } } },
  'a GET with data behind a query': { path: 'x?a=1', options: { data: { b: 2 } } },
  'a GET with data behind a bare question mark': { path: 'x?', options: { data: { b: 2 } } },
  'a GET with data as text': { options: { data: 'b=2' } },
  'a POST of JSON': {
    options: { ...json, type: 'POST', data: { a: '中' }, headers: { 'Content-Type': 'application/json' } },
  },
  'a POST of JSON that is text': {
    options: { ...json, type: 'POST', data: '{"a":"中"}', headers: { 'Content-Type': 'application/json' } },
  },
  'a POST of a form': { options: { type: 'post' as 'POST', data: { a: 1, b: '中' } } },
  'a POST of bytes': { options: { method: 'POST', data: Buffer.from([1, 2, 250]) } },
  'a POST of nothing': { options: { type: 'POST' } },
  'a POST of an empty record': { options: { type: 'POST', data: {} } },
  'a POST of an empty text': { options: { type: 'POST', data: '' } },
  'a list as JSON': { options: { type: 'POST', data: [1, 2], headers: { 'content-type': 'application/json' } } },
  'headers in any case, twice': { options: { ...json, headers: { 'X-A': '1', 'x-a': '2', Accept: 'text/x', b: 'ü' } } },
  'a user-agent': { options: { headers: { 'User-Agent': 'mine' } } },
  'an empty user-agent': { options: { headers: { 'User-Agent': '' } } },
  'a header that cannot be sent': { options: { headers: { 'x-a': 'a\nb' } } },
  'a header name that cannot be sent': { options: { headers: { 'x a': '1' } } },
  'another content type': {
    options: { type: 'POST', data: { a: 1 }, headers: { 'content-type': 'application/json;charset' } },
  },
  'no agent': { options: { agent: false } },
  'a connection used before': { times: 3, options: json },
  'characters that are escaped': { path: "x?name='中文'|{}^`\"<>" },
  'dots in the path': { path: 'a/../b/./c' },
  'a hash': { path: 'x?a=1#b' },
  'percent signs': { path: 'x?a=%zz%20%E4' },
  'a host in capitals': { prefix: 'http://LOCALHOST:1/' },
  'no scheme': { prefix: '127.0.0.1:1/' },
  'nobody there': { prefix: 'http://127.0.0.1:1/' },
  'a host that does not exist': { prefix: 'http://nowhere.invalid/' },
  'a host that is none': { prefix: 'http://999.999.999.999/' },
  'an empty answer': { options: json, server: answer('') },
  'no JSON': { options: json, server: answer('<p>no</p>', 'content-type: text/html', '502 Bad Gateway') },
  'long text that is no JSON': { options: json, server: answer(long) },
  'an odd status': { options: json, server: answer('{"a":1}', 'x-a: 1\r\nX-A: 2\r\nset-cookie: a=b', '299 Odd Thing') },
  'a status without a phrase': { options: json, server: answer('{"a":1}', 'x-a: 1', '200 ') },
  'a status of zeros': { options: json, server: answer('{"a":1}', 'x-a: 1', '000 None') },
  'a type that is false': { options: { type: false as unknown as 'GET', method: 'POST' } },
  'no content type': { options: json, server: answer('{"a":"é"}', 'x-a: 1') },
  latin1: {
    options: json,
    server: answer(Buffer.from('{"a":"é"}', 'latin1'), 'content-type: application/json; charset=latin1'),
  },
  GBK: {
    options: json,
    server: answer(Buffer.from('7b2261223a22d6d0227d', 'hex'), 'content-type: application/json; charset=GBK'),
  },
  'a charset that nobody knows': { options: json, server: answer('{"a":1}', 'content-type: a/b; charset=klingon') },
  'a charset in quotes': { options: json, server: answer('{"a":1}', 'content-type: a/b; x="a;b"; charset="utf-8"') },
  'a byte order mark': { options: json, server: answer('\ufeff{"a":1}') },
  'a byte order mark of UTF-16': {
    options: { dataType: 'text' },
    server: answer(Buffer.from('fffe6100', 'hex'), 'content-type: a/b; charset=utf-16'),
  },
  'gzip that nobody asked for': {
    options: json,
    server: answer(gzipSync('{"a":1}'), 'content-type: application/json\r\ncontent-encoding: GZIP'),
  },
  'gzip of nothing': { options: json, server: answer(gzipSync(''), 'content-encoding: gzip') },
  'gzip that is none': { options: json, server: answer('{"a":1}', 'content-encoding: gzip') },
  'an encoding that nobody knows': { options: json, server: answer('{"a":1}', 'content-encoding: br2') },
  'a line cut off': { options: json, server: (socket) => socket.destroy() },
  'an answer cut off': {
    options: json,
    server: (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a":'),
  },
  'no HTTP': { options: json, server: (socket) => socket.end('hello\r\n\r\n') },
  'an answer in pieces, with 1xx before it': {
    options: json,
    server: (socket) => {
      socket.write('HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n{"a\r\n');
      setImmediate(() => socket.write('4\r\n":1}\r\n0\r\n\r\n'));
    },
  },
  'no answer in time': { options: { ...json, timeout: 500 }, server: slow },
  'no answer in time, with two limits': { options: { ...json, timeout: [5000, 50] }, server: slow },
  'half an answer in time': {
    options: { ...json, timeout: [5000, 60] },
    server: (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a":'),
  },
  'a timeout as urllib reads it': { options: { ...json, timeout: '500ms' as unknown as number }, server: slow },
};

for (const [name, each] of Object.entries(CASES)) {
  test(`straight or through urllib, it is the same: ${name}`, async (t) => {
    const { direct, through } = await bothWays(t, each);
    assert.deepEqual(direct, through);
  });
}

test('straight or through urllib, it is the same: no socket to be had', async (t) => {
  const { prefix } = await listen(t, slow);
  const api = new API('corpid', 'secret', 1);
  const waiting = (options: RequestOptions) => {
    const busy = new Agent({ maxSockets: 1 });
    api.request(`${prefix}x`, { agent: busy, ...options }, () => {});
    return new Promise((resolve) => {
      api.request(`${prefix}x`, { agent: busy, timeout: 30, ...options }, (err: unknown) => {
        busy.destroy();
        resolve(comparable(err));
      });
    });
  };
  assert.deepEqual(await waiting({}), await waiting({ beforeRequest: () => {} }));
});

test('the limits of urllib.TIMEOUTS hold for plain calls, too', async (t) => {
  const { prefix } = await listen(t, slow);
  const { TIMEOUTS } = urllib;
  t.after(() => Object.assign(urllib, { TIMEOUTS }));
  Object.assign(urllib, { TIMEOUTS: [5000, 20] });
  const api = new API('corpid', 'secret', 1);
  const err = await new Promise((resolve) => {
    api.request(`${prefix}x`, json, (failure: unknown) => resolve(failure));
  });
  assert.match(String(err), /^ResponseTimeoutError: Response timeout for 20ms/);
});

test('plain calls go straight, and those that need urllib through it', async (t) => {
  const { prefix } = await listen(t, OK);
  const api = new API('corpid', 'secret', 1);
  const ways: boolean[] = [];
  const { request } = http;
  t.mock.method(http, 'request', (...given: Parameters<typeof request>) => {
    ways.push(/urllib\.js/.test(String(new Error().stack)));
    return Reflect.apply(request, http, given);
  });
  for (const options of [json, { ...json, beforeRequest: () => {} }, { ...json, gzip: true }]) {
    await new Promise((resolve) => api.request(`${prefix}x`, options, resolve));
  }
  assert.deepEqual(ways, [false, true, true]);
});

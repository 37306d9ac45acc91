import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Agent, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type TestContext, test } from 'node:test';
import urllib from 'urllib';
import { client, failure, outcome } from '../helpers/calls';
import { call, METHODS } from '../helpers/methods';
import { type Answer, JSON_TYPE, serve } from '../helpers/server';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

/** Begins an answer and breaks off. */
function half(res: ServerResponse): void {
  res.writeHead(200, { ...JSON_TYPE, 'content-length': 100 });
  res.write('{"errcode":0', () => res.destroy());
}

/** What goes wrong, and the name and code of the error that the caller gets. */
const FAULTS: readonly [string, Answer, string, string | undefined][] = [
  ['a connection dropped before the answer', (res) => res.destroy(), 'WeChatAPIResponseError', 'ECONNRESET'],
  ['a connection dropped within the answer', half, 'WeChatAPIError', 'ECONNRESET'],
  ['a page of HTML', '<html>502 Bad Gateway</html>', 'WeChatAPIJSONResponseFormatError', undefined],
  ['JSON that stops', '{"errcode":0,', 'WeChatAPIJSONResponseFormatError', undefined],
  ['no JSON', 'ok', 'WeChatAPIJSONResponseFormatError', undefined],
  [
    'a redirect',
    (res) => res.writeHead(302, { location: '/' }).end('<p>'),
    'WeChatAPIJSONResponseFormatError',
    undefined,
  ],
];

for (const [what, answer, name, code] of FAULTS) {
  for (const method of ['getUser', 'createUser', 'getCallbackIP', 'getTicket', 'uploadFile']) {
    test(`${what} is a ${name} for ${method}`, async (t) => {
      const server = await wecom(t, () => answer);
      const api = client(server, sharedStore(server.token));
      const err = await failure((callback) => call(api, method, [...(METHODS[method] ?? []), callback]));
      assert.deepEqual([err.name, err.code], [name, code]);
      assert.equal(server.requests.length, 1, 'nothing is sent twice');
    });
  }

  test(`${what} is a ${name} when it meets gettoken, and the next call tries anew`, async (t) => {
    let broken = true;
    const server = await serve(t, () => {
      if (!broken) return { ...OK, access_token: 'token', expires_in: 7200 };
      broken = false;
      return answer;
    });
    const api = client(server);
    const err = await failure((callback) => api.getUser('lisi', callback));
    assert.deepEqual([err.name, err.code], [name, code]);
    assert.equal(server.requests.length, 1);
    await api.getUser('lisi');
  });
}

test('a broken answer hands on what came: text for bad JSON, bytes for a half one', async (t) => {
  let answer: Answer = '<html>';
  const server = await wecom(t, () => answer);
  const html = await outcome((callback) => client(server).getUser('lisi', callback));
  assert.equal(html.data, '<html>');
  assert.equal(Object(html.res).statusCode, 200);
  answer = half;
  const cut = await outcome((callback) => client(server).getUser('lisi', callback));
  assert.ok(Buffer.isBuffer(cut.data));
});

for (const method of ['getMedia', 'getMaterial', 'downloadMedia', 'downloadMaterial']) {
  test(`a connection dropped under ${method} is an error`, async (t) => {
    for (const answer of [(res: ServerResponse) => res.destroy(), half]) {
      const server = await wecom(t, () => answer);
      const err = await failure((callback) => call(client(server), method, [...(METHODS[method] ?? []), callback]));
      assert.match(err.name, /^WeChatAPI/);
      assert.equal(err.code, 'ECONNRESET');
    }
  });
}

test('nobody listening is a WeChatAPIRequestError', async () => {
  const err = await failure((callback) => client({ prefix: 'http://127.0.0.1:1/' }).getUser('lisi', callback));
  assert.deepEqual([err.name, err.code], ['WeChatAPIRequestError', 'ECONNREFUSED']);
});

for (const timeout of [50, [5000, 50] as [number, number]]) {
  test(`an answer that takes longer than the timeout ${JSON.stringify(timeout)} is a ResponseTimeoutError`, async (t) => {
    const server = await wecom(t, () => () => {});
    const api = client(server, sharedStore(server.token));
    api.setOpts({ timeout });
    const { err, res } = await outcome((callback) => api.getUser('lisi', callback));
    assert.ok(err instanceof Error);
    assert.equal(err.name, 'WeChatAPIResponseTimeoutError');
    assert.match(err.message, /^Response timeout for 50ms/);
    assert.equal(Object(res).statusCode, -1);
  });
}

test('an address that does not answer is a ConnectionTimeoutError', async () => {
  const api = client({ prefix: 'http://never.found/' });
  api.setOpts({ timeout: [50, 5000], lookup: () => {} });
  const err = await failure((callback) => api.getUser('lisi', callback));
  assert.equal(err.name, 'WeChatAPIConnectionTimeoutError');
});

test('after a timeout the next call is fine', async (t) => {
  let slow = true;
  const server = await wecom(t, () => (slow ? () => {} : OK));
  const api = client(server, { ...sharedStore(server.token), timeout: 50 });
  await failure((callback) => api.getUser('lisi', callback));
  slow = false;
  assert.deepEqual(await api.getUser('lisi'), OK);
});

/** Control characters as members put them into their names. */
const TEXTS = [
  ['a raw U+0001', '{"errcode":0,"name":"a\u0001b"}', { errcode: 0, name: 'a\u0001b' }],
  ['a raw line break', '{"errcode":0,"name":"a\nb\tc"}', { errcode: 0, name: 'a\nb\tc' }],
  ['a raw U+0000', '{"errcode":0,"name":"\u0000"}', { errcode: 0, name: '\u0000' }],
  ['\\/ beside a raw U+0001', '{"errcode":0,"u":"http:\\/\\/x\\\\\u0001"}', { errcode: 0, u: 'http://x\\\u0001' }],
  ['\\/ alone', '{"errcode":0,"u":"http:\\/\\/x"}', { errcode: 0, u: 'http://x' }],
  ['escaped quotes beside a raw one', '{"errcode":0,"n":"\\"\u0002\\""}', { errcode: 0, n: '"\u0002"' }],
  ['line breaks between the parts', '{\n"errcode":\n0,"n":"\u0001"\r\n}\n', { errcode: 0, n: '\u0001' }],
] as const;

for (const [what, text, expected] of TEXTS) {
  test(`difference 18: an answer with ${what} is read`, async (t) => {
    const server = await wecom(t, () => text);
    for (const name of ['getUser', 'createUser', 'getCallbackIP']) {
      const { err, data } = await outcome((callback) =>
        call(client(server), name, [...(METHODS[name] ?? []), callback]),
      );
      assert.equal(err, null, name);
      assert.deepEqual(data, expected, name);
    }
  });
}

test('difference 18: a refusal with raw control characters is a refusal', async (t) => {
  const server = await wecom(t, () => '{"errcode":60111,"errmsg":"no \u0001 user"}');
  const err = await failure((callback) => client(server).getUser('lisi', callback));
  assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', 60111, 'no \u0001 user']);
});

/** Answers, and closes the socket without a word as soon as the answer is out. */
const CLOSERS: readonly [string, (socket: Socket) => void][] = [
  ['closes its idle sockets', (socket) => socket.end()],
  ['resets its idle sockets', (socket) => socket.resetAndDestroy()],
];

for (const [what, close] of CLOSERS) {
  test(`difference 12: of 100 calls none fails and none is sent twice while the server ${what} in between`, async (t) => {
    const idle = new Set<Socket>();
    const server = await wecom(t, () => (res) => {
      if (res.socket) idle.add(res.socket);
      res.writeHead(200, JSON_TYPE).end(JSON.stringify(OK));
    });
    const api = client(server, sharedStore(server.token));
    for (let round = 0; round < 100; round++) {
      const { res } = await outcome((callback) => api.getUser(round, callback));
      assert.equal(Object(res).statusCode, 200, `round ${round}`);
      for (const socket of idle) {
        close(socket);
        await once(socket, 'close');
      }
      idle.clear();
      // Until the news of it has reached the other end.
      await new Promise(setImmediate);
    }
    assert.equal(server.requests.length, 100);
  });
}

test('difference 12: sockets are kept between calls, and an agent of the user is used instead', async (t) => {
  const server = await wecom(t);
  const ports = new Set<number>();
  const api = client(server, sharedStore(server.token));
  const portOf = async () => Object((await outcome((callback) => api.getUser('lisi', callback))).res);
  ports.add((await portOf()).socketHandledRequests);
  ports.add((await portOf()).socketHandledRequests);
  assert.deepEqual([...ports], [1, 2]);
  const agent = new Agent();
  api.setOpts({ agent });
  assert.equal((await portOf()).socketHandledRequests, 1);
  assert.equal((await portOf()).socketHandledRequests, 1);
});

/** urllib, replaced: it calls back as often as it likes. */
function stub(t: TestContext, run: (callback: (...answer: unknown[]) => void) => void): void {
  const fake = (_url: unknown, _options: unknown, callback: (...answer: unknown[]) => void) => run(callback);
  t.mock.method(urllib, 'request', fake);
}

for (const sync of [true, false]) {
  test(`a urllib that calls back twice, ${sync ? 'at once' : 'later'}, is heard once`, async (t) => {
    stub(t, (callback) => {
      const answer = () => {
        callback(null, OK, {});
        callback(new Error('second'), undefined, {});
      };
      if (sync) answer();
      else setImmediate(answer);
    });
    const api = client({ prefix: 'http://127.0.0.1:1/' }, sharedStore('stored'));
    const { err, data } = await outcome((callback) => api.getUser('lisi', callback));
    assert.deepEqual([err, data], [null, OK]);
  });

  test(`an api.request that calls back twice, ${sync ? 'at once' : 'later'}, is heard once`, async () => {
    const api = client({ prefix: 'http://127.0.0.1:1/' }, sharedStore('stored'));
    Object.assign(api, {
      request(_url: string, _options: object, callback: (...answer: unknown[]) => void) {
        const answer = () => {
          callback(null, OK, {});
          callback(null, { errcode: 1 }, {});
        };
        if (sync) answer();
        else setImmediate(answer);
      },
    });
    const { err, data } = await outcome((callback) => api.getUser('lisi', callback));
    assert.deepEqual([err, data], [null, OK]);
  });
}

test('a urllib that throws is an error of the call', async (t) => {
  stub(t, () => {
    throw new Error('stubbed');
  });
  const api = client({ prefix: 'http://127.0.0.1:1/' }, sharedStore('stored'));
  assert.equal((await failure((callback) => api.getUser('lisi', callback))).message, 'stubbed');
});

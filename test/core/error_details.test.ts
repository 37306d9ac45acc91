import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { brotliCompressSync } from 'node:zlib';
import urllib from 'urllib';

import API = require('../../index');

import { callerOf, MOST } from '../../lib/core/caller';
import { client, failure, outcome, refusing, rejection } from '../helpers/calls';
import { call, METHODS } from '../helpers/methods';
import { type Answer, JSON_TYPE, serve } from '../helpers/server';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

const TO = { touser: 'nobody' };
const HELLO = { msgtype: 'text', text: { content: 'hello' } } as const;

test('a refusal says what failed: method, path, status, answer and attempt', async (t) => {
  const answer = { errcode: 81013, errmsg: 'user & party & tag all invalid', invaliduser: 'nobody' };
  const server = await wecom(t, () => answer);
  const api = client(server);
  const err = await rejection(api.send(TO, HELLO));
  assert.deepEqual(err.result, answer);
  assert.deepEqual([err.method, err.status, err.attempt], ['send', 200, 1]);
  assert.equal(err.path, '/cgi-bin/message/send?access_token=***');
  assert.deepEqual(Object.keys(err).sort(), ['code', 'name'], 'it is printed as it was');
  server.expire();
  assert.equal((await rejection(api.send(TO, HELLO))).attempt, 2);
});

test('an error of the transport says what failed, too', async () => {
  const api = client({ prefix: 'http://127.0.0.1:1/cgi-bin/' }, sharedStore('a-token'));
  const err = await rejection(api.send(TO, HELLO));
  assert.deepEqual([err.name, err.method, err.attempt], ['WeChatAPIRequestError', 'send', 1]);
  assert.equal(err.path, '/cgi-bin/message/send?access_token=***');
});

test('a gettoken that is refused is an error of the call that wanted the token', async (t) => {
  const server = await serve(t, () => ({ errcode: 40001, errmsg: 'invalid credential' }));
  const err = await rejection(client(server).getUser('lisi'));
  assert.deepEqual([err.method, err.path], ['getUser', '/cgi-bin/gettoken?corpid=dummy-corp&corpsecret=***']);
});

/** Ways to make a call that fails, each from a function whose name has to be in the stack. */
const CALLERS: Record<string, (api: API) => Promise<Error>> = {
  async awaitsPromise(api) {
    return rejection(api.getUser('lisi'));
  },
  givesCallback(api) {
    return failure((callback) => api.getUser('lisi', callback));
  },
  callsMixin(api) {
    return failure((callback) => api.preRequest((done: (err: unknown) => void) => fail(api, done), [callback]));
  },
};

function fail(api: API, done: (err: unknown) => void): void {
  api.getUser('lisi', done);
}

for (const [caller, make] of Object.entries(CALLERS)) {
  test(`the stack of an error names its caller, here ${caller}`, async (t) => {
    const server = await wecom(t, () => ({ errcode: 60111, errmsg: 'no such user' }));
    for (const target of [server, { prefix: 'http://127.0.0.1:1/' }]) {
      const err = await make(client(target));
      assert.equal(err.stack?.split('\n', 1)[0], `${err.name}: ${err.message.split('\n', 1)[0]}`);
      assert.match(String(err.stack), new RegExp(`at .*${caller}.*error_details\\.test`));
    }
  });
}

test('the stacks of so many calls are kept in a second, and of more in the next one', (t) => {
  let now = 5_000_000;
  t.mock.method(Date, 'now', () => now);
  const kept = () => Array.from({ length: 2 * MOST }, () => callerOf(kept)).filter((caller) => caller.stack).length;
  assert.equal(kept(), MOST);
  assert.equal(kept(), 0);
  now += 1000;
  assert.equal(kept(), MOST);
});

test('a program that makes lists of stacks gets its errors all the same', async (t) => {
  const server = await wecom(t, () => ({ errcode: 60111, errmsg: 'no such user' }));
  const { prepareStackTrace } = Error;
  t.after(() => Object.assign(Error, { prepareStackTrace }));
  Error.prepareStackTrace = (_, sites) => sites;
  assert.equal((await rejection(client(server).getUser('lisi'))).code, 60111);
});

test('an error of another realm has the details of its call, too', async (t) => {
  const far = runInNewContext("Object.assign(new Error('far'), { name: 'RequestError' })");
  t.mock.method(urllib, 'request', (_: string, __: unknown, callback: (err: unknown) => void) => callback(far));
  const api = new API('corpid', 'secret', 1, (callback) => callback(null, { accessToken: 'a-token' }));
  const { err } = await outcome((callback) => api.getUser('lisi', callback));
  const details = ['name', 'method', 'attempt'].map((name) => Reflect.get(Object(err), name));
  assert.deepEqual(details, ['WeChatAPIRequestError', 'getUser', 1]);
});

test('calls that share a failed gettoken have errors of their own', async (t) => {
  const server = await serve(t, () => ({ errcode: 40013, errmsg: 'invalid corpid' }));
  const api = client(server);
  const [first, second] = await Promise.all([rejection(api.getUser('lisi')), rejection(api.getMenu())]);
  assert.equal(server.requests.length, 1);
  assert.notEqual(first, second);
  assert.deepEqual([first.method, second.method], ['getUser', 'getMenu']);
  for (const err of [first, second]) {
    assert.ok(err instanceof API.WeChatAPIError);
    assert.deepEqual([err.code, err.message], [40013, 'invalid corpid']);
  }
});

/** What gateways answer in the place of WeCom. */
const GATEWAYS: [string, number, string, Record<string, string>][] = [
  ['a 429 in JSON', 429, '{"message":"slow down"}', JSON_TYPE],
  ['a 502 in JSON', 502, '{"error":"bad gateway"}', JSON_TYPE],
  ['a redirect with a body of JSON', 302, '{}', { ...JSON_TYPE, location: '/' }],
  ['an empty 404, as for a wrong prefix', 404, '', {}],
  ['an empty 500 of JSON', 500, '', JSON_TYPE],
];

for (const [what, status, body, headers] of GATEWAYS) {
  test(`difference 19: ${what} is an error with its status, whatever the kind of call`, async (t) => {
    const server = await wecom(t, () => (res) => res.writeHead(status, headers).end(body));
    for (const name of ['getUser', 'send', 'getCallbackIP', 'getMedia', 'downloadMedia', 'uploadMedia', 'getTicket']) {
      const err = await failure((callback) => call(client(server), name, [...(METHODS[name] ?? []), callback]));
      assert.ok(!(err instanceof API.WeChatAPIError), name);
      assert.deepEqual([err.name, err.code, err.status], ['WeChatAPIStatusError', undefined, status], name);
      assert.equal(err.message, `HTTP status ${status}`);
      assert.equal(err.method, name);
    }
  });
}

test('difference 19: a gateway in front of gettoken is an error with its status', async (t) => {
  const server = await serve(t, () => (res) => res.writeHead(503, JSON_TYPE).end('{"busy":true}'));
  const err = await rejection(client(server).getUser('lisi'));
  assert.deepEqual([err.name, err.status, err.result], ['WeChatAPIStatusError', 503, { busy: true }]);
});

test('difference 19: a refusal with an HTTP status of its own is a refusal', async (t) => {
  const answer = { errcode: 45009, errmsg: 'api freq out of limit' };
  const server = await wecom(t, () => (res) => res.writeHead(429, JSON_TYPE).end(JSON.stringify(answer)));
  const err = await rejection(client(server).getUser('lisi'));
  assert.ok(err instanceof API.WeChatAPIError);
  assert.deepEqual([err.code, err.status], [45009, 429]);
});

/** JSON that urllib leaves as bytes. */
const ODD = (answer: object): Record<string, Answer> => ({
  'a charset that nobody knows': (res) =>
    res.writeHead(200, { 'content-type': 'application/json; charset=x-unknown' }).end(JSON.stringify(answer)),
  'an encoding that is none': (res) =>
    res.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'identity' }).end(JSON.stringify(answer)),
});

for (const what of Object.keys(ODD({}))) {
  test(`an answer with ${what} is parsed, and a refusal in it renews the token`, async (t) => {
    const server = await serve(t, ({ path, query }) => {
      if (path.endsWith('gettoken')) return { ...OK, access_token: 'fresh', expires_in: 7200 };
      const isFresh = query.get('access_token') === 'fresh';
      return ODD(isFresh ? { ...OK, userid: 'lisi' } : { errcode: 42001, errmsg: 'expired' })[what] ?? '';
    });
    const { err, data, res } = await outcome((callback) =>
      client(server, sharedStore('dead')).getUser('lisi', callback),
    );
    assert.equal(err, null);
    assert.deepEqual(data, { ...OK, userid: 'lisi' });
    assert.deepEqual(Object(res).data, data);
    assert.equal(server.count('user/get'), 2);
  });
}

test('an answer in an encoding that cannot be read is an error, not a success', async (t) => {
  const bytes = brotliCompressSync(JSON.stringify(OK));
  const server = await wecom(
    t,
    () => (res) => res.writeHead(200, { ...JSON_TYPE, 'content-encoding': 'br' }).end(bytes),
  );
  const err = await rejection(client(server).getUser('lisi'));
  assert.equal(err.name, 'WeChatAPIJSONResponseFormatError');
});

test('a call that was repeated with another dead token reports its second attempt', async (t) => {
  const server = await refusing(t, 42001, ['dead-too']);
  const err = await rejection(client(server, sharedStore('dead')).getUser('lisi'));
  assert.deepEqual([err.code, err.attempt], [42001, 2]);
});

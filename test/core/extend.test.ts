import assert from 'node:assert/strict';
import { test } from 'node:test';

import API = require('../../index');

import { client, failure, outcome, rejection, requestsAt } from '../helpers/calls';
import { OK, wecom } from '../helpers/wecom';

// What API.ext defines stays on the one prototype: every test has a name of its own.

/** Calls a method that TypeScript does not know. */
function call(api: API, name: string, ...args: unknown[]): unknown {
  return Reflect.apply(Reflect.get(api, name), api, args);
}

for (const how of ['ext', 'patch'] as const) {
  test(`API.${how} defines a POST of JSON to a path after the prefix`, async (t) => {
    const server = await wecom(t, () => ({ ...OK, id: 7 }));
    API[how](`${how}Path`, 'checkin/getoption');
    const answer = await call(client(server), `${how}Path`, { datetime: 1511971200 });
    assert.deepEqual(answer, { ...OK, id: 7 });
    const [request] = requestsAt(server, 'checkin/getoption');
    assert.equal(request?.method, 'POST');
    assert.equal(request?.url, `/cgi-bin/checkin/getoption?access_token=${server.token}`);
    assert.equal(request?.headers['content-type'], 'application/json');
    assert.deepEqual(JSON.parse(String(request?.body)), { datetime: 1511971200 });
  });
}

test('a method of API.ext takes a callback, gets a new token, and reports refusals, like any other', async (t) => {
  const server = await wecom(t, ({ body }) => (body.length > 2 ? OK : { errcode: 40058, errmsg: 'no data' }));
  API.ext('extCallback', 'approval/copytemplate');
  const api = client(server);
  await call(api, 'extCallback', { a: 1 });
  server.expire();
  const { err, data, argc } = await outcome((callback) => call(api, 'extCallback', { a: 1 }, callback));
  assert.equal(err, null);
  assert.deepEqual(data, OK);
  assert.equal(argc, 3);
  assert.equal(server.count('gettoken'), 2);
  const refused = await failure((callback) => call(api, 'extCallback', {}, callback));
  assert.equal(refused.code, 40058);
});

test('API.ext takes a full URL', async (t) => {
  const [server, other] = [await wecom(t), await wecom(t)];
  API.ext('extFull', `${other.url}/elsewhere/do`);
  await call(client(server), 'extFull', {});
  assert.equal(other.requests[0]?.url, `/elsewhere/do?access_token=${other.token}`);
});

test('API.ext puts the token after the parameters of a URL that has some', async (t) => {
  const server = await wecom(t);
  API.ext('extQuery', 'service/do?debug=1&lang=zh-CN');
  await call(client(server), 'extQuery', {});
  const [request] = requestsAt(server, 'service/do');
  assert.equal(request?.url, `/cgi-bin/service/do?debug=1&lang=zh-CN&access_token=${server.token}`);
});

test('API.ext refuses a name that exists, and replaces it when told to', async (t) => {
  API.ext('extOnce', 'first');
  const message = "Don't allow override existed prototype method. method: extOnce";
  assert.throws(() => API.ext('extOnce', 'second'), { message });
  assert.throws(() => API.ext('getUser', 'mine'), /method: getUser$/);
  const server = await wecom(t);
  await call(client(server), 'extOnce', {});
  API.ext('extOnce', 'second', true);
  await call(client(server), 'extOnce', {});
  assert.deepEqual([server.count('first'), server.count('second')], [1, 1]);
});

test('a method of API.ext is enumerable and has its twin, like those of 0.3.0', async () => {
  API.ext('extTwin', 'twin');
  const keys = Object.keys(API.prototype);
  assert.ok(keys.includes('extTwin') && keys.includes('_extTwin'));
  const api = new API('dummy-corp', 'dummy-corp-secret', 1);
  assert.match((await rejection(Promise.resolve(call(api, '_extTwin', {})))).message, /api\.token is not set/);
});

test('API.mixin adds methods that use the token flow', async (t) => {
  const server = await wecom(t);
  API.mixin({
    extMixin(this: API, id: number, callback: API.Callback<unknown>) {
      return this.preRequest(Reflect.get(this, '_extMixin'), [id, callback]);
    },
    _extMixin(this: API, id: number, callback: API.Callback<unknown>) {
      const url = `${this.prefix}card/get?access_token=${this.token.accessToken}&id=${id}`;
      this.request(url, { dataType: 'json' }, callback);
    },
  });
  const { data } = await outcome((callback) => call(client(server), 'extMixin', 5, callback));
  assert.deepEqual(data, OK);
  assert.equal(requestsAt(server, 'card/get')[0]?.query.get('id'), '5');
});

test('API.mixin refuses a name that exists, with the message of 0.3.0', () => {
  const message = "Don't allow override existed prototype method. method: getUser";
  assert.throws(() => API.mixin({ getUser() {} }), { message });
});

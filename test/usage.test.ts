import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { inherits, promisify } from 'node:util';

import API = require('../index');
import urllib = require('urllib');

import { client, outcome, rejection, requestsAt } from './helpers/calls';
import { OK, type WeCom, wecom } from './helpers/wecom';

// The package as programs use it: subclassed, promisified, extended, stubbed.

const TO = { touser: 'zhangsan' };
const HELLO = { msgtype: 'text', text: { content: '你好' } } as const;

/** The one body that was sent to `path`, as JSON. */
function bodyAt(server: WeCom, path: string): unknown {
  const [request, ...more] = requestsAt(server, path);
  assert.ok(request && more.length === 0, `expected one request for ${path}`);
  return JSON.parse(request.body.toString());
}

test('a subclass may have getters in place of what the constructor sets', () => {
  const getToken = () => {};
  const values = {
    corpid: 'C',
    store: { accessToken: 'T' },
    getToken,
    saveToken: getToken,
    prefix: 'http://x/',
    defaults: { timeout: 9 },
  };
  class App extends API {}
  for (const [name, value] of Object.entries(values)) Object.defineProperty(App.prototype, name, { get: () => value });
  const api = new App('corpid', 'secret', 1);
  for (const [name, value] of Object.entries(values)) assert.equal(Reflect.get(api, name), value);
  assert.equal(api.corpsecret, 'secret');

  class Sharing extends API {}
  Object.defineProperty(Sharing.prototype, 'store', { get: () => null });
  const sharing = new Sharing('corpid', 'secret', 1);
  let saved: unknown;
  sharing.saveToken(API.AccessToken('T'), (err) => {
    saved = err;
  });
  assert.equal(saved, null);
});

test('an ES5 subclass calls the constructor as a function and inherits the methods', async (t) => {
  const server = await wecom(t);
  interface App extends API {
    name: string;
    greet(userid: string, callback: API.Callback<API.Sent>): void;
  }
  function construct(this: App, name: string): void {
    API.call(this, 'corpid', 'secret', 7);
    this.name = name;
    this.prefix = server.prefix;
  }
  inherits(construct, API);
  construct.prototype.greet = function (this: App, userid: string, callback: API.Callback<API.Sent>) {
    this.send({ touser: userid }, { msgtype: 'text', text: { content: `${this.name} greets` } }, callback);
  };
  const app: App = Reflect.construct(construct, ['app']);
  assert.ok(app instanceof API && app instanceof construct);
  assert.deepEqual([app.corpid, app.corpsecret, app.agentid], ['corpid', 'secret', 7]);
  const { err, data } = await outcome((callback) => app.greet('lisi', callback));
  assert.deepEqual([err, data], [null, OK]);
  const expected = { agentid: 7, touser: 'lisi', msgtype: 'text', text: { content: 'app greets' } };
  assert.deepEqual(bodyAt(server, 'message/send'), expected);
});

test('an ES6 subclass has its own fields, and its overrides count', async (t) => {
  const server = await wecom(t);
  class App extends API {
    readonly #urls: string[] = [];

    constructor() {
      super({ corpid: 'corpid', corpsecret: 'secret', prefix: server.prefix });
    }

    override request(url: string, ...rest: unknown[]) {
      this.#urls.push(new URL(url).pathname);
      return Reflect.apply(super.request, this, [url, ...rest]);
    }

    get urls(): readonly string[] {
      return this.#urls;
    }
  }
  const app = new App();
  assert.ok(app instanceof App && app instanceof API);
  assert.deepEqual(await app.getUser('lisi'), OK);
  assert.deepEqual(app.urls, ['/cgi-bin/gettoken', '/cgi-bin/user/get']);
  assert.equal(App.AccessToken, API.AccessToken, 'statics are inherited');
});

/** What bluebird's promisifyAll adds to the methods that these tests call. */
interface Promisified {
  sendAsync(to: API.To, message: API.Message): Promise<unknown>;
  getUserAsync(userid: string): Bluebird;
  getLatestTokenAsync(): Promise<API.AccessToken>;
}
interface Bluebird extends Promise<unknown> {
  catch(kind: unknown, handler?: (err: unknown) => unknown): Bluebird;
  error(handler: (err: unknown) => unknown): Bluebird;
}
const bluebird: {
  promisifyAll<T extends object>(target: T): T & Promisified;
  OperationalError: new () => Error;
} = require('bluebird');

test("bluebird's promisifyAll works on an api", async (t) => {
  const server = await wecom(t, ({ path }) => (path.endsWith('get') ? { errcode: 60111, errmsg: 'no such' } : OK));
  const api = bluebird.promisifyAll(client(server));
  assert.deepEqual(await api.sendAsync(TO, HELLO), OK);
  assert.equal((await api.getLatestTokenAsync()).accessToken, server.token);
  const err = await rejection(api.getUserAsync('lisi'));
  assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', 60111, 'no such']);
});

test('bluebird takes a refusal for an operational error, and it is still a WeChatAPIError', async (t) => {
  const server = await wecom(t, () => ({ errcode: 60111, errmsg: 'no such' }));
  const api = bluebird.promisifyAll(client(server));
  const { OperationalError } = bluebird;
  const caught: unknown = await api.getUserAsync('lisi').catch(OperationalError, (err: unknown) => err);
  assert.ok(caught instanceof OperationalError);
  assert.ok(caught instanceof API.WeChatAPIError);
  assert.deepEqual([caught.name, caught.code, caught.message], ['WeChatAPIError', 60111, 'no such']);
  const byClass = await api.getUserAsync('lisi').catch(API.WeChatAPIError, () => 'by its class');
  assert.equal(byClass, 'by its class');
  const byKind = await api.getUserAsync('lisi').error(() => 'by its kind');
  assert.equal(byKind, 'by its kind');
});

test('what is no refusal is no WeChatAPIError', () => {
  for (const other of [new Error('x'), Object.assign(new Error('x'), { name: 'WeChatAPIError', code: 1 }), null, 'x']) {
    assert.ok(!(other instanceof API.WeChatAPIError));
  }
  class Mine extends API.WeChatAPIError {}
  assert.ok(new Mine('m', 1) instanceof Mine);
  assert.ok(new Mine('m', 1) instanceof API.WeChatAPIError);
  assert.ok(!(new API.WeChatAPIError('m', 1) instanceof Mine));
});

test("bluebird's promisifyAll works on the prototype", async (t) => {
  const before = new Set(Object.getOwnPropertyNames(API.prototype));
  t.after(() => {
    for (const name of Object.getOwnPropertyNames(API.prototype)) {
      if (!before.has(name)) Reflect.deleteProperty(API.prototype, name);
    }
  });
  const server = await wecom(t);
  bluebird.promisifyAll(API.prototype);
  const api = client(server) as API & Promisified;
  assert.deepEqual(await api.sendAsync(TO, HELLO), OK);
  server.expire();
  assert.deepEqual(await api.getUserAsync('lisi'), OK);
  assert.equal(server.count('gettoken'), 2);
});

test('util.promisify works and warns of nothing', async (t) => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  t.after(() => process.off('warning', note));
  const server = await wecom(t);
  const api = client(server);
  const send = promisify(api.send.bind(api));
  assert.deepEqual(await send(TO, HELLO), OK);
  const fromPrototype = promisify(API.prototype.getUser);
  assert.deepEqual(await fromPrototype.call(api, 'lisi'), OK);
  await promisify(setImmediate)();
  assert.deepEqual(warnings, [], 'DEP0174 complains of functions that return a promise, too');
});

/** What test/fixtures/meetings.js, a file written for 0.3.0, adds. */
interface Meetings {
  createMeeting(title: string, callback: API.Callback<API.Ack>): void;
  getMeeting(id: string, callback: API.Callback<API.Ack>): void;
}

test("a user's file that was written for 0.3.0 mixes in and works, also when the token expires", async (t) => {
  const server = await wecom(t);
  API.mixin(require('./fixtures/meetings'));
  const api = client(server) as API & Meetings;
  const created = await outcome((callback) => api.createMeeting('planning', callback));
  assert.deepEqual([created.err, created.data], [null, OK]);
  assert.deepEqual(bodyAt(server, 'meeting/create'), { agentid: 1, title: 'planning' });
  server.expire();
  const got = await outcome((callback) => api.getMeeting('m1', callback));
  assert.deepEqual([got.err, got.data], [null, OK]);
  assert.deepEqual(
    requestsAt(server, 'meeting/get').map(({ query }) => [query.get('access_token'), query.get('meetingid')]),
    [
      ['token-number-1', 'm1'],
      ['token-number-2', 'm1'],
    ],
  );
});

test('a stub of urllib.request gets URL, options and callback, and answers', async (t) => {
  const calls: unknown[] = [];
  t.mock.method(
    urllib,
    'request',
    (url: string, options: urllib.RequestOptions, callback: urllib.Callback<unknown>) => {
      const { type, dataType, data, headers } = options;
      calls.push([url.replace(/\?.*/, ''), { type, dataType, data, headers }]);
      const answer = url.includes('gettoken') ? { access_token: 'stubbed', expires_in: 7200 } : OK;
      process.nextTick(callback, null, answer, { statusCode: 200 });
    },
  );
  const api = new API('corpid', 'secret', 1);
  const { err, data, res } = await outcome((callback) => api.send(TO, HELLO, callback));
  assert.deepEqual([err, data, res], [null, OK, { statusCode: 200 }]);
  const none = { type: undefined, data: undefined, headers: undefined };
  assert.deepEqual(calls, [
    ['https://qyapi.weixin.qq.com/cgi-bin/gettoken', { ...none, dataType: 'json' }],
    [
      'https://qyapi.weixin.qq.com/cgi-bin/message/send',
      {
        type: 'POST',
        dataType: 'json',
        data: { agentid: 1, ...TO, ...HELLO },
        headers: { 'Content-Type': 'application/json' },
      },
    ],
  ]);
});

test('a stub of urllib.request that fails is an error of the transport', async (t) => {
  t.mock.method(urllib, 'request', (_url: string, _options: unknown, callback: (err: Error) => void) => {
    callback(Object.assign(new Error('too slow'), { name: 'ConnectionTimeoutError' }));
  });
  const err = await rejection(new API('corpid', 'secret', 1).getUser('lisi'));
  assert.deepEqual([err.name, err.message], ['WeChatAPIConnectionTimeoutError', 'too slow']);
});

test('a stub of api.request takes every call, with the URL, the options and a callback', async () => {
  const api = new API('corpid', 'secret', 1);
  const urls: string[] = [];
  Object.assign(api, {
    request(url: string, options: API.RequestOptions, callback: API.Callback<unknown>) {
      urls.push(url);
      assert.equal(options.dataType, 'json');
      Reflect.apply(callback, null, [null, url.includes('gettoken') ? { access_token: 'stubbed' } : OK]);
    },
  });
  assert.deepEqual((await outcome((callback) => api.getDepartments(callback))).data, OK);
  assert.deepEqual(await api.getUser('lisi'), OK);
  const prefix = 'https://qyapi.weixin.qq.com/cgi-bin/';
  assert.deepEqual(urls, [
    `${prefix}gettoken?corpid=corpid&corpsecret=secret`,
    `${prefix}department/list?access_token=stubbed`,
    `${prefix}user/get?access_token=stubbed`,
  ]);
});

test('a program may pick its chapters by hand', async (t) => {
  const server = await wecom(t, () => ({ ...OK, name: '张三' }));
  const program = join(__dirname, 'fixtures/chosen_chapters.js');
  const env = { ...process.env, PREFIX: server.prefix };
  const { stdout } = await promisify(execFile)(process.execPath, [...process.execArgv, program], { env });
  assert.deepEqual(JSON.parse(stdout), { name: '张三', has: ['undefined', 'function', 'undefined'] });
});

test('prefix may be set at any time, also after a call', async (t) => {
  const [first, second] = [await wecom(t), await wecom(t)];
  const api = client(first);
  await api.getUser('lisi');
  api.prefix = second.prefix;
  await api.getUser('lisi');
  assert.deepEqual([first.count('user/get'), second.count('user/get')], [1, 1]);
  assert.equal(second.count('gettoken'), 0, 'the token stays with the api');
});

for (const agentid of [1, '1', 0, 1000002, '1000002']) {
  test(`agentid ${JSON.stringify(agentid)} goes out as it was given`, async (t) => {
    const server = await wecom(t);
    const api = new API('corpid', 'secret', agentid);
    api.prefix = server.prefix;
    assert.equal(api.agentid, agentid);
    await api.send(TO, HELLO);
    assert.deepEqual(bodyAt(server, 'message/send'), { agentid, ...TO, ...HELLO });
    await api.getAgent();
    assert.equal(requestsAt(server, 'agent/get')[0]?.query.get('agentid'), String(agentid));
  });
}

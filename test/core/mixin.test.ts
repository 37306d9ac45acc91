// biome-ignore-all lint/complexity/noArguments: these mixins are written as they were for 0.3.0
import assert from 'node:assert/strict';
import { test } from 'node:test';

import API = require('../../index');

import { chapter, post } from '../../lib/core/endpoint';
import { Extensions } from '../../lib/core/extend';
import { wrapper } from '../../lib/util';
import { client, failure, outcome, rejection, tokensAt } from '../helpers/calls';
import { OK, wecom } from '../helpers/wecom';

type Callback = (err?: unknown, data?: unknown, res?: unknown) => void;

/** Copied out of 0.3.0, as people did who would not reach into lib/. It crashes on an empty answer, as it did. */
function ownWrapper(callback: Callback): Callback {
  return (err, data, res) => {
    const { errcode, errmsg } = Object(data);
    if (err || !errcode) return callback(err, data, res);
    callback(Object.assign(new Error(errmsg), { name: 'WeChatAPIError', code: errcode }), data, res);
  };
}

const chat = {
  getChat(this: API, _id: string, _callback?: Callback) {
    return this.preRequest(this._getChat, arguments);
  },
  _getChat(this: API, id: string, callback: Callback) {
    const url = `${this.prefix}chat/get?access_token=${this.token.accessToken}`;
    this.request(url, { dataType: 'json', data: { id } }, wrapper(callback));
  },
  renameChat(this: API, _id: string, _name: string, _callback?: Callback) {
    return this.preRequest(this._renameChat, arguments);
  },
  _renameChat(this: API, id: string, name: string, callback: Callback) {
    const url = `${this.prefix}chat/update?access_token=${this.token.accessToken}`;
    this.request(url, { type: 'POST', dataType: 'json', data: { id, name } }, ownWrapper(callback));
  },
};

declare module '../../index' {
  interface Methods {
    getChat: typeof chat.getChat;
    _getChat: typeof chat._getChat;
    renameChat: typeof chat.renameChat;
    _renameChat: typeof chat._renameChat;
  }
}

API.mixin(chat);

const CALLS = [
  ['the wrapper of lib/util', 'chat/get', (api: API, callback?: Callback) => api.getChat('c1', callback)],
  ['a wrapper of its own', 'chat/update', (api: API, callback?: Callback) => api.renameChat('c1', 'name', callback)],
] as const;

for (const [how, path, call] of CALLS) {
  test(`difference 2: a mixin for 0.3.0 with ${how} gets a new token, called with a callback`, async (t) => {
    const server = await wecom(t);
    const api = client(server);
    for (const round of ['fresh', 'stored', 'expired']) {
      if (round === 'expired') server.expire();
      const { err, data } = await outcome((callback) => call(api, callback));
      assert.deepEqual([err, data], [null, OK], round);
    }
    const [first, second] = ['token-number-1', 'token-number-2'];
    assert.deepEqual(tokensAt(server, path), [first, first, first, second]);
    assert.equal(server.count('gettoken'), 2);
  });

  test(`difference 6: a mixin for 0.3.0 with ${how} gives a promise, called without a callback`, async (t) => {
    const server = await wecom(t);
    const api = client(server);
    for (const round of ['fresh', 'stored', 'expired']) {
      if (round === 'expired') server.expire();
      assert.deepEqual(await call(api), OK, round);
    }
    assert.equal(server.count('gettoken'), 2);
  });

  test(`difference 6: a mixin for 0.3.0 with ${how} rejects its promise`, async (t) => {
    const server = await wecom(t, () => ({ errcode: 86003, errmsg: 'no such chat' }));
    const api = client(server);
    const promise = call(api);
    assert.ok(promise instanceof Promise);
    assert.equal((await rejection(promise)).code, 86003);
    const err = await failure((callback) => call(api, callback));
    assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', 86003, 'no such chat']);
  });
}

test('difference 6: a mixin called without a callback keeps its last argument', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  await api.renameChat('c1', 'first');
  await api.renameChat('c1', 'second');
  const bodies = server.requests.filter(({ path }) => path.endsWith('update')).map(({ body }) => body.toString());
  assert.deepEqual(bodies, ['id=c1&name=first', 'id=c1&name=second']);
});

test('a mixin whose method exists throws, and says which', () => {
  const message = "Don't allow override existed prototype method. method: getUser";
  assert.throws(() => API.mixin({ getUser() {} }), { message });
});

test('a name that this package added yields to a mixin, and its inner callers go on with ours', async (t) => {
  const own = { getAgentTicket: () => 'mine', setEndpoint: () => 'mine', downloadMedia: () => 'mine' };
  const ours = Object.fromEntries(Object.keys(own).map((name) => [name, Reflect.get(API.prototype, name)]));
  t.after(() => Object.assign(API.prototype, ours));
  API.mixin(own);
  const server = await wecom(t, () => ({ ...OK, ticket: 'TICKET', expires_in: 7200 }));
  const api = client(server);
  for (const name of Object.keys(own)) assert.equal(Reflect.get(api, name).call(api), 'mine', name);
  assert.match((await api.getAgentConfig({ url: 'http://page/' })).signature, /^[\da-f]{40}$/);
  assert.equal(server.count('ticket/get'), 1);
  assert.throws(() => API.mixin({ getAgentTicket() {} }), /method: getAgentTicket$/, 'now it is a mixin\u2019s name');
});

test('a _name that this package added yields to a mixin, and its method goes on with ours', async (t) => {
  const ours = Reflect.get(API.prototype, '_getAgentTicket');
  t.after(() => Object.assign(API.prototype, { _getAgentTicket: ours }));
  API.mixin({ _getAgentTicket: () => assert.fail('not the inner caller\u2019s') });
  const server = await wecom(t, () => ({ ...OK, ticket: 'TICKET', expires_in: 7200 }));
  assert.equal((await client(server).getAgentTicket()).ticket, 'TICKET');
});

test('a chapter that is mixed in later yields to what a mixin took before', () => {
  const chapter = chapterOf({ recall: post('message/recall', (msgid: string) => ({ msgid })).returns() });
  const first: object = { recall: () => 'mine' };
  class Target {}
  const extensions = new Extensions(Target.prototype, []);
  extensions.mixin(first);
  extensions.mixin(chapter);
  assert.equal(Reflect.get(new Target(), 'recall')(), 'mine');
  assert.equal(typeof Reflect.get(new Target(), '_recall'), 'function');
});

test('API.ext takes a name that a later version added, and so does a mixin with its twin', () => {
  const chapter = chapterOf({ recallMessage: post('message/recall', (msgid: string) => ({ msgid })).returns() });
  for (const take of [
    (extensions: Extensions) => extensions.ext('recallMessage', 'message/recall', false),
    (extensions: Extensions) => extensions.mixin({ recallMessage() {}, _recallMessage() {} }),
  ]) {
    class Target {}
    const extensions = new Extensions(Target.prototype, []);
    extensions.mixin(chapter);
    const ours = { ...Target.prototype };
    take(extensions);
    for (const name of ['recallMessage', '_recallMessage']) {
      assert.notEqual(Reflect.get(Target.prototype, name), Reflect.get(ours, name), name);
    }
    assert.throws(() => take(extensions), /override existed prototype method/);
  }
});

/** A chapter of nothing but additions, as a later version may bring. */
function chapterOf(added: object): object {
  return chapter({}, added);
}

import assert from 'node:assert/strict';
import { test } from 'node:test';

import API = require('../../index');

import { client, failure, outcome, SECRET, tokensAt } from '../helpers/calls';
import { call, twin } from '../helpers/methods';
import { OK, wecom } from '../helpers/wecom';

test('an overridden getAccessToken counts: for the first token and for a refresh', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  let asked = 0;
  Object.assign(api, {
    getAccessToken(callback: (err: unknown, token: API.AccessToken) => void) {
      const token = API.AccessToken(asked++ === 0 ? 'dead' : server.token);
      api.saveToken(token, (err) => callback(err, token));
    },
  });
  await api.getUser('lisi');
  assert.equal(asked, 2);
  assert.equal(server.count('gettoken'), 0);
  assert.deepEqual(tokensAt(server, 'user/get'), ['dead', server.token]);
});

test('an overridden getAccessToken that gives nothing is an error', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  Object.assign(api, { getAccessToken: (callback: (err: null) => void) => callback(null) });
  const err = await failure((callback) => api.getUser('lisi', callback));
  assert.match(err.message, /getAccessToken/);
  assert.equal(server.requests.length, 0);
});

test('overrides in a subclass count: getAccessToken, getToken, saveToken, preRequest, request', async (t) => {
  const server = await wecom(t);
  const seen: string[] = [];
  class Traced extends API {
    constructor() {
      super('dummy-corp', SECRET, 1);
      this.prefix = server.prefix;
      const { getToken, saveToken } = this;
      this.getToken = function (callback) {
        seen.push('getToken');
        return getToken.call(this, callback);
      };
      this.saveToken = function (token, callback) {
        seen.push('saveToken');
        return saveToken.call(this, token, callback);
      };
    }
  }
  for (const name of ['getAccessToken', 'preRequest', 'request'] as const) {
    const inherited = API.prototype[name];
    Object.defineProperty(Traced.prototype, name, {
      value(this: API, ...args: unknown[]) {
        seen.push(name);
        return Reflect.apply(inherited, this, args);
      },
    });
  }
  const { err } = await outcome((callback) => new Traced().getUser('lisi', callback));
  assert.equal(err, null);
  assert.deepEqual(seen, ['preRequest', 'getToken', 'getAccessToken', 'request', 'saveToken', 'request']);
});

test('a getToken that is set later counts, on the instance alone', async (t) => {
  const server = await wecom(t);
  const [api, other] = [client(server), client(server)];
  api.getToken = (callback) => callback(null, { accessToken: server.token });
  await api.getUser('lisi');
  assert.equal(server.count('gettoken'), 0);
  await other.getUser('lisi');
  assert.equal(server.count('gettoken'), 1);
});

test('an overridden _name is what its public method runs', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const ids: unknown[] = [];
  const inherited = twin(api, 'getUser');
  Object.assign(api, {
    _getUser(this: API, ...args: unknown[]) {
      ids.push(args[0]);
      return Reflect.apply(inherited, this, args);
    },
  });
  await api.getUser('lisi');
  assert.deepEqual(ids, ['lisi']);
  assert.equal(server.count('user/get'), 1);
});

test('preRequest(method, args, true) does not repeat the call', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  await api.getUser('lisi');
  api.store = API.AccessToken('dead');
  const err = await failure((callback) => api.preRequest(twin(api, 'getUser'), ['lisi', callback], true));
  assert.equal(err.code, 42001);
  assert.equal(server.count('gettoken'), 1);
  assert.equal(server.count('user/get'), 2);
});

test('_name runs with the token in api.token, and without one its error says what is missing', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const err = await failure((callback) => call(api, '_getUser', ['lisi', callback]));
  assert.match(err.message, /token/);
  api.token = { accessToken: server.token };
  assert.deepEqual((await outcome((callback) => call(api, '_getUser', ['lisi', callback]))).data, OK);
  assert.equal(server.requests.length, 1);
});

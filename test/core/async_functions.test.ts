import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { test } from 'node:test';

import API = require('../../index');

import { client, failure, outcome, rejection, tokensAt } from '../helpers/calls';
import { call } from '../helpers/methods';
import { OK, wecom } from '../helpers/wecom';

test('difference 22: async store functions count by what they resolve to', async (t) => {
  const server = await wecom(t);
  let stored: { accessToken: string } | undefined;
  const api = client(server, {
    getToken: async () => stored,
    saveToken: async (token: API.AccessToken) => {
      stored = { accessToken: token.accessToken };
    },
  });
  for (let round = 0; round < 3; round++) assert.deepEqual(await api.getUser('lisi'), OK);
  server.expire();
  assert.deepEqual((await outcome((callback) => api.getUser('lisi', callback))).err, null);
  assert.equal(server.count('gettoken'), 2);
  assert.deepEqual(stored, { accessToken: server.token });
});

test('difference 22: an async function that declares the callback may call it or resolve to a value', async (t) => {
  const server = await wecom(t);
  const later = () => new Promise((resolve) => setImmediate(resolve));
  const WAYS: API.GetToken[] = [
    async (callback) => {
      await later();
      callback(null, { accessToken: server.token });
    },
    async (callback) => {
      setImmediate(callback, null, { accessToken: server.token });
    },
    async (_callback) => ({ accessToken: server.token }),
  ];
  for (const getToken of WAYS) await client(server, { getToken }).getUser('lisi');
  assert.equal(server.count('gettoken'), 0);
  assert.deepEqual(tokensAt(server, 'user/get'), Array(3).fill(server.token));
});

test('a query of a database driver that a store returns is no promise of the token', async (t) => {
  const server = await wecom(t);
  class Query {
    // biome-ignore lint/suspicious/noThenProperty: as mysql2 has it
    then() {
      throw new Error('this is no promise: give a callback');
    }
  }
  const getToken: API.GetToken = (callback) => {
    setImmediate(callback, null, { accessToken: server.token });
    return new Query();
  };
  await client(server, { getToken }).getUser('lisi');
  assert.deepEqual(tokensAt(server, 'user/get'), [server.token]);
});

test('difference 22: async ticket handlers count by what they resolve to', async (t) => {
  const server = await wecom(t, () => ({ ...OK, ticket: 'TICKET', expires_in: 7200 }));
  const api = client(server);
  for (const register of ['registerTicketHandle', 'registerAgentTicketHandle'] as const) {
    let stored: { ticket?: string; expireTime?: number } | undefined;
    api[register](
      async () => stored,
      async (ticket: API.Ticket) => {
        stored = { ...ticket };
      },
    );
    const page = { url: 'http://page/' };
    for (let round = 0; round < 2; round++) {
      if (register === 'registerTicketHandle') await api.getJsConfig(page);
      else await api.getAgentConfig(page);
    }
    assert.equal(stored?.ticket, 'TICKET');
  }
  assert.equal(server.count('get_jsapi_ticket'), 1);
  assert.equal(server.count('ticket/get'), 1);
});

/** Subclasses as people write them today; the types of 1.0 do not have to like them. */
const overriding = (methods: object) =>
  Object.assign(class extends API {}.prototype, methods).constructor as typeof API;

function made(Class: typeof API, server: { prefix: string }): API {
  return new Class({ corpid: 'dummy-corp', corpsecret: 'dummy-secret', agentid: 1, prefix: server.prefix });
}

test('difference 22: an async getAccessToken counts, with super and without', async (t) => {
  const server = await wecom(t);
  const own = async () => ({ accessToken: server.token });
  const inherited = async function (this: API) {
    return API.prototype.getAccessToken.call(this);
  };
  await made(overriding({ getAccessToken: own }), server).getUser('lisi');
  assert.equal(server.count('gettoken'), 0);
  await made(overriding({ getAccessToken: inherited }), server).getUser('lisi');
  assert.equal(server.count('gettoken'), 1);
  const fails = async () => Promise.reject(new Error('no token today'));
  const err = await rejection(made(overriding({ getAccessToken: fails }), server).getUser('lisi'));
  assert.equal(err.message, 'no token today');
});

type Request = [url: string, opts: object, callback?: unknown];
const inheritedRequest = (api: API, given: Request) => Reflect.apply(API.prototype.request, api, given);
const tick = () => new Promise((resolve) => setImmediate(resolve));

/** Every way in which an async `request` may be written. */
const REQUESTS: Record<string, (this: API, ...given: Request) => Promise<unknown>> = {
  async 'hands the callback on'(url, opts, callback) {
    await tick();
    return inheritedRequest(this, [url, opts, callback]);
  },
  async 'hands the callback on and copies the options'(url, opts, callback) {
    await tick();
    return inheritedRequest(this, [url, { ...opts, timeout: 3000 }, callback]);
  },
  async 'resolves to the answer'(url, opts) {
    await tick();
    return inheritedRequest(this, [url, opts]);
  },
  async 'waits for the answer and calls back'(url, opts, callback) {
    await tick();
    const data = await inheritedRequest(this, [url, opts]);
    if (typeof callback === 'function') callback(null, data);
  },
};

for (const [way, request] of Object.entries(REQUESTS)) {
  test(`difference 22: an async request that ${way} counts, and its events know the attempt`, async (t) => {
    const server = await wecom(t);
    const attempts: [string, number][] = [];
    const note = (event: unknown) => {
      const { url, attempt } = event as API.RequestEvent;
      attempts.push([new URL(url).pathname.replace('/cgi-bin/', ''), attempt]);
    };
    subscribe('wechat-enterprise-api:request:end', note);
    t.after(() => unsubscribe('wechat-enterprise-api:request:end', note));
    const api = made(overriding({ request }), server);
    assert.deepEqual(await api.getUser('lisi'), OK);
    server.expire();
    const { err, data } = await outcome((callback) => api.getUser('lisi', callback));
    assert.deepEqual([err, data], [null, OK]);
    assert.deepEqual(attempts, [
      ['gettoken', 1],
      ['user/get', 1],
      ['user/get', 1],
      ['gettoken', 1],
      ['user/get', 2],
    ]);
  });
}

test('difference 22: what an async request rejects with is the answer, once', async (t) => {
  const server = await wecom(t);
  const request = async () => Promise.reject(Object.assign(new Error('circuit open'), { name: 'CircuitError' }));
  const api = made(overriding({ request }), server);
  const err = await failure((callback) => api.getUser('lisi', callback));
  assert.deepEqual([err.name, err.message], ['WeChatAPICircuitError', 'circuit open']);
});

test('difference 22: two calls at once over an async request keep their attempts apart', async (t) => {
  const server = await wecom(t);
  const attempts: number[] = [];
  const note = (event: unknown) => {
    const { url, attempt } = event as API.RequestEvent;
    if (url.includes('user/get')) attempts.push(attempt);
  };
  const api = made(overriding({ request: REQUESTS['hands the callback on'] }), server);
  await api.getUser('lisi');
  server.expire();
  subscribe('wechat-enterprise-api:request:start', note);
  t.after(() => unsubscribe('wechat-enterprise-api:request:start', note));
  await Promise.all([api.getUser('a'), api.getUser('b'), api.getUser('c')]);
  assert.deepEqual(attempts.sort(), [1, 1, 1, 2, 2, 2]);
});

test('difference 22: an async preRequest and an async method of a mixin count', async (t) => {
  const server = await wecom(t);
  const Class = overriding({
    async preRequest(this: API, ...given: unknown[]) {
      await tick();
      return Reflect.apply(API.prototype.preRequest, this, given);
    },
    getChat(this: API, ...args: unknown[]) {
      return this.preRequest(Reflect.get(this, '_getChat'), args);
    },
    async _getChat(this: API, id: string) {
      return this.request(`${this.prefix}chat/get?access_token=${this.token.accessToken}`, {
        dataType: 'json',
        data: { id },
      });
    },
  });
  const api = made(Class, server);
  const getChat = (...args: unknown[]) => call(api, 'getChat', args);
  assert.deepEqual(await getChat('c1'), OK);
  const { err, data } = await outcome((callback) => getChat('c1', callback));
  assert.deepEqual([err, data], [null, OK]);
  assert.equal(server.count('gettoken'), 1);
});

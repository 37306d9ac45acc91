import assert from 'node:assert/strict';
import { test } from 'node:test';

import type API = require('../../index');

import { client, failure, rejection } from '../helpers/calls';
import { PAGE, sha1, ticketing } from '../helpers/tickets';
import { OK, wecom } from '../helpers/wecom';

const NOW = 1_700_000_000_000;

test('a ticket is renewed when its time is over, 10 s early, and not before', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: NOW });
  const server = await ticketing(t);
  const api = client(server);
  const ticket = await api.getTicket();
  assert.deepEqual({ ...ticket }, { ticket: 'corp-1', expireTime: NOW + 7190 * 1000 });
  assert.ok(ticket.isValid());
  t.mock.timers.setTime(NOW + 7190 * 1000 - 1);
  await api.getJsConfig({ url: PAGE });
  assert.equal(server.count('get_jsapi_ticket'), 1);
  t.mock.timers.setTime(NOW + 7190 * 1000);
  assert.ok(!ticket.isValid());
  await api.getJsConfig({ url: PAGE });
  assert.equal(server.count('get_jsapi_ticket'), 2);
});

const KINDS = [
  ['getJsConfig', 'get_jsapi_ticket', (api: API) => api.getJsConfig({ url: PAGE })],
  ['getAgentConfig', 'ticket/get', (api: API) => api.getAgentConfig({ url: PAGE })],
  ['getTicket', 'get_jsapi_ticket', (api: API) => api.getTicket()],
] as const;

for (const [name, path, call] of KINDS) {
  test(`parallel calls of ${name} make one ticket request`, async (t) => {
    const server = await ticketing(t);
    const api = client(server);
    await Promise.all(Array.from({ length: 20 }, () => call(api)));
    assert.equal(server.count(path), 1);
    assert.equal(server.count('gettoken'), 1);
  });

  test(`parallel calls of ${name} share an error, and the next one tries anew`, async (t) => {
    const server = await wecom(t, () => ({ errcode: 45009, errmsg: 'too often' }));
    const api = client(server);
    const settled = await Promise.allSettled([call(api), call(api), call(api)]);
    assert.deepEqual(
      settled.map((each) => each.status === 'rejected' && each.reason.code),
      [45009, 45009, 45009],
    );
    assert.equal(server.count(path), 1);
    await assert.rejects(call(api), { code: 45009 });
    assert.equal(server.count(path), 2);
  });
}

test('getTicket always fetches', async (t) => {
  const server = await ticketing(t);
  const api = client(server);
  assert.equal((await api.getTicket()).ticket, 'corp-1');
  assert.equal((await api.getTicket()).ticket, 'corp-2');
  assert.equal(api.ticketStore?.ticket, 'corp-2');
});

/** A place for tickets, and what was done with it. */
function handlers() {
  const store: { ticket: unknown; calls: string[]; self: unknown; get: API.GetTicket; save: API.SaveTicket } = {
    ticket: null,
    calls: [],
    self: undefined,
    get(callback) {
      store.calls.push('get');
      store.self = this;
      callback(null, Object(store.ticket));
    },
    save(ticket, callback) {
      store.calls.push(`save ${ticket.ticket}`);
      store.ticket = JSON.parse(JSON.stringify(ticket));
      callback(null);
    },
  };
  return store;
}

test('the handlers of registerTicketHandle keep the corp tickets alone, those of registerAgentTicketHandle the others', async (t) => {
  const server = await ticketing(t);
  const api = client(server);
  const [corp, agent] = [handlers(), handlers()];
  api.registerTicketHandle(corp.get, corp.save);
  for (let round = 0; round < 2; round++) await api.getAgentConfig({ url: PAGE });
  assert.deepEqual(corp.calls, []);
  api.registerAgentTicketHandle(agent.get, agent.save);
  for (let round = 0; round < 2; round++) {
    await api.getAgentConfig({ url: PAGE });
    await api.getJsConfig({ url: PAGE });
  }
  assert.deepEqual(corp.calls, ['get', 'save corp-1', 'get']);
  assert.deepEqual(agent.calls, ['get', 'save agent-2', 'get']);
  assert.deepEqual([corp.self, agent.self], [api, api]);
});

test('handlers may come with the options of the constructor', async (t) => {
  const server = await ticketing(t);
  const store = handlers();
  const api = client(server, { getTicketToken: store.get, saveTicketToken: store.save });
  await api.getJsConfig({ url: PAGE });
  await api.getJsConfig({ url: PAGE });
  assert.deepEqual(store.calls, ['get', 'save corp-1', 'get']);
});

test('a stored ticket that is plain, from another process, is used', async (t) => {
  const server = await ticketing(t);
  const ticket = { ticket: 'from elsewhere', expireTime: Date.now() + 60_000 };
  const api = client(server, { getTicketToken: (callback) => callback(null, ticket) });
  const config = await api.getJsConfig({ url: PAGE });
  assert.equal(config.signature, sha1('from elsewhere', config, PAGE));
  assert.equal(server.requests.length, 0);
});

for (const stored of [null, undefined, {}, { ticket: '' }, { ticket: 'old', expireTime: 1 }, { ticket: 'no time' }]) {
  test(`the stored ticket ${JSON.stringify(stored)} counts as none`, async (t) => {
    const server = await ticketing(t);
    const api = client(server, { getTicketToken: (callback) => callback(null, stored) });
    const config = await api.getJsConfig({ url: PAGE });
    assert.equal(config.signature, sha1('corp-1', config, PAGE));
  });
}

const down = new Error('store is down');
const BROKEN: [string, { getTicketToken?: API.GetTicket; saveTicketToken?: API.SaveTicket }][] = [
  ['getTicketToken that fails', { getTicketToken: (callback) => callback(down) }],
  ['getTicketToken that rejects', { getTicketToken: () => Promise.reject(down) }],
  ['saveTicketToken that fails', { saveTicketToken: (_, callback) => callback(down) }],
  ['saveTicketToken that rejects', { saveTicketToken: () => Promise.reject(down) }],
];

for (const [what, options] of BROKEN) {
  test(`difference 13: the error of a ${what} reaches the caller untouched`, async (t) => {
    const api = client(await ticketing(t), options);
    assert.equal(await failure((callback) => api.getJsConfig({ url: PAGE }, callback)), down);
  });
}

test('difference 13: ENOENT from getTicketToken means that there is no ticket yet', async (t) => {
  const api = client(await ticketing(t), {
    getTicketToken: (callback) => callback(Object.assign(new Error('no file'), { code: 'ENOENT' })),
  });
  const config = await api.getJsConfig({ url: PAGE });
  assert.equal(config.signature, sha1('corp-1', config, PAGE));
});

test('registerTicketHandle without arguments empties the memory, with one function it keeps the other default', async (t) => {
  const server = await ticketing(t);
  const api = client(server);
  await api.getTicket();
  api.registerTicketHandle();
  assert.deepEqual(api.ticketStore, {});
  const store = handlers();
  api.registerTicketHandle(null, store.save);
  await api.getTicket();
  assert.deepEqual(store.calls, ['save corp-2']);
  assert.deepEqual(api.ticketStore, {});
});

test('under NODE_ENV=production tickets in memory are warned of', async (t) => {
  const server = await ticketing(t);
  const api = client(server, { getToken: (callback) => callback(null, { accessToken: server.token }) });
  const env = process.env.NODE_ENV;
  t.after(() => {
    if (env === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = env;
  });
  const warn = t.mock.method(console, 'warn', () => {});
  process.env.NODE_ENV = 'production';
  await api.getJsConfig({ url: PAGE });
  const warnings = warn.mock.calls.map((each) => each.arguments);
  assert.deepEqual(warnings, [['Dont save ticket in memory, when cluster or multi-computer!']]);
});

for (const answer of [OK, { ...OK, ticket: '' }, { ...OK, ticket: 5 }]) {
  test(`difference 17: the answer ${JSON.stringify(answer)} holds no ticket: an error, and nothing is saved`, async (t) => {
    const server = await wecom(t, () => answer);
    const api = client(server);
    api.registerTicketHandle(
      (callback) => callback(null, null),
      () => assert.fail('saved'),
    );
    for (const make of [
      () => api.getTicket(),
      () => api.getJsConfig({ url: PAGE }),
      () => api.getAgentConfig({ url: PAGE }),
    ]) {
      const err = await rejection(make());
      assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', -1, 'The answer holds no ticket.']);
      assert.deepEqual(err.result, answer);
    }
  });
}

for (const expires_in of [undefined, null, 0, 'soon']) {
  test(`a ticket whose expires_in is ${expires_in} is good for the usual two hours`, async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: NOW });
    const server = await wecom(t, () => ({ ...OK, ticket: 'TICKET', ...(expires_in !== undefined && { expires_in }) }));
    const api = client(server);
    for (let page = 0; page < 10; page++) await api.getJsConfig({ url: PAGE });
    assert.equal(server.count('get_jsapi_ticket'), 1);
    t.mock.timers.setTime(NOW + 7190 * 1000);
    await api.getJsConfig({ url: PAGE });
    assert.equal(server.count('get_jsapi_ticket'), 2);
  });
}

test('a store that is stuck on an old ticket costs one ticket, not one for each page', async (t) => {
  const server = await ticketing(t);
  const api = client(server);
  api.registerTicketHandle(
    (callback) => callback(null, { ticket: 'old', expireTime: 1 }),
    (_, callback) => callback(null),
  );
  for (let page = 0; page < 10; page++) {
    const config = await api.getJsConfig({ url: PAGE });
    assert.equal(config.signature, sha1('corp-1', config, PAGE));
  }
  assert.equal(server.count('get_jsapi_ticket'), 1);
});

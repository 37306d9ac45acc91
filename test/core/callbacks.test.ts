import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { client, outcome, rejection } from '../helpers/calls';
import { call, METHODS, untested } from '../helpers/methods';
import type { Server } from '../helpers/server';
import { OK, wecom } from '../helpers/wecom';

const ANSWER = { ...OK, ticket: 'dummy-ticket', expires_in: 7200 };
const REFUSAL = { errcode: 60111, errmsg: 'no such user' };

/** The last request as it went out, but for what differs each time. */
function wire(server: Server): object {
  const { method, url, body } = server.requests.at(-1) ?? assert.fail('nothing was sent');
  const boundary = body.toString().match(/^--(-*\w+)/)?.[1];
  return { method, url, body: boundary ? body.toString().replaceAll(boundary, '') : body.toString() };
}

/** A result in a form that can be compared: the signature and what it was made with differ each time. */
function plain(result: unknown): unknown {
  if (Buffer.isBuffer(result)) return JSON.parse(result.toString());
  const { signature, nonceStr, timestamp, expireTime, stream, ...rest } = Object(result);
  if (stream instanceof Readable) stream.resume();
  return rest;
}

test('every public method is called by a test', () => {
  assert.deepEqual(untested(), []);
});

for (const [name, args] of Object.entries(METHODS)) {
  test(`difference 6: ${name} answers alike by callback and by promise, and sends the same`, async (t) => {
    const server = await wecom(t, () => ANSWER);
    const expected = await outcome((callback) => {
      assert.equal(call(client(server), name, [...args, callback]), undefined);
    });
    assert.equal(expected.err, null);
    const sent = wire(server);
    const forms = {
      promise: args,
      'null as callback': [...args, null],
      'undefined as callback': [...args, undefined],
    };
    for (const [form, given] of Object.entries(forms)) {
      const promise = call(client(server), name, given);
      assert.ok(promise instanceof Promise, form);
      assert.deepEqual(plain(await promise), plain(expected.data), form);
      assert.deepEqual(wire(server), sent, form);
    }
  });

  test(`difference 5: what follows the callback of ${name} is ignored`, async (t) => {
    const server = await wecom(t, () => ANSWER);
    await outcome((callback) => call(client(server), name, [...args, callback]));
    const sent = wire(server);
    const { err } = await outcome((callback) => call(client(server), name, [...args, callback, 'more', null, {}]));
    assert.equal(err, null);
    assert.deepEqual(wire(server), sent);
  });

  test(`difference 6: ${name} keeps its arguments with a stored token as with a fresh one`, async (t) => {
    const server = await wecom(t, () => ANSWER);
    const api = client(server);
    await call(api, name, args);
    const sent = wire(server);
    api.registerTicketHandle();
    api.registerAgentTicketHandle();
    await call(api, name, args);
    assert.deepEqual(wire(server), sent);
  });

  test(`difference 6: a refusal rejects the promise of ${name}`, async (t) => {
    const server = await wecom(t, () => REFUSAL);
    const promise = call(client(server), name, args);
    assert.ok(promise instanceof Promise);
    const err = await rejection(promise);
    assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', 60111, 'no such user']);
  });
}

test('difference 5: the last of several functions is the callback', async (t) => {
  const server = await wecom(t);
  const wrong = () => assert.fail('not the last one');
  const { err } = await outcome((callback) => call(client(server), 'getUser', ['lisi', wrong, callback]));
  assert.equal(err, null);
});

test('difference 6: getAccessToken, getLatestToken and request give promises too', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  assert.equal((await api.getAccessToken()).accessToken, server.token);
  assert.equal((await api.getLatestToken()).accessToken, server.token);
  assert.deepEqual(await api.request(`${server.prefix}gettoken`, { dataType: 'json' }), {
    ...OK,
    access_token: server.token,
    expires_in: 7200,
  });
  await rejection(api.request('http://127.0.0.1:1/'));
});

test('setOpts and setEndpoint return nothing', () => {
  const api = client({ prefix: 'http://127.0.0.1:1/' });
  assert.equal(call(api, 'setOpts', [{}]), undefined);
  assert.equal(call(api, 'setEndpoint', ['qyapi.example.com']), undefined);
  assert.equal(api.prefix, 'https://qyapi.example.com/cgi-bin/');
});

/** Method, what is given before the callback, and what goes out. */
const SHORT: [string, unknown[], { query?: Record<string, string>; body?: object }][] = [
  ['createDepartment', ['R&D'], { body: { name: 'R&D', parentid: 1, order: 1 } }],
  ['updateDepartment', [2], { body: { id: 2 } }],
  ['getDepartments', [], { query: {} }],
  ['getDepartments', [2], { query: { id: '2' } }],
  ['getDepartmentUsers', [1], { query: { department_id: '1', fetch_child: '0', status: '0' } }],
  ['getDepartmentUsers', [1, 1], { query: { department_id: '1', fetch_child: '1', status: '0' } }],
  ['getDepartmentUsersDetail', [1], { query: { department_id: '1', fetch_child: '0', status: '0' } }],
  ['getDepartmentUsersDetail', [1, 1], { query: { department_id: '1', fetch_child: '1', status: '0' } }],
  ['countMaterial', [1], { query: { agentid: '1' } }],
  ['countMaterial', [1, 'M'], { query: { agentid: '1' } }],
  ['getCallbackIP', [], { query: {} }],
  ['getCallbackIP', ['name'], { query: {} }],
  ['createTag', ['tag'], { body: { tagname: 'tag' } }],
  ['batchSyncUser', ['M'], { body: { media_id: 'M' } }],
  ['batchReplaceUser', ['M'], { body: { media_id: 'M' } }],
  ['batchReplaceParty', ['M'], { body: { media_id: 'M' } }],
  ['batchInviteUser', [{ touser: 'a' }], { body: { touser: 'a' } }],
  ['batchgetMaterial', [1, 'image'], { body: { type: 'image', agentid: 1, offset: 0, count: 10 } }],
  ['batchgetMaterial', [1, 'image', '5'], { body: { type: 'image', agentid: 1, offset: 5, count: 10 } }],
  ['getAgent', [], { query: { agentid: '1' } }],
  ['inviteUser', ['lisi'], { body: { userid: 'lisi' } }],
  ['send', [{ touser: 'lisi' }], { body: { agentid: 1, touser: 'lisi' } }],
];

for (const [name, args, { query, body }] of SHORT) {
  test(`difference 5: the short form ${name}(${JSON.stringify(args).slice(1, -1)}) works with callback and promise`, async (t) => {
    const server = await wecom(t);
    const api = client(server);
    const { err } = await outcome((callback) => call(api, name, [...args, callback]));
    assert.equal(err, null);
    await call(api, name, args);
    for (const request of server.requests.filter(({ path }) => path !== '/cgi-bin/gettoken')) {
      const { access_token, ...rest } = Object.fromEntries(request.query);
      assert.equal(access_token, server.token);
      if (query) assert.deepEqual(rest, query);
      if (body) assert.deepEqual(JSON.parse(request.body.toString()), body);
    }
    assert.equal(server.requests.length, 3);
  });
}

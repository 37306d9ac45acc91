import assert from 'node:assert/strict';
import { test } from 'node:test';

import API = require('../../index');

import { client, failure, outcome, refusing } from '../helpers/calls';
import { call, METHODS } from '../helpers/methods';
import { JSON_TYPE, serve } from '../helpers/server';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

const JSON_METHODS = Object.entries(METHODS).filter(([name]) => !/^(get|download)(Media|Material)$/.test(name));

for (const [name, args] of Object.entries(METHODS)) {
  test(`${name} reports a refusal by name, code, message and raw answer`, async (t) => {
    const answer = { errcode: 301002, errmsg: 'not allow operate another agent, hint: [123]', extra: [1] };
    const server = await wecom(t, () => answer);
    const { err, data } = await outcome((callback) => call(client(server), name, [...args, callback]));
    assert.ok(err instanceof API.WeChatAPIError);
    assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', 301002, answer.errmsg]);
    if (!/^download|Ticket$|Config$/.test(name)) assert.deepEqual(data, answer);
  });
}

for (const [what, body] of [
  ['an empty body', ''],
  ['null', 'null'],
] as const) {
  test(`difference 7: ${what} is an error with code -1, for every JSON method`, async (t) => {
    const server = await wecom(t, () => body);
    for (const [name, args] of JSON_METHODS) {
      const err = await failure((callback) => call(client(server), name, [...args, callback]));
      assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', -1, 'No data received.'], name);
    }
  });
}

test('difference 7: 204 is an error with code -1', async (t) => {
  const server = await wecom(t, () => (res) => res.writeHead(204).end());
  for (const name of ['getUser', 'createUser', 'getCallbackIP']) {
    const err = await failure((callback) => call(client(server), name, [...(METHODS[name] ?? []), callback]));
    assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', -1, 'No data received.'], name);
  }
});

for (const type of [
  'application/json',
  'application/json; charset=UTF-8',
  'Application/JSON;charset=utf-8',
  'text/plain',
]) {
  test(`difference 7: getMedia and getMaterial recognise a refusal sent as ${type}`, async (t) => {
    const answer = { errcode: 40007, errmsg: 'invalid media_id' };
    const server = await wecom(t, () => (res) => {
      res.writeHead(200, { 'content-type': type }).end(JSON.stringify(answer));
    });
    for (const name of ['getMedia', 'getMaterial', 'downloadMedia', 'downloadMaterial']) {
      const err = await failure((callback) => call(client(server), name, [...(METHODS[name] ?? []), callback]));
      assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', 40007, 'invalid media_id'], name);
    }
  });
}

test('difference 7: errcode "0" is success', async (t) => {
  const server = await wecom(t, () => ({ errcode: '0', errmsg: 'ok', agentid: '1' }));
  const { err, data } = await outcome((callback) => client(server).getAgent(1, callback));
  assert.equal(err, null);
  assert.deepEqual(data, { errcode: '0', errmsg: 'ok', agentid: '1' });
});

test('difference 7: gettoken with errcode "0" is a success too', async (t) => {
  const server = await serve(t, () => ({ errcode: '0', errmsg: 'ok', access_token: 'token', expires_in: 7200 }));
  assert.equal((await client(server).getAccessToken()).accessToken, 'token');
});

/** Answers as they come, and what the caller gets of them. */
const REFUSALS = [
  [{ errcode: -1, errmsg: 'system busy' }, -1, 'system busy'],
  [{ errcode: 60111 }, 60111, ''],
  [{ errcode: '60111', errmsg: 'as a string' }, '60111', 'as a string'],
  [{ errcode: 60111, errmsg: '' }, 60111, ''],
  [{ errcode: 60111, errmsg: '成员不存在 "x" \n <b>' }, 60111, '成员不存在 "x" \n <b>'],
] as const;

for (const [answer, code, message] of REFUSALS) {
  test(`the answer ${JSON.stringify(answer)} is passed on word by word`, async (t) => {
    const server = await wecom(t, () => answer);
    const err = await failure((callback) => client(server).getUser('lisi', callback));
    assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', code, message]);
  });
}

/** What else can be said in JSON passes as a success, as ever. */
for (const value of [[1, 2], 5, 'text', true, {}, { errmsg: 'ok' }, { errcode: null }]) {
  test(`the answer ${JSON.stringify(value)} is a success`, async (t) => {
    const server = await wecom(t, () => JSON.stringify(value));
    const { err, data } = await outcome((callback) => client(server).getUser('lisi', callback));
    assert.equal(err, null);
    assert.deepEqual(data, value);
  });
}

test('HTTP 500 with a good answer is a success', async (t) => {
  const server = await wecom(t, () => (res) => res.writeHead(500, JSON_TYPE).end(JSON.stringify(OK)));
  assert.deepEqual(await client(server).getUser('lisi'), OK);
});

test('the third argument describes the HTTP answer: of a success and of a refusal', async (t) => {
  for (const answer of [OK, { errcode: 60111, errmsg: 'no such user' }]) {
    const server = await wecom(t, () => answer);
    const { data, res } = await outcome((callback) => client(server).getUser('lisi', callback));
    const { status, statusCode, headers, size, aborted, requestUrls, data: inside } = Object(res);
    assert.deepEqual([status, statusCode, aborted], [200, 200, false]);
    assert.equal(headers['content-type'], 'application/json; charset=UTF-8');
    assert.equal(size, JSON.stringify(answer).length);
    assert.equal(requestUrls.length, 1);
    assert.deepEqual(inside, data);
  }
});

test('difference 11: the third argument of a success is untouched', async (t) => {
  const server = await wecom(t, () => OK);
  const { res } = await outcome((callback) => client(server).getUser('lisi', callback));
  const { requestUrls } = Object(res);
  assert.deepEqual(requestUrls, [`${server.prefix}user/get?access_token=${server.token}`]);
});

test('errors of gettoken come as those of any call', async (t) => {
  const server = await serve(t, () => ({ errcode: 40013, errmsg: 'invalid corpid' }));
  for (const [name, args] of Object.entries(METHODS)) {
    const err = await failure((callback) => call(client(server), name, [...args, callback]));
    assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', 40013, 'invalid corpid'], name);
  }
});

test('errors of the file system come as they are', async (t) => {
  const server = await wecom(t);
  const err = await failure((callback) => client(server).uploadFile('/no/such/file', callback));
  assert.deepEqual([err.name, err.code], ['Error', 'ENOENT']);
});

test('a refusal after a refresh describes the second answer', async (t) => {
  const server = await refusing(t, 40014, ['dead-too']);
  const api = client(server, sharedStore('dead'));
  const { err, res } = await outcome((callback) => api.getUser('lisi', callback));
  assert.ok(err instanceof API.WeChatAPIError);
  assert.equal(err.code, 40014);
  assert.equal(Object(res).statusCode, 200);
});

test('WeChatAPIError is an Error with a stack of its own', () => {
  const err = new API.WeChatAPIError('no such user', 60111);
  assert.ok(err instanceof Error);
  assert.match(String(err.stack), /errors\.test/);
  assert.equal(String(err), 'WeChatAPIError: no such user');
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import API = require('../../index');

import { client, failure, outcome } from '../helpers/calls';
import { call } from '../helpers/methods';
import { JSON_TYPE } from '../helpers/server';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

const RAW: [string, unknown[]][] = [
  ['getCallbackIP', []],
  ['batchGetResult', ['J']],
  ['delMaterial', [1, 'M']],
  ['countMaterial', [1, null]],
];

for (const [name, args] of RAW) {
  test(`difference 3: ${name} gives the parsed object, which JSON.parse still reads`, async (t) => {
    const text = '{ "errcode": 0, "errmsg": "ok",\n "ip_list": ["1.1.1.*"], "名": 1.0 }';
    const server = await wecom(t, () => text);
    const { err, data, res } = await outcome((callback) => call(client(server), name, [...args, callback]));
    assert.equal(err, null);
    assert.deepEqual(data, { errcode: 0, errmsg: 'ok', ip_list: ['1.1.1.*'], 名: 1 });
    assert.equal(String(data), text);
    assert.deepEqual(JSON.parse(String(data)), data);
    assert.deepEqual(Object.keys(Object(data)), ['errcode', 'errmsg', 'ip_list', '名']);
    assert.equal(Object(res).statusCode, 200);
    assert.equal(String(await call(client(server), name, args)), text);
  });

  test(`difference 3: ${name} reports refusals`, async (t) => {
    const answer = { errcode: 40088, errmsg: 'no such job' };
    const server = await wecom(t, () => (res) => res.writeHead(200, JSON_TYPE).end(JSON.stringify(answer)));
    const { err, data } = await outcome((callback) => call(client(server), name, [...args, callback]));
    assert.ok(err instanceof API.WeChatAPIError);
    assert.deepEqual([err.code, err.message], [40088, 'no such job']);
    assert.deepEqual(data, answer);
  });

  test(`difference 3: ${name} reports what is no JSON, and hands it on`, async (t) => {
    const server = await wecom(t, () => '<html>');
    const { err, data } = await outcome((callback) => call(client(server), name, [...args, callback]));
    assert.ok(err instanceof Error);
    assert.equal(err.name, 'WeChatAPIJSONResponseFormatError');
    assert.equal(data, '<html>');
  });

  test(`difference 3: ${name} works with a dataType among the defaults`, async (t) => {
    const server = await wecom(t);
    const api = client(server);
    api.setOpts({ dataType: 'json' });
    assert.deepEqual(await call(api, name, args), OK);
  });
}

test('difference 4: addMPNews, updateMPNews and batchgetMaterial work, with a fresh and a stored token', async (t) => {
  const server = await wecom(t);
  const mpnews = { articles: [{ title: 'T', thumb_media_id: 'M', content: 'C' }] };
  const CALLS: [string, unknown[], string, object][] = [
    ['addMPNews', ['5', mpnews], 'add_mpnews', { agentid: '5', mpnews }],
    ['updateMPNews', ['5', 'M', mpnews], 'update_mpnews', { agentid: '5', media_id: 'M', mpnews }],
    [
      'batchgetMaterial',
      ['5', 'image', '20', undefined],
      'batchget',
      { type: 'image', agentid: '5', offset: 20, count: 10 },
    ],
  ];
  for (const [name, args, path, body] of CALLS) {
    for (const store of [{}, sharedStore(server.token)]) {
      assert.equal((await outcome((callback) => call(client(server, store), name, [...args, callback]))).err, null);
      const request = server.requests.at(-1);
      assert.equal(request?.path, `/cgi-bin/material/${path}`);
      assert.equal(request?.headers['content-type'], 'application/json');
      assert.deepEqual(JSON.parse(String(request?.body)), body);
    }
  }
});

/** A value that does not survive in a URL as it is. */
const ODD = 'a&b=c#d+e%f?g /中';

/** Where such a value goes: method, arguments, the parameter, and what else is to arrive. */
const ENCODED: [string, unknown[], string, string[]][] = [
  ['getMedia', [ODD], 'media_id', []],
  ['downloadMedia', [ODD], 'media_id', []],
  ['getMaterial', [ODD, 'M'], 'agentid', ['media_id']],
  ['getMaterial', [1, ODD], 'media_id', ['agentid']],
  ['delMaterial', [ODD, 'M'], 'agentid', ['media_id']],
  ['delMaterial', [1, ODD], 'media_id', ['agentid']],
  ['countMaterial', [ODD, null], 'agentid', []],
  ['batchGetResult', [ODD], 'jobid', []],
  ['uploadMedia', [{ data: Buffer.from('x'), filename: 'x' }, ODD], 'type', []],
  ['addMaterial', [1, { data: Buffer.from('x'), filename: 'x' }, ODD], 'type', ['agentid']],
  ['addMaterial', [ODD, { data: Buffer.from('x'), filename: 'x' }, 'file'], 'agentid', ['type']],
  ['createMenu', [{ button: [] }], 'agentid', []],
  ['getMenu', [], 'agentid', []],
  ['removeMenu', [], 'agentid', []],
  ['getUser', [ODD], 'userid', []],
  ['getUserIdByCode', [ODD], 'code', ['agentid']],
];

for (const [name, args, parameter, others] of ENCODED) {
  test(`difference 9: the ${parameter} of ${name} is encoded, and so is the token`, async (t) => {
    const server = await wecom(t);
    server.token = `token-${ODD}`;
    await call(client(server, { agentid: ODD }), name, args);
    const { query } = server.requests.at(-1) ?? assert.fail('nothing was sent');
    assert.equal(query.get(parameter), ODD);
    assert.equal(query.get('access_token'), server.token);
    assert.deepEqual([...query.keys()].sort(), ['access_token', parameter, ...others].sort());
  });
}

/** What the server says of a member or of somebody else, in the spelling of either time. */
const IDENTITIES = [
  { UserId: 'lisi', DeviceId: 'D' },
  { userid: 'lisi', user_ticket: 'U' },
  { OpenId: 'o-1', DeviceId: 'D' },
  { openid: 'o-1', external_userid: 'E' },
];

for (const identity of IDENTITIES) {
  test(`difference 18: ${Object.keys(identity)[0]} of getUserIdByCode is read in either spelling`, async (t) => {
    const server = await wecom(t, () => ({ ...OK, ...identity }));
    const user = await client(server).getUserIdByCode('CODE');
    assert.deepEqual(user, { ...OK, ...identity });
    assert.equal(JSON.stringify(user), JSON.stringify({ ...OK, ...identity }));
    const { UserId = identity.userid, OpenId = identity.openid } = identity;
    assert.deepEqual([user.UserId, user.userid, user.OpenId, user.openid], [UserId, UserId, OpenId, OpenId]);
  });
}

test('difference 18: an answer that has both spellings keeps them', async (t) => {
  const server = await wecom(t, () => ({ ...OK, UserId: 'old', userid: 'new' }));
  const { UserId, userid } = await client(server).getUserIdByCode('CODE');
  assert.deepEqual([UserId, userid], ['old', 'new']);
});

test('getUserIdByCode sends the code once, though it fails', async (t) => {
  const server = await wecom(t, () => ({ errcode: 40029, errmsg: 'invalid code' }));
  assert.equal((await failure((callback) => client(server).getUserIdByCode('CODE', callback))).code, 40029);
  assert.equal(server.count('user/getuserinfo'), 1);
});

test('the short names of uploads go through uploadMedia and addMaterial, so that overrides count', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const seen: unknown[] = [];
  const spy = (...given: unknown[]) => seen.push(given);
  Object.assign(api, { uploadMedia: spy, addMaterial: spy });
  for (const type of ['Image', 'Voice', 'Video', 'File']) {
    call(api, `upload${type}`, ['path', 'more']);
    call(api, `add${type}`, [1, 'path', 'more']);
    const name = type.toLowerCase();
    assert.deepEqual(seen.splice(0), [
      ['path', name, 'more'],
      [1, 'path', name, 'more'],
    ]);
  }
});

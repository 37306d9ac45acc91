import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, ask, type Body, object, rows, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { card, send, text } from '../helpers/messages';
import { member } from '../helpers/people';
import { appAgain, type World, world } from '../helpers/world';

// The sandbox's own levers over HTTP, for programs in other languages.

const HOUR = 3_600_000;

function lever({ sandbox }: World, path: string, body?: Body, method = body ? 'POST' : 'GET'): Promise<Answer> {
  const init = body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
  return ask(`${sandbox.url}/_sandbox${path}`, { method, ...init });
}

test('the summary has what a program needs to start', async (t) => {
  const w = await world(t);
  const { status, text: answer } = await lever(w, '/');
  assert.equal(status, 200);
  for (const part of [w.sandbox.corpid, w.sandbox.contactSecret, ...w.sandbox.apps.map(({ secret }) => secret)]) {
    assert.ok(answer.includes(part), part);
  }
});

test('messages can be read', async (t) => {
  const w = await world(t);
  await member(w.contact, 'ann');
  accepted(await send(w.app, w.agentid, text('read me')));
  assert.match((await lever(w, '/messages')).text, /read me/);
});

test('the clock is put forward', async (t) => {
  const w = await world(t);
  assert.equal((await lever(w, '/clock', { advance: 2 * HOUR + 1000 })).status, 200);
  refused(await w.app.get('tag/list'), 42001);
  accepted(await (await appAgain(w)).get('tag/list'));
});

test('tokens are expired and revoked, one secret or all', async (t) => {
  const w = await world(t);
  const secret = w.sandbox.apps[0]?.secret ?? '';
  assert.equal((await lever(w, '/tokens/expire', { secret })).status, 200);
  refused(await w.app.get('tag/list'), 42001);
  accepted(await w.contact.get('tag/list'));
  assert.equal((await lever(w, '/tokens/revoke', {})).status, 200);
  refused(await w.contact.get('tag/list'), 40014);
});

test('trouble is ordered, listed and called off', async (t) => {
  const w = await world(t);
  const order = { path: 'tag/list', errcode: 45009, times: 2 };
  assert.equal((await lever(w, '/trouble', order)).status, 200);
  refused(await w.app.get('tag/list'), 45009);
  assert.match((await lever(w, '/trouble')).text, /tag\/list/);
  assert.equal((await lever(w, '/trouble', undefined, 'DELETE')).status, 200);
  accepted(await w.app.get('tag/list'));
});

test('a fault is ordered by its name', async (t) => {
  const w = await world(t);
  assert.equal((await lever(w, '/trouble', { path: 'tag/list', fault: 'drop' })).status, 200);
  await assert.rejects(w.app.get('tag/list'));
  accepted(await w.app.get('tag/list'));
});

test('rates are limited and freed', async (t) => {
  const w = await world(t);
  assert.equal((await lever(w, '/limits', { enabled: true })).status, 200);
  assert.equal(w.sandbox.limits.enabled, true);
  assert.equal((await lever(w, '/limits', { enabled: false })).status, 200);
  assert.equal(w.sandbox.limits.enabled, false);
});

test('a member shakes, and the ticket tells who and where', async (t) => {
  const w = await world(t);
  await member(w.contact, 'ann');
  const { ticket } = object((await lever(w, '/shake', { userid: 'ann' })).body);
  const data = object(accepted(await w.app.post('shakearound/getshakeinfo', { ticket })).data);
  assert.equal(data.userid, 'ann');
  const { distance, major, minor, uuid } = object(data.beacon_info);
  assert.deepEqual(
    [typeof distance, typeof major, typeof minor, typeof uuid],
    ['number', 'number', 'number', 'string'],
  );
  const outsider = object((await lever(w, '/shake', { userid: 'of-no-member' })).body).ticket;
  const shaken = accepted(await w.app.post('shakearound/getshakeinfo', { ticket: outsider }));
  assert.equal(object(shaken.data).openid, 'of-no-member');
  w.sandbox.clock.advance(31 * 60_000);
  refused(await w.app.post('shakearound/getshakeinfo', { ticket }), 90004);
});

test('a code is had without clicking', async (t) => {
  const w = await world(t);
  const { code } = object((await lever(w, '/code', { userid: 'zhangsan' })).body);
  assert.equal(accepted(await w.app.get('auth/getuserinfo', { code: String(code) })).userid, 'zhangsan');
  const inCode = w.sandbox.code('lisi', 'snsapi_privateinfo');
  string(accepted(await w.app.get('auth/getuserinfo', { code: inCode })), 'user_ticket');
});

test('a callback URL where nobody answers is not taken, and interactive cards stay refused', async (t) => {
  const w = await world(t);
  const message = { touser: 'zhangsan', ...card('button_interaction', 'task-1') };
  const callback = { agentid: w.agentid, url: 'http://127.0.0.1:1/', token: 'token', encodingAESKey: 'k'.repeat(43) };
  const answer = await lever(w, '/callback', callback);
  assert.equal(answer.status, 400);
  assert.match(string(answer.body, 'error'), /ECONNREFUSED/);
  refused(await send(w.app, w.agentid, message), 43012);
});

const wrong: [string, Body][] = [
  ['/clock', {}],
  ['/clock', { advance: -1 }],
  ['/clock', { advance: 'soon' }],
  ['/trouble', {}],
  ['/trouble', { path: 'tag/list', fault: 'smell' }],
  ['/trouble', { path: 'tag/list', errcode: 'many' }],
  ['/trouble', { path: 'tag/list', errcode: 0 }],
  ['/trouble', { path: 'tag/list', errcode: 1, times: -1 }],
  ['/code', { userid: 'nobody' }],
  ['/shake', {}],
  ['/callback', { agentid: 987654, url: 'http://127.0.0.1:1/', token: 't', encodingAESKey: 'k'.repeat(43) }],
  ['/limits', { enabled: 'perhaps' }],
];

for (const [path, body] of wrong) {
  test(`POST /_sandbox${path} refuses ${JSON.stringify(body).slice(0, 60)}`, async (t) => {
    const w = await world(t);
    assert.equal((await lever(w, path, body)).status, 400);
    assert.deepEqual(w.sandbox.trouble.waiting(), []);
    accepted(await w.app.get('tag/list'));
  });
}

const reasons: [string, Body, object][] = [
  ['/clock', { advance: -1 }, { code: 'schema', params: { field: 'advance' } }],
  ['/trouble', {}, { code: 'schema', params: { field: 'path' } }],
  ['/clock', { advance: 1e14 }, { code: 'clock_far' }],
  ['/trouble', { path: 'user/smell' }, { code: 'unknown_path', params: { path: 'user/smell' } }],
  ['/trouble', { path: 'tag/list', errcode: 123456 }, { code: 'unknown_errcode', params: { errcode: 123456 } }],
  ['/phone/press', { userid: 'lisi', msgid: 'none', key: 'x' }, { code: 'no_message' }],
  [
    '/phone/send',
    { userid: 'lisi', agentid: 1000002, message: { MsgType: 'location', Location_X: null } },
    { code: 'field_type', params: { field: 'location.Location_X' } },
  ],
];

test('a refusal has a code and parameters, for words in any language', async (t) => {
  const w = await world(t);
  for (const [path, body, reason] of reasons) assert.deepEqual((await lever(w, path, body)).body.reason, reason, path);
});

test('a page of another site cannot pull the levers', async (t) => {
  const w = await world(t);
  const { status } = await ask(`${w.sandbox.url}/_sandbox/tokens/revoke`, { method: 'POST', body: '{}' });
  assert.ok(status >= 400 && status < 500, String(status));
  accepted(await w.app.get('tag/list'));
});

test('trouble does not reach the levers themselves', async (t) => {
  const w = await world(t);
  w.sandbox.trouble.next('*', { fault: 'drop' }, 100);
  assert.equal((await lever(w, '/trouble', undefined, 'DELETE')).status, 200);
  assert.ok(rows(accepted(await w.app.get('tag/list')), 'taglist').length > 0);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Answer, ask, type Body, object, rows, string } from '../helpers/client';
import { accepted } from '../helpers/expect';
import { MEDIA } from '../helpers/files';
import { newest } from '../helpers/letters';
import { card, send } from '../helpers/messages';
import { type Conversation, closedPort, conversation, receiver, settingsFor, through } from '../helpers/receiver';
import { type Lifetime, type World, world } from '../helpers/world';

// The phone, the callbacks and the administrator over HTTP: for the page, and for programs in other languages.

function lever({ sandbox }: World, path: string, body?: unknown, method = body ? 'POST' : 'GET'): Promise<Answer> {
  const init = body ? { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) } : {};
  return ask(`${sandbox.url}/_sandbox/${path}`, { method, ...init });
}

async function done(answer: Promise<Answer>): Promise<Body> {
  const { status, text, body } = await answer;
  assert.equal(status, 200, text);
  return body;
}

async function refusal(answer: Promise<Answer>): Promise<string> {
  const { status, text, body } = await answer;
  assert.equal(status, 400, text);
  return string(body, 'error');
}

test('a callback is set, verified for real, and taken away', async (t) => {
  const w = await world(t);
  const app = await receiver(t);
  const { callback } = await done(lever(w, 'callback', { agentid: w.agentid, ...app.settings }));
  assert.deepEqual(callback, app.settings);
  assert.equal(app.checks.length, 1);
  assert.equal((await w.sandbox.phone('zhangsan', w.agentid).text('hi')).state, 'received');
  await done(lever(w, 'callback', { agentid: w.agentid }, 'DELETE'));
  assert.equal(w.sandbox.company.apps.get(w.agentid)?.callback, undefined);
});

test('so is that of the contact assistant', async (t) => {
  const w = await world(t);
  const { settings } = await receiver(t);
  await done(lever(w, 'callback', { contact: true, ...settings }));
  assert.deepEqual(w.sandbox.company.contactCallback, settings);
  await done(lever(w, 'callback', { contact: true }, 'DELETE'));
  assert.equal(w.sandbox.company.contactCallback, undefined);
});

test('an app may ask for the contacts as well', async (t) => {
  const w = await world(t);
  const { settings } = await receiver(t);
  const { callback } = await done(lever(w, 'callback', { agentid: w.agentid, ...settings, contacts: true }));
  assert.deepEqual(callback, { ...settings, contacts: true });
});

test('a callback that is not verified is refused with the reason', async (t) => {
  const w = await world(t);
  const app = await receiver(t, undefined, (_arrived, res) => res.end('"hello"'));
  assert.match(await refusal(lever(w, 'callback', { agentid: w.agentid, ...app.settings })), /\S/);
  const down = { agentid: w.agentid, ...settingsFor(await closedPort()) };
  assert.match(await refusal(lever(w, 'callback', down)), /ECONNREFUSED/);
  assert.equal(w.sandbox.company.apps.get(w.agentid)?.callback, undefined);
});

test('a member speaks, and the answer has the whole delivery', async (t) => {
  const library = through((handler) => handler.text(({ Content }) => `${Content} yourself`));
  const { w, app } = await conversation(t, library);
  const message = { MsgType: 'text', Content: 'hello' };
  const { delivery } = await done(lever(w, 'phone/send', { userid: 'zhangsan', agentid: w.agentid, message }));
  const { state, reply, tries, userid, agentid } = object(delivery);
  assert.deepEqual([state, userid, agentid], ['received', 'zhangsan', w.agentid]);
  assert.deepEqual(object(object(reply).body).text, { content: 'hello yourself' });
  assert.equal(Array.isArray(tries) && tries.length, 1);
  assert.equal((await newest(app)).Content, 'hello');
  assert.deepEqual(rows(await done(lever(w, 'deliveries')), 'deliveries'), [delivery]);
});

test('a member sends a file', async (t) => {
  const { w, app } = await conversation(t);
  const base64 = MEDIA.image.content.toString('base64');
  const file = { userid: 'zhangsan', agentid: w.agentid, type: 'image', filename: 'p.png', base64 };
  const { delivery } = await done(lever(w, 'phone/file', file));
  assert.equal(object(delivery).state, 'received');
  const { MediaId } = await newest(app);
  assert.deepEqual((await w.app.get('media/get', { media_id: String(MediaId) })).bytes, MEDIA.image.content);
});

test('a member opens the app', async (t) => {
  const { w } = await conversation(t);
  accepted(await w.app.post('agent/set', { agentid: w.agentid, isreportenter: 1 }));
  const answer = await done(lever(w, 'phone/open', { userid: 'zhangsan', agentid: w.agentid }));
  assert.deepEqual(
    rows(answer, 'deliveries').map(({ message }) => object(message).Event),
    ['enter_agent'],
  );
});

test('a member presses a button of the menu', async (t) => {
  const { w } = await conversation(t);
  const button = [{ type: 'scancode_waitmsg', name: '扫', key: 'SCAN' }];
  accepted(await w.app.post('menu/create', { button }, { agentid: w.agentid }));
  const press = { userid: 'zhangsan', agentid: w.agentid, button: '扫' };
  const [delivery] = rows(await done(lever(w, 'phone/menu', press)), 'deliveries');
  assert.equal(object(delivery?.message).EventKey, 'SCAN');
  const ScanCodeInfo = { ScanType: 'qrcode', ScanResult: 'said so' };
  const again = rows(
    await done(lever(w, 'phone/menu', { ...press, details: { fields: { ScanCodeInfo } } })),
    'deliveries',
  );
  assert.deepEqual(object(again[0]?.message).ScanCodeInfo, ScanCodeInfo);
});

test('a member presses a card', async (t) => {
  const { w, msgid } = await withVote(t);
  const press = { userid: 'zhangsan', msgid, key: 'submit', selected: { q: ['yes'] } };
  const { delivery } = await done(lever(w, 'phone/press', press));
  assert.equal(object(object(delivery).message).Event, 'template_card_event');
});

async function withVote(t: Lifetime): Promise<Conversation & { msgid: string }> {
  const talk = await conversation(t);
  const sent = send(talk.w.app, talk.w.agentid, { touser: 'zhangsan', ...card('vote_interaction', 'task-1') });
  return { ...talk, msgid: string(accepted(await sent), 'msgid') };
}

test('an administrator works over HTTP, too', async (t) => {
  const w = await world(t);
  const made = await done(lever(w, 'admin/department/create', { id: 77, name: 'New', parentid: 1 }));
  assert.deepEqual([made.errcode, made.id], [0, 77]);
  assert.equal((await done(lever(w, 'admin/department/delete', { id: 77 }))).errcode, 0);
  assert.equal((await done(lever(w, 'admin/department/delete', { id: 77 }))).errcode, 60123);
  assert.equal(w.sandbox.company.departments.has(77), false);
});

const hello = { MsgType: 'text', Content: 'hi' };
const who = { userid: 'zhangsan', agentid: 1000002 };
const key = 'k'.repeat(43);
const settings = { agentid: 1000002, url: 'http://127.0.0.1:1/', token: 'token', encodingAESKey: key };

const wrong: [path: string, body: unknown][] = [
  ['phone/send', {}],
  ['phone/send', { ...who }],
  ['phone/send', { ...who, message: 'hi' }],
  ['phone/send', { ...who, message: {} }],
  ['phone/send', { ...who, userid: 'nobody', message: hello }],
  ['phone/send', { ...who, userid: 'sunqi', message: hello }],
  ['phone/send', { ...who, userid: '__proto__', message: hello }],
  ['phone/send', { ...who, agentid: 987654, message: hello }],
  ['phone/send', { ...who, agentid: '1000002', message: hello }],
  ['phone/file', { ...who, type: 'smell', filename: 'x', base64: 'aGk=' }],
  ['phone/file', { ...who, type: 'image', filename: 'x.png' }],
  ['phone/open', { userid: 'nobody', agentid: 1000002 }],
  ['phone/menu', { ...who, button: 'none' }],
  ['phone/menu', { ...who }],
  ['phone/press', { userid: 'zhangsan', msgid: 'none', key: 'k' }],
  ['phone/press', { userid: 'zhangsan', key: 'k' }],
  ['callback', {}],
  ['callback', { ...settings, agentid: 987654 }],
  ['callback', { ...settings, url: 'ftp://e.com/' }],
  ['callback', { ...settings, token: 'a_b' }],
  ['callback', { ...settings, token: 't'.repeat(33) }],
  ['callback', { ...settings, encodingAESKey: 'short' }],
  ['callback', { ...settings, encodingAESKey: `${'k'.repeat(42)}=` }],
];

for (const [path, body] of wrong) {
  test(`POST /_sandbox/${path} refuses ${JSON.stringify(body).slice(0, 90)}`, async (t) => {
    const { w, app } = await conversation(t);
    assert.match(await refusal(lever(w, path, body)), /\S/);
    assert.deepEqual([app.arrived, w.sandbox.deliveries()], [[], []]);
    assert.deepEqual(w.sandbox.company.apps.get(w.agentid)?.callback, app.settings);
  });
}

test('presses that cannot be are refused', async (t) => {
  const { w, msgid } = await withVote(t);
  const press = { userid: 'zhangsan', msgid, key: 'submit' };
  const odd = [{ key: 'smell' }, { userid: 'lisi' }, { selected: { q: ['z'] } }, { selected: { q: ['yes', 'no'] } }];
  for (const change of odd) assert.match(await refusal(lever(w, 'phone/press', { ...press, ...change })), /\S/);
  accepted(await w.app.post('message/recall', { msgid }));
  await refusal(lever(w, 'phone/press', { ...press, selected: { q: ['yes'] } }));
  assert.deepEqual(w.sandbox.deliveries(), []);
});

test('the pages of others do not reach any of it', async (t) => {
  const { w, app } = await conversation(t);
  const headers = { 'content-type': 'application/json', origin: 'https://evil.example' };
  for (const path of ['phone/send', 'phone/open', 'callback', 'admin/user/delete?userid=lisi']) {
    const body = JSON.stringify({ ...who, message: hello });
    const { status } = await ask(`${w.sandbox.url}/_sandbox/${path}`, { method: 'POST', headers, body });
    assert.equal(status, 403, path);
  }
  assert.ok(w.sandbox.company.member('lisi'));
  assert.deepEqual(app.arrived, []);
});

test('an unknown API is refused to the administrator as well', async (t) => {
  const w = await world(t);
  const { status, body } = await lever(w, 'admin/smell/create', {});
  assert.ok(status >= 400 || body.errcode !== 0, String(status));
});

test('who prefers not to wait for a slow app does not, and hears of mistakes all the same', async (t) => {
  const { w } = await conversation(t, () => {}, { callbackTimeout: 60_000 });
  const post = (message: Body) => {
    const headers = { 'content-type': 'application/json', prefer: 'respond-async' };
    const body = JSON.stringify({ userid: 'zhangsan', agentid: w.agentid, message });
    return ask(`${w.sandbox.url}/_sandbox/phone/send`, { method: 'POST', headers, body });
  };
  assert.equal((await post({ MsgType: 'text', Content: 'hi' })).status, 202);
  assert.equal(w.sandbox.deliveries()[0]?.state, 'sending');
  assert.equal((await post({ MsgType: 'smell' })).status, 400);
});

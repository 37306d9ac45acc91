import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Jobs } from '../../src/batch/jobs';
import { createSandbox } from '../../src/index';
import { ask, type Body, list, object, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { card, send, text, uploaded } from '../helpers/messages';
import { department, member } from '../helpers/people';
import { connected, conversation } from '../helpers/receiver';
import { client, type World, world } from '../helpers/world';

// Between two tests: everything as at the start, at the same URL.

/** Something of everything that there is to forget. */
async function used(t: Parameters<typeof world>[0]): Promise<World> {
  const { w, phone } = await conversation(t);
  await department(w.contact, 77, 'New');
  await member(w.contact, 'ann');
  accepted(await w.contact.post('tag/create', { tagid: 9, tagname: 'nine' }), 'created');
  accepted(await w.contact.post('user/update', { userid: 'lisi', name: 'Other', department: [77] }), 'updated');
  await uploaded(w.app, 'file');
  accepted(await w.app.post('appchat/create', { chatid: 'chat', userlist: ['zhangsan', 'lisi'] }));
  accepted(await send(w.app, w.agentid, { ...card('button_interaction', 'task-1'), touser: 'zhangsan' }));
  await phone.text('hello');
  w.sandbox.trouble.next('tag/list', { errcode: -1 });
  w.sandbox.limits.enabled = true;
  w.sandbox.clock.advance(3_600_000);
  return w;
}

/** Without what differs from one start to the next. */
function likeness({ sandbox }: World): unknown {
  const { company, ...state } = sandbox.snapshot();
  return { company, ...state, wire: sandbox.wire.entries(), waiting: sandbox.trouble.waiting(), url: sandbox.url };
}

test('reset() forgets all that happened, at the same URL', async (t) => {
  const fresh = await world(t);
  const w = await used(t);
  const { url } = w.sandbox;
  assert.notDeepEqual(w.sandbox.snapshot().company, fresh.sandbox.snapshot().company);
  fresh.sandbox.reset();
  w.sandbox.reset();
  assert.deepEqual(likeness(w), { ...object(likeness(fresh)), url });
  refused(await w.app.get('tag/list'), 40014);
  const app = await client(w.sandbox, w.sandbox.apps[0]?.secret ?? '');
  accepted(await app.get('tag/list'));
  assert.ok(Math.abs(w.sandbox.clock.now() - Date.now()) < 1_800_000);
  accepted(await send(app, w.agentid, { touser: 'lisi', ...text('again') }));
  assert.deepEqual(w.sandbox.messages()[0]?.to, ['lisi']);
  assert.equal(w.sandbox.wire.entries()[0]?.id, 1);
});

test('what other calls know of a message is forgotten, too', async (t) => {
  const { w, phone } = await conversation(t);
  const sent = { ...card('button_interaction', 'task-1'), touser: 'zhangsan' };
  const { msgid } = accepted(await send(w.app, w.agentid, sent));
  w.sandbox.reset();
  await assert.rejects(phone.press(String(msgid), 'fine'), /no message/);
  const app = await client(w.sandbox, w.sandbox.apps[0]?.secret ?? '');
  refused(await send(app, w.agentid, sent), 43012);
  assert.equal((await phone.text('nobody hears it')).state, 'failed');
});

test('whoever watches goes on watching, and is told', async (t) => {
  const { sandbox, contact } = await world(t);
  const events: string[] = [];
  sandbox.on('*', ({ event }) => events.push(event));
  await member(contact, 'ann');
  sandbox.reset();
  await member(await client(sandbox, sandbox.contactSecret), 'ann');
  assert.deepEqual(events, ['member.create', 'company.reset', 'member.create']);
});

test('after a reset apps hear of members who come and go, and not of the reset', async (t) => {
  const w = await world(t);
  await w.sandbox.admin('user/update', { userid: 'lisi', enable: 0 });
  w.sandbox.reset();
  const app = await connected(t, w, w.agentid);
  await w.sandbox.admin('user/delete', { userid: 'lisi' });
  await w.sandbox.admin('user/create', { userid: 'ann', name: 'Ann', mobile: '13900000001', department: [1] });
  await w.sandbox.admin('user/authsucc', { userid: 'ann' });
  const events = w.sandbox.deliveries().map(({ message }) => `${message.Event} ${message.FromUserName}`);
  assert.deepEqual(events, ['unsubscribe lisi', 'subscribe ann']);
  assert.equal(app.checks.length, 1);
});

test('a delivery that is under way ends with a reset, and nothing is told of it', async (t) => {
  const { w, phone } = await conversation(t, () => {});
  const under = phone.text('no answer comes');
  await setImmediate();
  const told: string[] = [];
  w.sandbox.on('*', ({ event }) => told.push(event));
  w.sandbox.reset();
  const { state, problem } = await under;
  assert.deepEqual([state, problem], ['failed', 'The sandbox was reset.']);
  assert.deepEqual([told, w.sandbox.deliveries(), w.sandbox.wire.entries()], [['company.reset'], [], []]);
});

test('a verification that is under way ends with a reset', async (t) => {
  const silent = createServer().listen(0, '127.0.0.1');
  t.after(() => silent.closeAllConnections());
  t.after(() => silent.close());
  await new Promise((resolve) => silent.once('listening', resolve));
  const { sandbox, agentid } = await world(t);
  const port = Object(silent.address()).port;
  const asked = new Promise((resolve) => silent.once('request', resolve));
  const callback = { url: `http://127.0.0.1:${port}/`, token: 't', encodingAESKey: 'k'.repeat(43) };
  const set = assert.rejects(sandbox.setCallback(agentid, callback), /The sandbox was reset/);
  await asked;
  sandbox.reset();
  await set;
  assert.equal(sandbox.company.apps.get(agentid)?.callback, undefined);
});

test('a batch job that is under way changes nothing after a reset', async (t) => {
  const { sandbox, contact, agentid } = await world(t);
  const rows = Array.from({ length: 500 }, (_, i) => `U${i},u${i},139${String(i).padStart(8, '0')},,1`);
  const content = ['姓名,帐号,手机号,邮箱,所在部门', ...rows].join('\n');
  const file = { content, filename: 'members.csv', contentType: 'text/csv' };
  const media_id = string(accepted(await contact.upload('media/upload', file, { type: 'file' }), ''), 'media_id');
  accepted(await contact.post('batch/syncuser', { media_id }));
  const { last } = sandbox.company.room(Jobs);
  sandbox.reset();
  await last;
  assert.deepEqual([sandbox.company.members.size, sandbox.company.apps.has(agentid)], [6, true]);
});

test('reset(company) begins with another company, and goes back to it from then on', async (t) => {
  const { sandbox, contact } = await world(t);
  const mine = {
    corpid: 'wwmine',
    contactSecret: 'mine',
    departments: [{ id: 1, name: 'Mine' }],
    members: [{ userid: 'ann', name: 'Ann' }],
    apps: [{ agentid: 7, name: 'app', secret: 'seven' }],
  };
  sandbox.reset(mine);
  assert.deepEqual([sandbox.corpid, sandbox.contactSecret, sandbox.apps], ['wwmine', 'mine', mine.apps.map(short)]);
  accepted(await (await client(sandbox, 'mine')).get('user/delete', { userid: 'ann' }), 'deleted');
  sandbox.reset();
  assert.equal(sandbox.company.member('ann')?.name, 'Ann');
  refused(await contact.get('tag/list'), 40014);
  assert.throws(() => sandbox.reset({ ...mine, members: [], creator: 'nobody' }), /company\.creator: no member nobody/);
  assert.equal(sandbox.company.member('ann')?.name, 'Ann');
});

const short = ({ agentid, secret, name }: { agentid: number; secret: string; name: string }) => ({
  agentid,
  secret,
  name,
});

test('POST /_sandbox/reset does the same over HTTP, with a body and without', async (t) => {
  const { sandbox, contact } = await world(t);
  await member(contact, 'ann');
  const plain = await ask(`${sandbox.url}/_sandbox/reset`, { method: 'POST' });
  assert.deepEqual([plain.status, plain.body.members], [200, 6]);
  const headers = { 'content-type': 'application/json' };
  const post = (body: Body) =>
    ask(`${sandbox.url}/_sandbox/reset`, { method: 'POST', headers, body: JSON.stringify(body) });
  assert.equal((await post({})).status, 200);
  const wrong = await post({ company: { corpid: 'x' } });
  assert.equal(wrong.status, 400);
  assert.match(string(wrong.body, 'error'), /company\.contactSecret: missing/);
  assert.equal((await post({ compnay: {} })).status, 400);
});

test('a snapshot is come back to, as often as one likes', async (t) => {
  const w = await used(t);
  const { sandbox } = w;
  sandbox.limits.enabled = false;
  const kept = sandbox.snapshot();
  const before = structuredClone(kept);
  for (const userid of ['wangwu', 'zhaoliu']) {
    const contact = await client(sandbox, sandbox.contactSecret);
    accepted(await contact.get('user/delete', { userid }), 'deleted');
    sandbox.trouble.clear();
    accepted(await send(w.app, w.agentid, { touser: 'zhangsan', ...text('more') }));
    sandbox.clock.advance(1000);
    sandbox.restore(kept);
    assert.deepEqual([sandbox.snapshot(), kept], [before, before]);
  }
  refused(await w.app.get('tag/list'), -1);
  accepted(await w.app.get('tag/list'));
  const msgid = sandbox.messages()[0]?.msgid ?? '';
  refused(await send(w.app, w.agentid, { ...card('button_interaction', 'task-1'), touser: 'zhangsan' }), 42014);
  accepted(await w.app.post('message/recall', { msgid }));
  assert.equal((await sandbox.phone('zhangsan', w.agentid).text('hello again')).id, 2);
});

test('a state is carried into another sandbox, and over HTTP', async (t) => {
  const w = await used(t);
  const state = await ask(`${w.sandbox.url}/_sandbox/state`);
  const kept: unknown = JSON.parse(state.text);
  assert.deepEqual(kept, JSON.parse(JSON.stringify(w.sandbox.snapshot())));
  const other = await createSandbox({ port: 0, state: w.sandbox.snapshot() });
  t.after(() => other.close());
  assert.deepEqual(JSON.parse(JSON.stringify(other.snapshot())).company, object(kept).company);
  const third = await world(t);
  const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: state.text };
  assert.equal((await ask(`${third.sandbox.url}/_sandbox/state`, init)).status, 200);
  assert.deepEqual(third.sandbox.messages(), w.sandbox.messages());
  assert.deepEqual(third.sandbox.company.member('ann'), w.sandbox.company.member('ann'));
});

const noStates: [string, unknown][] = [
  ['state: must be object', null],
  ["state: must have required property 'version'", {}],
  ['state.messages.0: ', { messages: [{}] }],
  ['company.creator: no member nobody', { company: { creator: 'nobody' } }],
];

for (const [problem, more] of noStates) {
  test(`what is no state is refused: ${problem}`, async (t) => {
    const { sandbox } = await world(t);
    const good = object(JSON.parse(JSON.stringify(sandbox.snapshot())));
    const state = more === null || problem.includes('version') ? more : merged(good, object(more));
    const before = sandbox.company.started;
    const init = { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(state) };
    const { status, body } = await ask(`${sandbox.url}/_sandbox/state`, init);
    assert.equal(status, 400);
    assert.ok(string(body, 'error').startsWith(problem), string(body, 'error'));
    assert.equal(sandbox.company.started, before);
  });
}

/** `more` over it, company by company. */
function merged(good: Body, { company, ...more }: Body): Body {
  return { ...good, ...more, company: { ...object(good.company), ...Object(company) } };
}

test('1,000 resets leave nothing behind', async (t) => {
  const { sandbox } = await world(t);
  const { company } = sandbox;
  const watched = t.mock.method(company, 'watch');
  const told: string[] = [];
  sandbox.on('*', ({ event }) => told.push(event));
  for (let i = 0; i < 1000; i++) {
    sandbox.tokens.issue(sandbox.contactSecret);
    sandbox.reset();
  }
  assert.deepEqual(told, Array(1000).fill('company.reset'));
  assert.deepEqual([company.members.size, sandbox.tokens.all(), sandbox.wire.entries()], [6, [], []]);
  assert.equal(watched.mock.callCount(), 1);
  assert.equal(getEventListeners(company.closing.signal, 'abort').length, 2);
});

test('await using closes it', async () => {
  let url = '';
  {
    await using sandbox = await createSandbox({ port: 0 });
    url = sandbox.url;
    assert.equal((await ask(`${url}/_sandbox/`)).status, 200);
  }
  await assert.rejects(fetch(url), TypeError);
});

test('what nobody has seen is counted anew after a reset', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  const unread = async () => list((await ask(`${sandbox.url}/_sandbox/unread`)).body, 'unread').length;
  accepted(await send(app, agentid, { touser: 'zhangsan', ...text('one') }));
  assert.equal(await unread(), 1);
  sandbox.reset();
  assert.equal(await unread(), 0);
  const again = await client(sandbox, sandbox.apps[0]?.secret ?? '');
  accepted(await send(again, agentid, { touser: 'zhangsan', ...text('two') }));
  assert.equal(await unread(), 1);
});

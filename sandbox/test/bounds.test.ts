import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { test } from 'node:test';
import { Jobs } from '../src/batch/jobs';
import type { Job, Keep } from '../src/index';
import { type Answer, ask, type Body, type Client, object, string } from './helpers/client';
import { accepted, refused } from './helpers/expect';
import { MEDIA, PNG } from './helpers/files';
import { started } from './helpers/jobs';
import { card, send, text, uploaded } from './helpers/messages';
import { type Answering, conversation } from './helpers/receiver';
import { until } from './helpers/until';
import { appAgain, client, type Lifetime, type World, world } from './helpers/world';

// A sandbox that runs for long drops its oldest records.

const DAY = 86_400_000;

function keeping(t: Lifetime, keep: Partial<Keep>): Promise<World> {
  return world(t, { keep });
}

async function file(app: Client, content: string): Promise<string> {
  const answer = await app.upload('media/upload', { content }, { type: 'file' });
  return string(accepted(answer, ''), 'media_id');
}

function got(app: Client, media_id: string): Promise<Answer> {
  return app.get('media/get', { media_id });
}

test('files whose three days are over are dropped as soon as the clock says so', async (t) => {
  const w = await world(t);
  const { media } = w.sandbox.company;
  const dropped: unknown[] = [];
  w.sandbox.on('media.expire', ({ data }) => dropped.push(data));
  const early = await file(w.app, 'an early file');
  accepted(await w.app.upload('media/uploadimg', MEDIA.image), '');
  w.sandbox.clock.advance(DAY);
  const late = await file(await appAgain(w), 'a late file');
  const kept = media.get(early);
  w.sandbox.clock.advance(2 * DAY);
  assert.deepEqual([media.size, dropped], [2, [kept]]);
  assert.ok(media.has(late));
});

test('files expire by real time, too', async (t) => {
  const { app, sandbox } = await world(t);
  const media_id = await file(app, 'a file of today');
  t.mock.timers.enable({ apis: ['Date'], now: Date.now() + 3 * DAY + 1000 });
  assert.equal(sandbox.company.media.get(media_id), undefined);
  assert.equal(sandbox.company.media.size, 0);
});

test('of too many files the oldest go', async (t) => {
  const { app, sandbox } = await keeping(t, { media: 3 });
  const dropped: string[] = [];
  sandbox.on('media.expire', ({ data }) => dropped.push(string(object(data), 'media_id')));
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.push(await file(app, `file number ${i}`));
  assert.deepEqual([...sandbox.company.media.keys()], ids.slice(2));
  assert.deepEqual(dropped, ids.slice(0, 2));
  refused(await got(app, ids[0] ?? ''), 40007);
  assert.equal((await got(app, ids[2] ?? '')).text, 'file number 2');
});

test('of too many bytes the oldest go, and a file that is too large for all is refused', async (t) => {
  const { app, sandbox } = await keeping(t, { mediaBytes: 1000 });
  const ids: string[] = [];
  for (const size of [400, 300, 300]) ids.push(await file(app, 'x'.repeat(size)));
  assert.equal(sandbox.company.media.size, 3);
  ids.push(await file(app, 'x'.repeat(350)));
  assert.deepEqual([...sandbox.company.media.keys()], ids.slice(1));
  ids.push(await file(app, 'x'.repeat(1000)));
  assert.deepEqual([...sandbox.company.media.keys()], ids.slice(4));
  refused(await app.upload('media/upload', { content: 'x'.repeat(1001) }, { type: 'file' }), 45001);
  assert.deepEqual([...sandbox.company.media.keys()], ids.slice(4));
});

test('files for three days go before what is to stay', async (t) => {
  const { app, sandbox } = await keeping(t, { media: 2 });
  const { url } = accepted(await app.upload('media/uploadimg', MEDIA.image), '');
  for (const content of ['the first file', 'the second file']) await file(app, content);
  assert.equal(sandbox.company.media.size, 2);
  assert.ok((await ask(String(url))).bytes.equals(PNG));
});

test('material that is changed counts by its new size', async (t) => {
  const { app, agentid, sandbox } = await keeping(t, { mediaBytes: 2000 });
  const thumb_media_id = await uploaded(app, 'image');
  const article = (content: string) => ({ mpnews: { articles: [{ title: 'T', thumb_media_id, content }] }, agentid });
  const { media_id } = accepted(await app.post('material/add_mpnews', article('short')));
  const other = await file(app, 'x'.repeat(1000));
  accepted(await app.post('material/update_mpnews', { ...article('x'.repeat(1500)), media_id }));
  assert.deepEqual([...sandbox.company.media.keys()], [media_id]);
  refused(await got(app, other), 40007);
});

test('an avatar and a logo outlive the files that they came from, until others take their place', async (t) => {
  const w = await world(t);
  const { company } = w.sandbox;
  const change = async () => {
    const [avatar_mediaid, logo_mediaid] = [await uploaded(w.app, 'image'), await uploaded(w.app, 'image')];
    accepted(await w.contact.post('user/update', { userid: 'lisi', avatar_mediaid }), 'updated');
    accepted(await w.app.post('agent/set', { agentid: w.agentid, logo_mediaid }));
    return [company.member('lisi')?.avatar ?? '', company.apps.get(w.agentid)?.square_logo_url ?? ''];
  };
  const old = await change();
  const urls = await change();
  for (const url of old) assert.equal((await ask(url)).status, 404);
  w.sandbox.clock.advance(4 * DAY);
  assert.equal(company.media.size, 2);
  for (const url of urls) assert.ok((await ask(url)).bytes.equals(PNG), url);
  const contact = await client(w.sandbox, w.sandbox.contactSecret);
  accepted(await contact.get('user/delete', { userid: 'lisi' }), 'deleted');
  assert.equal(company.media.size, 1);
});

test('of too many messages the oldest go, with all by which they are known', async (t) => {
  const { w, app, phone } = await conversation(t, undefined, { keep: { messages: 2 } });
  const { agentid, sandbox } = w;
  const touser = 'zhangsan';
  const task = { ...card('button_interaction', 'task-1'), touser };
  const { msgid, response_code } = accepted(await send(w.app, agentid, task));
  const button = { replace_name: 'Done' };
  const update = { agentid, userids: [touser], response_code, button };
  accepted(await send(w.app, agentid, { touser, ...text('second') }));
  await phone.press(String(msgid), 'fine');
  const { ResponseCode } = sandbox.deliveries().at(-1)?.message ?? {};
  refused(await send(w.app, agentid, task), 42014);
  accepted(await send(w.app, agentid, { touser, ...text('third') }));
  assert.deepEqual(
    sandbox.messages().map(({ body }) => object(body.text).content),
    ['second', 'third'],
  );
  refused(await w.app.post('message/recall', { msgid }), 40058);
  for (const code of [response_code, ResponseCode]) {
    refused(await w.app.post('message/update_template_card', { ...update, response_code: code }), 60140);
  }
  await assert.rejects(phone.press(String(msgid), 'fine'), /no message/);
  accepted(await send(w.app, agentid, task));
  assert.equal(app.arrived.length, 1);
});

test('of too many callbacks the oldest go, and each has a number of its own', async (t) => {
  const { w, phone } = await conversation(t, undefined, { keep: { deliveries: 3 } });
  for (let i = 0; i < 5; i++) await phone.text(`number ${i}`);
  assert.deepEqual(
    w.sandbox.deliveries().map(({ id, message }) => [id, message.Content]),
    [2, 3, 4].map((i) => [i + 1, `number ${i}`]),
  );
});

test('no more callbacks wait for an app than are kept', async (t) => {
  const held: ServerResponse[] = [];
  let isSlow = true;
  const post: Answering = (_arrived, res) => (isSlow ? held.push(res) : res.end());
  const { w, app, phone } = await conversation(t, post, { keep: { deliveries: 5 } });
  const said = Array.from({ length: 26 }, (_, i) => phone.text(`number ${i}`));
  const last = await (said.at(-1) ?? assert.fail());
  assert.deepEqual([last.state, last.tries], ['failed', []]);
  assert.match(last.problem ?? '', /5 wait for this URL/);
  await until(() => held.length === 20);
  isSlow = false;
  for (const res of held) res.end();
  const states = (await Promise.all(said)).map(({ state }) => state);
  assert.deepEqual(states, [...Array(25).fill('received'), 'failed']);
  assert.equal(app.arrived.length, 25);
  assert.equal(w.sandbox.deliveries().length, 5);
});

test('the wire log is as long as it is set', async (t) => {
  const { app, sandbox } = await keeping(t, { wire: 2 });
  for (const path of ['tag/list', 'department/list', 'getcallbackip']) await app.get(path);
  assert.deepEqual(
    sandbox.wire.entries().map(({ id, path }) => [id, path]),
    [
      [2, '/cgi-bin/department/list'],
      [3, '/cgi-bin/getcallbackip'],
    ],
  );
});

test('of 1,000 dead tokens the oldest are forgotten, not those that live', async (t) => {
  const { contact, app, sandbox } = await world(t);
  const secret = sandbox.apps[0]?.secret ?? '';
  const tokens = Array.from({ length: 1002 }, () => {
    sandbox.tokens.expire(secret);
    return sandbox.tokens.issue(secret).value;
  });
  refused(await app.get('tag/list'), 40014);
  refused(await app.with(tokens[1] ?? '').get('tag/list'), 42001);
  for (const alive of [contact, app.with(tokens[1001] ?? '')]) accepted(await alive.get('tag/list'));
});

function job(jobid: string, status: Job['status']): Job {
  return { jobid, type: 'sync_user', status, total: 0, result: [], errcode: 0, errmsg: 'ok', callback: undefined };
}

test('of 1,000 jobs the oldest are forgotten', async (t) => {
  const { contact, sandbox } = await world(t);
  const { all } = sandbox.company.room(Jobs);
  for (let i = 0; i < 1000; i++) all.push(job(`job ${i}`, 3));
  refused(await contact.get('batch/getresult', { jobid: 'job 0' }), 40089);
  await started(contact, 'syncuser', 'no members');
  assert.equal(all.length, 1000);
  refused(await contact.get('batch/getresult', { jobid: 'job 0' }), 40088);
});

test('of jobs that are not done, 100 are taken', async (t) => {
  const { contact, sandbox } = await world(t);
  const media_id = await file(contact, 'a file');
  const { all } = sandbox.company.room(Jobs);
  for (let i = 0; i < 100; i++) all.push(job(`job ${i}`, 1));
  refused(await contact.post('batch/syncuser', { media_id }), 45033);
  all.pop();
  accepted(await contact.post('batch/syncuser', { media_id }));
});

test('two files are fetched at a time, 100 wait, more are not taken', async (t) => {
  const { app } = await world(t);
  const held: ServerResponse[] = [];
  const site = createServer((_request, response) => held.push(response)).listen(0, '127.0.0.1');
  t.after(() => {
    site.close();
    site.closeAllConnections();
  });
  await once(site, 'listening');
  const url = `http://127.0.0.1:${object(site.address()).port}/film.mp4`;
  const order = { scene: 1, type: 'file', filename: 'a', url, md5: 'a'.repeat(32) };
  const answers: Body[] = [];
  for (let i = 0; i < 103; i++) answers.push((await app.post('media/upload_by_url', order)).body);
  assert.deepEqual(
    answers.map(({ errcode }) => errcode),
    [...Array(102).fill(0), 45033],
  );
  await until(() => held.length === 2);
  held.shift()?.end();
  await until(() => held.length === 2);
  accepted(await app.post('media/upload_by_url', order));
});

test('members are not put into ever more departments', async (t) => {
  const { contact, sandbox } = await world(t, { era: 'current' });
  const { departments } = sandbox.company;
  for (let id = 1001; departments.size < 29_998; id++) departments.set(id, { id, name: '', parentid: 1, order: 0 });
  const member = { userid: 'ann', name: 'Ann', mobile: '13900000001' };
  refused(await contact.post('user/create', { ...member, department: [99_001, 99_002] }), 81001);
  assert.equal(departments.size, 29_998);
  accepted(await contact.post('user/create', { ...member, department: [99_001] }), 'created');
});

test('chats, members and orders of trouble have an end', async (t) => {
  const { app, contact, sandbox } = await world(t);
  const { chats, members } = sandbox.company;
  for (let i = 0; i < 10_000; i++)
    chats.set(`chat ${i}`, { chatid: '', agentid: 0, name: '', owner: '', userlist: [] });
  refused(await app.post('appchat/create', { userlist: ['lisi', 'boss'] }), 45009);
  const lisi = sandbox.company.member('lisi') ?? assert.fail();
  for (let i = members.size; i < 100_000; i++) members.set(`member ${i}`, lisi);
  const member = { userid: 'ann', name: 'Ann', mobile: '13900000001', department: [1] };
  refused(await contact.post('user/create', member), 45024);
  for (let i = 0; i < 1000; i++) sandbox.trouble.next('tag/list', { errcode: -1 });
  assert.throws(() => sandbox.trouble.next('tag/list', { errcode: -1 }), RangeError);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Body, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { article, mpArticle, send, text, textcard, uploaded } from '../helpers/messages';
import { department, member, tag } from '../helpers/people';
import { appAgain, type Lifetime, type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90236

/** Members ann and bob, department 900 with bob, tag 77 with ann. */
async function peopled(t: Lifetime): Promise<World> {
  const w = await world(t);
  await department(w.contact, 900, 'dept');
  await member(w.contact, 'ann');
  await member(w.contact, 'Bob', { department: [900] });
  await tag(w.contact, 77, 'tag');
  accepted(await w.contact.post('tag/addtagusers', { tagid: 77, userlist: ['ann'] }));
  return w;
}

const simple: Record<string, Body> = {
  text: { content: '你好\n<a href="https://example.com/">link</a>' },
  textcard,
  news: { articles: [article] },
  markdown: { content: '**bold**' },
  miniprogram_notice: {
    appid: 'wx0123456789abcdef',
    page: 'pages/index',
    title: '会议室预订成功',
    description: '4月27日 16:16',
    emphasis_first_item: true,
    content_item: [{ key: '会议室', value: '402' }],
  },
};

for (const [msgtype, content] of Object.entries(simple)) {
  test(`a ${msgtype} message is sent and kept as it was`, async (t) => {
    const { app, agentid, sandbox } = await peopled(t);
    const answer = await send(app, agentid, { msgtype, [msgtype]: content });
    assert.ok(string(accepted(answer), 'msgid').length > 0);
    const messages = sandbox.messages();
    assert.equal(messages.length, 1);
    assert.ok(JSON.stringify(messages[0]).includes(JSON.stringify(content)));
  });
}

for (const msgtype of ['image', 'voice', 'video', 'file'] as const) {
  test(`a ${msgtype} message wants a media_id that exists`, async (t) => {
    const { app, agentid, sandbox } = await peopled(t);
    const media_id = await uploaded(app, msgtype);
    accepted(await send(app, agentid, { msgtype, [msgtype]: { media_id } }));
    refused(await send(app, agentid, { msgtype, [msgtype]: { media_id: 'nothing' } }), 40007, 'invalid media_id');
    assert.equal(sandbox.messages().length, 1);
  });
}

test('an mpnews message wants a thumb that exists', async (t) => {
  const { app, agentid } = await peopled(t);
  const thumb = await uploaded(app, 'image');
  accepted(await send(app, agentid, { msgtype: 'mpnews', safe: 1, mpnews: { articles: [mpArticle(thumb)] } }));
  refused(await send(app, agentid, { msgtype: 'mpnews', mpnews: { articles: [mpArticle('nothing')] } }), 40007);
});

interface Row {
  input: string;
  body: Body;
  errcodes: number[];
}

const CHINESE_683 = '字'.repeat(683);
const table: Row[] = [
  { input: 'nobody to send to', body: { touser: '', ...text('x') }, errcodes: [82001] },
  { input: 'an unknown member only', body: { touser: 'nobody', ...text('x') }, errcodes: [81013] },
  { input: 'an unknown department only', body: { touser: '', toparty: '987654', ...text('x') }, errcodes: [81013] },
  { input: 'an unknown tag only', body: { touser: '', totag: '987654', ...text('x') }, errcodes: [81013] },
  { input: '1001 members', body: { touser: many(1001), ...text('x') }, errcodes: [40032] },
  { input: '101 departments', body: { touser: '', toparty: many(101, ''), ...text('x') }, errcodes: [82002] },
  { input: '101 tags', body: { touser: '', totag: many(101, ''), ...text('x') }, errcodes: [82003] },
  {
    input: 'an mpnews of more than 666 KB',
    body: { msgtype: 'mpnews', mpnews: { articles: [{ ...mpArticle('x'), content: 'c'.repeat(666 * 1024 + 1) }] } },
    errcodes: [45002, 40007],
  },
  { input: 'a notice without appid', body: notice({ appid: undefined }), errcodes: [90200] },
  {
    input: 'a notice with 11 items',
    body: notice({ content_item: Array(11).fill({ key: 'k', value: 'v' }) }),
    errcodes: [90201],
  },
  {
    input: 'a notice with a key of 11 characters',
    body: notice({ content_item: [{ key: 'k'.repeat(11), value: 'v' }] }),
    errcodes: [90202],
  },
  {
    input: 'a notice with a value of 31 characters',
    body: notice({ content_item: [{ key: 'k', value: 'v'.repeat(31) }] }),
    errcodes: [90203],
  },
  { input: 'a notice with a page of 1025 bytes', body: notice({ page: 'p'.repeat(1025) }), errcodes: [90204] },
  { input: 'no agentid', body: { agentid: undefined, ...text('x') }, errcodes: [41011] },
  { input: 'an unknown agentid', body: { agentid: 987654, ...text('x') }, errcodes: [40056, 301002] },
  { input: 'no msgtype', body: { text: { content: 'x' } }, errcodes: [40008] },
  { input: 'an unknown msgtype', body: { msgtype: 'smell', smell: {} }, errcodes: [40008] },
  { input: 'an empty text', body: text(''), errcodes: [44004] },
  { input: 'no text', body: { msgtype: 'text' }, errcodes: [44004, 40058] },
  { input: 'no articles', body: { msgtype: 'news', news: { articles: [] } }, errcodes: [45008, 40058, 44003] },
  { input: '9 articles', body: { msgtype: 'news', news: { articles: Array(9).fill(article) } }, errcodes: [45008] },
  { input: 'news in safe mode', body: { msgtype: 'news', safe: 1, news: { articles: [article] } }, errcodes: [40074] },
  {
    input: '9 mpnews',
    body: { msgtype: 'mpnews', mpnews: { articles: Array(9).fill(mpArticle('x')) } },
    errcodes: [45008],
  },
];

function notice(changes: Body): Body {
  return {
    msgtype: 'miniprogram_notice',
    miniprogram_notice: { appid: 'wx0123456789abcdef', title: '会议室预订成功', ...changes },
  };
}

function many(count: number, letter = 'u'): string {
  return Array.from({ length: count }, (_, i) => `${letter}${i + 1}`).join('|');
}

for (const { input, body, errcodes } of table) {
  test(`message/send refuses ${input}, and sends nothing`, async (t) => {
    const { app, agentid, sandbox } = await peopled(t);
    const answer = await send(app, agentid, body);
    refused(answer, errcodes);
    assert.deepEqual(sandbox.messages(), []);
  });
}

test('a text longer than 2048 bytes is cut there', async (t) => {
  const { app, agentid, sandbox } = await peopled(t);
  accepted(await send(app, agentid, text(CHINESE_683)));
  const sent = JSON.stringify(sandbox.messages());
  assert.ok(sent.includes('字'.repeat(682)) && !sent.includes(CHINESE_683));
});

test('who cannot be reached is named in lower case, the others get the message', async (t) => {
  const { app, agentid, sandbox } = await peopled(t);
  const to = { touser: 'ann|NoBody', toparty: '900|987654', totag: '77|987653' };
  const body = accepted(await send(app, agentid, { ...to, ...text('x') }));
  assert.deepEqual([body.invaliduser, body.invalidparty, body.invalidtag], ['nobody', '987654', '987653']);
  assert.equal(sandbox.messages().length, 1);
});

test('a member is found whatever the case of the userid', async (t) => {
  const { app, agentid } = await peopled(t);
  const { invaliduser = '' } = accepted(await send(app, agentid, { touser: 'ANN|bob', ...text('x') }));
  assert.equal(invaliduser, '');
});

test('@all needs no other receivers', async (t) => {
  const { app, agentid, sandbox } = await peopled(t);
  accepted(await send(app, agentid, { touser: '@all', ...text('x') }));
  assert.equal(sandbox.messages().length, 1);
});

test('all receivers invalid: the answer names them', async (t) => {
  const { app, agentid } = await peopled(t);
  const answer = await send(app, agentid, { touser: 'x1|x2', ...text('x') });
  refused(answer, 81013, 'user & party & tag all invalid');
  assert.equal(answer.body.invaliduser, 'x1|x2');
});

test('an app cannot send as another, and the contact secret not at all', async (t) => {
  const { app, contact, agentid, otherAgentid } = await peopled(t);
  refused(await send(app, otherAgentid, text('x')), 301002);
  refused(await send(contact, agentid, text('x')), [48002, 301002]);
});

test('agentid may be a string, as 企业号 had it', async (t) => {
  const { app, agentid } = await peopled(t);
  const answer = await app.post('message/send', { agentid: String(agentid), touser: 'ann', ...text('x') });
  assert.equal(answer.body.errcode, 0, answer.text);
});

test('a duplicate is swallowed within its interval when that is asked for', async (t) => {
  const { app, agentid, sandbox } = await peopled(t);
  const checked = { ...text('x'), enable_duplicate_check: 1, duplicate_check_interval: 600 };
  accepted(await send(app, agentid, checked));
  accepted(await send(app, agentid, checked));
  assert.equal(sandbox.messages().length, 1);
  accepted(await send(app, agentid, { ...checked, ...text('y') }));
  assert.equal(sandbox.messages().length, 2);
  sandbox.clock.advance(601_000);
  accepted(await send(app, agentid, checked));
  assert.equal(sandbox.messages().length, 3);
});

test('every message has a msgid of its own', async (t) => {
  const { app, agentid } = await peopled(t);
  const ids = new Set<unknown>();
  for (let i = 0; i < 20; i++) ids.add(accepted(await send(app, agentid, text('x'))).msgid);
  assert.equal(ids.size, 20);
});

test('a message is recalled within 24 hours, by its own app', async (t) => {
  const { app, other, agentid } = await peopled(t);
  const { msgid } = accepted(await send(app, agentid, text('x')));
  refused(await other.post('message/recall', { msgid }), 40058);
  accepted(await app.post('message/recall', { msgid }));
  refused(await app.post('message/recall', { msgid: 'nothing' }), 40058);
});

test('after 24 hours a message stays', async (t) => {
  const w = await peopled(t);
  const { msgid } = accepted(await send(w.app, w.agentid, text('x')));
  w.sandbox.clock.advance(24 * 3_600_000 + 1000);
  refused(await (await appAgain(w)).post('message/recall', { msgid }), 42052);
});

test('an interactive_taskcard is sent, and its button updated', async (t) => {
  const { app, agentid, sandbox } = await peopled(t);
  const callback = { url: 'http://127.0.0.1:1/', token: 'token', encodingAESKey: 'k'.repeat(43) };
  Object.assign(sandbox.company.apps.get(agentid) ?? assert.fail(), { callback });
  const btn = [{ key: 'yes', name: 'Yes', replace_name: 'Agreed', color: 'red', is_bold: true }];
  const interactive_taskcard = { title: 'T', description: 'D', url: 'https://example.com/', task_id: 'task-1', btn };
  const message = { msgtype: 'interactive_taskcard', interactive_taskcard };
  const { body, text: answer } = await send(app, agentid, message);
  assert.equal(body.errcode, 0, answer);
  const done = { agentid, userids: ['ann'], task_id: 'task-1', replace_name: 'Agreed', clicked_key: 'yes' };
  accepted(await app.post('message/update_taskcard', done));
  refused(await app.post('message/update_taskcard', { ...done, task_id: 'task-2' }), 42016);
});

test('an interactive_taskcard needs a title, and no description', async (t) => {
  const { app, agentid, sandbox } = await peopled(t);
  const callback = { url: 'http://127.0.0.1:1/', token: 'token', encodingAESKey: 'k'.repeat(43) };
  Object.assign(sandbox.company.apps.get(agentid) ?? assert.fail(), { callback });
  const card = { title: 'T', task_id: 'task-1', btn: [{ key: 'yes', name: 'Yes' }] };
  const msgtype = 'interactive_taskcard';
  refused(await send(app, agentid, { msgtype, interactive_taskcard: { ...card, title: '' } }), 41016);
  accepted(await send(app, agentid, { msgtype, interactive_taskcard: card }));
});

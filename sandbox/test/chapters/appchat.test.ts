import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Body, list, object, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { article, mpArticle, text, textcard, uploaded } from '../helpers/messages';
import { member } from '../helpers/people';
import { type Lifetime, type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90244

const STAFF = ['ann', 'bob', 'carl'];

async function staffed(t: Lifetime): Promise<World> {
  const w = await world(t);
  for (const userid of STAFF) await member(w.contact, userid);
  return w;
}

async function chatInfo({ app }: World, chatid: string): Promise<Body> {
  return object(accepted(await app.get('appchat/get', { chatid })).chat_info);
}

async function chatting(t: Lifetime): Promise<World> {
  const w = await staffed(t);
  accepted(
    await w.app.post('appchat/create', { name: 'chat', owner: 'ann', userlist: ['ann', 'bob'], chatid: 'chat1' }),
  );
  return w;
}

test('a chat is created as it is described', async (t) => {
  const w = await staffed(t);
  const wanted = { name: 'chat', owner: 'ann', userlist: ['ann', 'bob'], chatid: 'chat1' };
  assert.equal(accepted(await w.app.post('appchat/create', wanted)).chatid, 'chat1');
  const { chatid, name, owner, userlist } = await chatInfo(w, 'chat1');
  assert.deepEqual({ chatid, name, owner, userlist }, wanted);
});

test('chatid and owner are chosen where they are left out', async (t) => {
  const w = await staffed(t);
  const { chatid } = accepted(await w.app.post('appchat/create', { name: 'chat', userlist: STAFF }));
  const info = await chatInfo(w, String(chatid));
  assert.ok(STAFF.includes(String(info.owner)));
});

test('a name is cut at 50 characters', async (t) => {
  const w = await staffed(t);
  accepted(await w.app.post('appchat/create', { name: '名'.repeat(60), userlist: STAFF, chatid: 'chat1' }));
  assert.equal((await chatInfo(w, 'chat1')).name, '名'.repeat(50));
});

const creations: { what: string; chat: Body; errcodes: number[] }[] = [
  { what: 'one member', chat: { userlist: ['ann'] }, errcodes: [86006, 86204] },
  {
    what: '2001 members',
    chat: { userlist: Array.from({ length: 2001 }, (_, i) => `u${i}`) },
    errcodes: [86006, 86204, 40058],
  },
  { what: 'an unknown member', chat: { userlist: ['ann', 'bob', 'nobody'] }, errcodes: [86216, 40031] },
  { what: 'an owner who is no member', chat: { userlist: ['ann', 'bob'], owner: 'carl' }, errcodes: [86207] },
  {
    what: 'a chatid of 33 characters',
    chat: { userlist: STAFF, chatid: 'c'.repeat(33) },
    errcodes: [86001, 86205, 40058],
  },
  { what: 'a chatid with a dash', chat: { userlist: STAFF, chatid: 'a-b' }, errcodes: [86001, 86205, 40058] },
  { what: 'a chatid that exists', chat: { userlist: STAFF, chatid: 'chat1' }, errcodes: [86215] },
];

for (const { what, chat, errcodes } of creations) {
  test(`appchat/create refuses ${what}`, async (t) => {
    const { app } = await chatting(t);
    const answer = await app.post('appchat/create', { name: 'chat', ...chat });
    refused(answer, errcodes);
  });
}

test('members come and go, name and owner change', async (t) => {
  const w = await chatting(t);
  accepted(await w.app.post('appchat/update', { chatid: 'chat1', name: 'new', add_user_list: ['carl'] }));
  assert.deepEqual(list(await chatInfo(w, 'chat1'), 'userlist'), STAFF);
  accepted(await w.app.post('appchat/update', { chatid: 'chat1', owner: 'carl', del_user_list: ['ann'] }));
  const { name, owner, userlist } = await chatInfo(w, 'chat1');
  assert.deepEqual({ name, owner, userlist }, { name: 'new', owner: 'carl', userlist: ['bob', 'carl'] });
});

test('an owner leaves only when another one is named', async (t) => {
  const w = await chatting(t);
  accepted(await w.app.post('appchat/update', { chatid: 'chat1', add_user_list: ['carl'] }));
  const answer = await w.app.post('appchat/update', { chatid: 'chat1', del_user_list: ['ann'] });
  assert.notEqual(answer.body.errcode, 0);
  assert.deepEqual((await chatInfo(w, 'chat1')).userlist, STAFF);
});

test('appchat/update refuses to leave less than two members, and unknown ones', async (t) => {
  const w = await chatting(t);
  refused(await w.app.post('appchat/update', { chatid: 'chat1', del_user_list: ['bob'] }), [86006, 86204]);
  refused(await w.app.post('appchat/update', { chatid: 'chat1', add_user_list: ['nobody'] }), [86216, 40031]);
});

test('who leaves the company leaves its chats', async (t) => {
  const w = await chatting(t);
  accepted(await w.app.post('appchat/update', { chatid: 'chat1', add_user_list: ['carl'] }));
  accepted(await w.contact.get('user/delete', { userid: 'ann' }), 'deleted');
  const { userlist, owner } = await chatInfo(w, 'chat1');
  assert.deepEqual(userlist, ['bob', 'carl']);
  assert.notEqual(owner, 'ann');
});

test('an unknown chat is refused', async (t) => {
  const { app } = await staffed(t);
  const answers = [
    await app.get('appchat/get', { chatid: 'nothing' }),
    await app.post('appchat/update', { chatid: 'nothing', name: 'x' }),
    await app.post('appchat/send', { chatid: 'nothing', ...text('x') }),
  ];
  for (const answer of answers) refused(answer, [40050, 86003]);
});

test("another app's chat is refused", async (t) => {
  const { other } = await chatting(t);
  const answers = [
    await other.get('appchat/get', { chatid: 'chat1' }),
    await other.post('appchat/update', { chatid: 'chat1', name: 'x' }),
    await other.post('appchat/send', { chatid: 'chat1', ...text('x') }),
  ];
  // 60011 and 48002: an app that does not see the whole company has no chats at all.
  for (const answer of answers) refused(answer, [86008, 60011, 48002]);
});

test('every kind of message goes to a chat', async (t) => {
  const { app, sandbox } = await chatting(t);
  const media = async (msgtype: 'image' | 'voice' | 'video' | 'file') => ({
    msgtype,
    [msgtype]: { media_id: await uploaded(app, msgtype) },
  });
  const messages: Body[] = [
    text('hello'),
    { msgtype: 'markdown', markdown: { content: '**x**' } },
    { msgtype: 'textcard', textcard },
    { msgtype: 'news', news: { articles: [article] } },
    { msgtype: 'mpnews', mpnews: { articles: [mpArticle(await uploaded(app, 'image'))] } },
    await media('image'),
    await media('voice'),
    await media('video'),
    await media('file'),
  ];
  for (const message of messages) accepted(await app.post('appchat/send', { chatid: 'chat1', ...message, safe: 0 }));
  assert.equal(sandbox.messages().length, messages.length);
});

test('appchat/send refuses bad messages', async (t) => {
  const { app, sandbox } = await chatting(t);
  refused(await app.post('appchat/send', { chatid: 'chat1', msgtype: 'smell' }), 40008);
  refused(await app.post('appchat/send', { chatid: 'chat1', ...text('') }), 44004);
  refused(await app.post('appchat/send', { chatid: 'chat1', msgtype: 'image', image: { media_id: 'x' } }), 40007);
  assert.deepEqual(sandbox.messages(), []);
});

test('the contact secret has no chats', async (t) => {
  const { contact } = await chatting(t);
  refused(await contact.get('appchat/get', { chatid: 'chat1' }), 48002);
  const chat = { name: 'x', userlist: STAFF };
  assert.equal(
    string(object((await contact.post('appchat/create', chat)).body), 'errmsg').startsWith('api forbidden'),
    true,
  );
});

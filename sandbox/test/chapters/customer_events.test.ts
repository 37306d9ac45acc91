import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, type Body, type Client, list, object, rows, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { MEDIA } from '../helpers/files';
import { all } from '../helpers/letters';
import { connected, type Receiver } from '../helpers/receiver';
import { until } from '../helpers/until';
import { type Lifetime, type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/92130

const HEAD = new Set(['ToUserName', 'FromUserName', 'CreateTime', 'MsgType']);
const GROUP = 'wrExampleGroup000000000000000001';

interface Heard {
  w: World;
  server: Receiver;
  /** The newest events, oldest first, without what all of them have. */
  heard(count: number): Promise<Body[]>;
}

/** An app that hears callbacks. */
async function hearing(t: Lifetime): Promise<Heard> {
  const w = await world(t);
  const server = await connected(t, w, w.agentid);
  const heard = async (count: number) => {
    await until(() => server.arrived.length >= count);
    const events = await all(server);
    for (const { FromUserName } of events) assert.equal(FromUserName, 'sys');
    return events.map((event) => Object.fromEntries(Object.entries(event).filter(([name]) => !HEAD.has(name))));
  };
  return { w, server, heard };
}

/** Waits until all that was told has come. */
async function settled({ sandbox }: World): Promise<number> {
  await until(() => sandbox.deliveries().every(({ state }) => state !== 'sending'));
  return sandbox.deliveries().length;
}

function followers(answer: Body): unknown[] {
  return rows(answer, 'follow_user').map(({ userid, state }) => [userid, state]);
}

test('a stranger adds a member: the app hears it with state and code, and finds the customer', async (t) => {
  const { w, heard } = await hearing(t);
  const wang = w.sandbox.wechat({ name: 'Wang', gender: 2 });
  const { external_userid } = wang;
  refused(await w.app.get('externalcontact/get', { external_userid }), 84061);
  const { welcome_code } = wang.add('lisi', { state: 'shop-7' });
  const event = { Event: 'change_external_contact', ChangeType: 'add_external_contact', UserID: 'lisi' };
  const told = { ...event, ExternalUserID: external_userid, State: 'shop-7', WelcomeCode: welcome_code };
  assert.deepEqual(await heard(1), [told]);
  const found = accepted(await w.app.get('externalcontact/get', { external_userid }));
  assert.deepEqual([object(found.external_contact).name, followers(found)], ['Wang', [['lisi', 'shop-7']]]);
  assert.throws(() => wang.add('lisi'), /has added lisi already/);
  assert.throws(() => wang.add('nobody'), RangeError);
  assert.throws(() => w.sandbox.wechat('nobody'), RangeError);
});

test('without the member being asked it is add_half_external_contact, and another company brings no code', async (t) => {
  const { w, heard } = await hearing(t);
  w.sandbox.wechat({ name: 'A' }).add('lisi', { half: true });
  const partner = w.sandbox.wechat({ name: 'B', corp_name: 'Other Ltd' });
  assert.equal(partner.add('lisi').welcome_code, undefined);
  const [half, whole] = await heard(2);
  assert.equal(half?.ChangeType, 'add_half_external_contact');
  assert.deepEqual([whole?.ChangeType, whole?.WelcomeCode], ['add_external_contact', undefined]);
  assert.match(partner.external_userid, /^wo/);
});

test('a welcome code is good once, within 20 seconds', async (t) => {
  const { sandbox, app, other } = await world(t);
  const wang = sandbox.wechat({ name: 'Wang' });
  const { welcome_code } = wang.add('lisi');
  const greet = (client: Client, more: Body = {}) =>
    client.post('externalcontact/send_welcome_msg', { welcome_code, text: { content: 'hello' }, ...more });
  refused(await greet(app, { welcome_code: undefined }), 41049);
  refused(await greet(app, { welcome_code: 'strange' }), 41050);
  refused(await greet(app, { text: { content: '' } }), 40058);
  refused(await greet(app, { attachments: [{ msgtype: 'voice', voice: {} }] }), 41065);
  refused(await greet(app, { attachments: [{ msgtype: 'image', image: { media_id: 'nothing' } }] }), 40007);
  const link = { msgtype: 'link', link: { title: 'Shop', url: 'https://example.com/' } };
  refused(await greet(app, { attachments: Array(10).fill(link) }), 41064);
  refused(await greet(app, { attachments: [{ msgtype: 'link', link: { title: 'Shop' } }] }), 40058);
  const { media_id } = accepted(await app.upload('media/upload', MEDIA.image, { type: 'image' }), '');
  accepted(await greet(app, { attachments: [link, { msgtype: 'image', image: { media_id } }] }));
  refused(await greet(other), 41051, 'externaluser has started chatting');
  const [greeting] = wang.received();
  assert.deepEqual([greeting?.userid, greeting?.text, greeting?.attachments.length], ['lisi', 'hello', 2]);
  const late = sandbox.wechat({ name: 'Late' }).add('lisi');
  sandbox.clock.advance(20_000);
  refused(await greet(app, { welcome_code: late.welcome_code }), 41050);
});

test('who deletes whom is told, and only the member forgets the other', async (t) => {
  const { w, heard } = await hearing(t);
  const wang = w.sandbox.wechat({ name: 'Wang' });
  for (const userid of ['lisi', 'wangwu']) wang.add(userid);
  wang.remove('lisi');
  assert.throws(() => wang.remove('lisi'), /do not know each other/);
  wang.removedBy('wangwu');
  const { external_userid } = wang;
  const told = (await heard(4)).slice(2).map(({ ChangeType, UserID }) => [ChangeType, UserID]);
  assert.deepEqual(told, [
    ['del_follow_user', 'lisi'],
    ['del_external_contact', 'wangwu'],
  ]);
  const found = accepted(await w.app.get('externalcontact/get', { external_userid }));
  assert.deepEqual(followers(found), [['lisi', '']]);
  wang.add('lisi', { state: 'again' });
  assert.equal((await heard(5)).at(-1)?.State, 'again');
  assert.equal(rows(accepted(await w.app.get('externalcontact/get', { external_userid })), 'follow_user').length, 1);
});

test('what members and administrators do is told, what comes through the API is not', async (t) => {
  const { w, heard } = await hearing(t);
  const { app, sandbox } = w;
  const [external_userid] = list(
    accepted(await app.get('externalcontact/list', { userid: 'zhangsan' })),
    'external_userid',
  );
  const who = { userid: 'zhangsan', external_userid };
  accepted(await app.post('externalcontact/remark', { ...who, remark: 'A' }));
  accepted(await app.post('externalcontact/add_corp_tag', { group_name: 'city', tag: [{ name: 'north' }] }));
  accepted(await app.post('externalcontact/groupchat/onjob_transfer', { chat_id_list: [GROUP], new_owner: 'lisi' }));
  assert.equal(await settled(w), 0);
  const admin = async (path: string, values: Body) => {
    const answer = await sandbox.admin(`externalcontact/${path}`, values);
    assert.equal(answer.errcode, 0, String(answer.errmsg));
    return answer;
  };
  await admin('remark', { ...who, remark_mobiles: ['13900000001'] });
  await admin('remark', { ...who, remark: 'B' });
  const made = object((await admin('add_corp_tag', { group_name: 'taste', tag: [{ name: 'tea' }] })).tag_group);
  const id = String(rows(made, 'tag')[0]?.id);
  await admin('mark_tag', { ...who, add_tag: [id] });
  await admin('edit_corp_tag', { id, name: 'green tea' });
  await admin('edit_corp_tag', { id, order: 5 });
  await admin('groupchat/onjob_transfer', { chat_id_list: [GROUP], new_owner: 'wangwu' });
  await admin('del_corp_tag', { tag_id: [id] });
  const events = await heard(8);
  const short = events.map(({ ChangeType, Id, TagType, UpdateDetail }) =>
    [ChangeType, Id === undefined ? undefined : Id === id, TagType ?? UpdateDetail].filter((one) => one !== undefined),
  );
  assert.deepEqual(short, [
    ['edit_external_contact'],
    ['create', false, 'tag_group'],
    ['create', true, 'tag'],
    ['edit_external_contact'],
    ['update', true, 'tag'],
    ['shuffle', false],
    ['update', 'change_owner'],
    ['delete', true, 'tag'],
  ]);
  await assert.rejects(sandbox.admin('externalcontact/send_welcome_msg', {}), RangeError);
});

test('a group is made, joined, left and dismissed, each with its event', async (t) => {
  const { w, heard } = await hearing(t);
  const { sandbox, app } = w;
  const group = sandbox.customerGroup({ owner: 'lisi', name: 'Friends' });
  const { chat_id } = group;
  const wang = sandbox.wechat({ name: 'Wang' });
  wang.join(chat_id);
  assert.throws(() => wang.join(chat_id), /already/);
  const shown = object(accepted(await app.post('externalcontact/groupchat/get', { chat_id })).group_chat);
  assert.deepEqual(
    [rows(shown, 'member_list').at(-1)?.join_scene, shown.member_version, shown.version],
    [3, '2', undefined],
  );
  wang.leave(chat_id, 'member');
  group.rename('Good friends');
  group.notify('Be kind');
  group.dismiss();
  refused(await app.post('externalcontact/groupchat/get', { chat_id }), 40050);
  const events = await heard(6);
  const update = { Event: 'change_external_chat', ChatId: chat_id, ChangeType: 'update' };
  const came = { MemChangeCnt: '1', MemChangeList: { Item: wang.external_userid } };
  assert.deepEqual(events, [
    { ...update, ChangeType: 'create' },
    { ...update, UpdateDetail: 'add_member', JoinScene: '3', ...came, LastMemVer: '1', CurMemVer: '2' },
    { ...update, UpdateDetail: 'del_member', QuitScene: '1', ...came, LastMemVer: '2', CurMemVer: '3' },
    { ...update, UpdateDetail: 'change_name' },
    { ...update, UpdateDetail: 'change_notice' },
    { ...update, ChangeType: 'dismiss' },
  ]);
  assert.throws(() => group.rename('x'), RangeError);
  assert.throws(() => wang.leave(GROUP), RangeError);
});

test('a customer refuses another member, and stays with the first', async (t) => {
  const { w, heard } = await hearing(t);
  const { app, sandbox } = w;
  const wang = sandbox.wechat({ name: 'Wang' });
  const { external_userid } = wang;
  wang.add('lisi', { state: 's' });
  assert.throws(() => wang.refuse(), /not being handed over/);
  const handed = { handover_userid: 'lisi', takeover_userid: 'wangwu' };
  accepted(await app.post('externalcontact/transfer_customer', { ...handed, external_userid: [external_userid] }));
  wang.refuse();
  const { Event, ...told } = (await heard(2))[1] ?? {};
  const failure = { ChangeType: 'transfer_fail', FailReason: 'customer_refused', UserID: 'wangwu' };
  assert.deepEqual([Event, told], ['change_external_contact', { ...failure, ExternalUserID: external_userid }]);
  assert.deepEqual(followers(accepted(await app.get('externalcontact/get', { external_userid }))), [['lisi', 's']]);
  const [result] = rows(accepted(await app.post('externalcontact/transfer_result', handed)), 'customer');
  assert.equal(result?.status, 3);
});

test('after a day the customer is with the other member, and apps hear it', async (t) => {
  const { w, heard } = await hearing(t);
  const { app, sandbox } = w;
  const wang = sandbox.wechat({ name: 'Wang' });
  wang.add('lisi');
  const handed = { handover_userid: 'lisi', takeover_userid: 'wangwu', external_userid: [wang.external_userid] };
  accepted(await app.post('externalcontact/transfer_customer', handed));
  sandbox.clock.advance(23 * 60 * 60 * 1000);
  assert.equal(await settled(w), 1);
  sandbox.clock.advance(60 * 60 * 1000);
  sandbox.clock.advance(60 * 60 * 1000);
  const told = (await heard(3)).slice(1).map(({ ChangeType, UserID, Source }) => [ChangeType, UserID, Source]);
  assert.deepEqual(told, [
    ['del_external_contact', 'lisi', 'DELETE_BY_TRANSFER'],
    ['add_external_contact', 'wangwu', undefined],
  ]);
  assert.equal(await settled(w), 3);
});

test('customers act over HTTP, too', async (t) => {
  const { w, heard } = await hearing(t);
  const post = async (path: string, body: Body, status = 200) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await ask(`${w.sandbox.url}/_sandbox/${path}`, init);
    assert.equal(answer.status, status, answer.text);
    return answer.body;
  };
  const added = await post('customer/add', { name: 'Wang', userid: 'lisi', state: 's' });
  const external_userid = string(added, 'external_userid');
  assert.equal(string(added, 'welcome_code').length, 43);
  await post('customer/add', { external_userid, userid: 'wangwu', half: true });
  await post('customer/remove', { external_userid, userid: 'lisi' });
  await post('customer/remove', { external_userid, userid: 'wangwu', by: 'member' });
  const { chat_id } = await post('customer_group', { owner: 'lisi', name: 'g' });
  await post('customer/join', { external_userid, chat_id, by: 'member' });
  await post('customer/leave', { external_userid, chat_id });
  await post('customer_group/update', { chat_id, name: 'h', notice: 'n' });
  await post('customer_group/dismiss', { chat_id });
  const told = (await heard(10)).map(({ ChangeType, UpdateDetail }) => UpdateDetail ?? ChangeType);
  assert.deepEqual(told, [
    'add_external_contact',
    'add_half_external_contact',
    'del_follow_user',
    'del_external_contact',
    'create',
    'add_member',
    'del_member',
    'change_name',
    'change_notice',
    'dismiss',
  ]);
  await post('customer/refuse', { external_userid }, 400);
  await post('customer/add', { userid: 'lisi' }, 400);
});

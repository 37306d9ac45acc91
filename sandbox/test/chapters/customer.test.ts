import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Client, list, object, rows, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { appAgain, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/92113

/** A member with customers, and one of these. */
async function pair(app: Client): Promise<{ userid: string; external_userid: string }> {
  const [userid] = list(accepted(await app.get('externalcontact/get_follow_user_list')), 'follow_user');
  const ids = list(accepted(await app.get('externalcontact/list', { userid: String(userid) })), 'external_userid');
  return { userid: String(userid), external_userid: String(ids[0]) };
}

async function followInfo(app: Client, { userid, external_userid }: { userid: string; external_userid: string }) {
  const all = rows(accepted(await app.get('externalcontact/get', { external_userid })), 'follow_user');
  return object(all.find((each) => each.userid === userid));
}

test('customers are found by the members who follow them', async (t) => {
  const { app } = await world(t);
  const { userid, external_userid } = await pair(app);
  const answer = accepted(await app.get('externalcontact/get', { external_userid }));
  assert.equal(object(answer.external_contact).external_userid, external_userid);
  const batch = accepted(await app.post('externalcontact/batch/get_by_user', { userid_list: [userid] }));
  const [first] = rows(batch, 'external_contact_list');
  assert.equal(object(first?.follow_info).userid, userid);
  refused(await app.get('externalcontact/get', { external_userid: 'nobody' }), 40096);
  refused(await app.get('externalcontact/list', { userid: 'nobody' }), 60111);
  refused(await app.get('externalcontact/list', { userid: 'sunqi' }), 84061, 'not external contact');
});

test('customers come in pages, the last of which has no cursor', async (t) => {
  const { app } = await world(t);
  const { userid } = await pair(app);
  const seen: unknown[] = [];
  let cursor = '';
  do {
    const wanted = { userid_list: [userid], limit: 1, cursor };
    const page = accepted(await app.post('externalcontact/batch/get_by_user', wanted));
    seen.push(...rows(page, 'external_contact_list').map((each) => object(each.external_contact).external_userid));
    cursor = string(page, 'next_cursor');
  } while (cursor !== '');
  assert.equal(new Set(seen).size, 2);
  refused(await app.post('externalcontact/batch/get_by_user', { userid_list: [userid], cursor: 'x' }), 40058);
});

test('a remark is of the member who made it, and keeps what was not named', async (t) => {
  const { app, sandbox } = await world(t);
  const who = await pair(app);
  const told: unknown[] = [];
  sandbox.on('customer.update', ({ data }) => told.push(data));
  accepted(await app.post('externalcontact/remark', { ...who, remark: 'Anna', remark_mobiles: ['13900000009'] }));
  accepted(await app.post('externalcontact/remark', { ...who, description: 'likes tea' }));
  const { remark, description, remark_mobiles } = await followInfo(app, who);
  assert.deepEqual([remark, description, remark_mobiles], ['Anna', 'likes tea', ['13900000009']]);
  assert.equal(told.length, 2);
  refused(await app.post('externalcontact/remark', { ...who, remark: 'x'.repeat(21) }), 40058);
  refused(await app.post('externalcontact/remark', { ...who, userid: 'sunqi', remark: 'x' }), 84061);
});

test('tags are made in groups, put on customers, and taken from them when they go', async (t) => {
  const { app } = await world(t);
  const who = await pair(app);
  const made = accepted(
    await app.post('externalcontact/add_corp_tag', { group_name: 'city', tag: [{ name: 'north' }, { name: 'south' }] }),
  );
  const group = object(made.tag_group);
  const [north, south] = rows(group, 'tag').map(({ id }) => String(id));
  accepted(await app.post('externalcontact/mark_tag', { ...who, add_tag: [north, south] }));
  accepted(await app.post('externalcontact/edit_corp_tag', { id: north, name: 'far north', order: 9 }));
  accepted(await app.post('externalcontact/del_corp_tag', { tag_id: [south] }));
  const tags = rows(await followInfo(app, who), 'tags');
  assert.deepEqual(
    tags.map(({ tag_name, group_name, tag_id }) => [tag_name, group_name, tag_id]),
    [['far north', 'city', north]],
  );
  accepted(await app.post('externalcontact/mark_tag', { ...who, remove_tag: [north] }));
  assert.deepEqual((await followInfo(app, who)).tags, []);
  accepted(await app.post('externalcontact/del_corp_tag', { group_id: [string(group, 'group_id')] }));
  const left = accepted(await app.post('externalcontact/get_corp_tag_list', { group_id: [group.group_id] }));
  assert.deepEqual(left.tag_group, []);
});

test('tags are refused that are there already, too long or unknown', async (t) => {
  const { app } = await world(t);
  const who = await pair(app);
  const add = (body: object) => app.post('externalcontact/add_corp_tag', body);
  refused(await add({ group_name: '客户等级', tag: [{ name: '重要' }] }), 40071);
  refused(await add({ group_name: 'x', tag: [{ name: 'x'.repeat(31) }] }), 40072);
  refused(await add({ group_name: 'x', tag: [] }), 40058);
  refused(await add({ group_id: 'nothing', tag: [{ name: 'x' }] }), 40068);
  refused(await app.post('externalcontact/mark_tag', { ...who, add_tag: ['nothing'] }), 40068);
  refused(await app.post('externalcontact/edit_corp_tag', { id: 'nothing', name: 'x' }), 40068);
  refused(await app.post('externalcontact/del_corp_tag', {}), 40035);
});

test('a group of customers has an owner, and another one when the first has left', async (t) => {
  const { app, contact, sandbox } = await world(t);
  const { group_chat_list } = accepted(await app.post('externalcontact/groupchat/list', { limit: 10 }));
  assert.ok(Array.isArray(group_chat_list));
  const { chat_id } = object(group_chat_list[0]);
  const chat = async () =>
    object(accepted(await app.post('externalcontact/groupchat/get', { chat_id, need_name: 1 })).group_chat);
  const { owner, member_list } = await chat();
  assert.ok(Array.isArray(member_list) && member_list.some((each) => object(each).type === 2));
  const handed = { chat_id_list: [chat_id], new_owner: 'lisi' };
  const refusal = accepted(await app.post('externalcontact/groupchat/transfer', handed));
  assert.equal(rows(refusal, 'failed_chat_list')[0]?.errcode, 90500);
  sandbox.company.creator = '';
  accepted(await contact.get('user/delete', { userid: String(owner) }), 'deleted');
  const orphans = accepted(await app.post('externalcontact/groupchat/list', { limit: 10, status_filter: 1 }));
  assert.equal(rows(orphans, 'group_chat_list').length, 1);
  assert.deepEqual(accepted(await app.post('externalcontact/groupchat/transfer', handed)).failed_chat_list, []);
  assert.equal((await chat()).owner, 'lisi');
  refused(await app.post('externalcontact/groupchat/get', { chat_id: 'nothing' }), 40050);
});

test('a customer is handed to another member, and has a day to refuse', async (t) => {
  const w = await world(t);
  const { app, sandbox } = w;
  const { userid, external_userid } = await pair(app);
  const handed = { handover_userid: userid, takeover_userid: 'wangwu' };
  const transfer = (ids: string[]) =>
    app.post('externalcontact/transfer_customer', { ...handed, external_userid: ids });
  const result = async () => rows(accepted(await app.post('externalcontact/transfer_result', handed)), 'customer')[0];
  const answer = rows(accepted(await transfer([external_userid, 'nobody'])), 'customer');
  assert.deepEqual(
    answer.map(({ errcode }) => errcode),
    [0, 40096],
  );
  assert.equal((await result())?.status, 2);
  sandbox.clock.advance(24 * 60 * 60 * 1000);
  const again = await appAgain(w);
  const { status } = object(rows(accepted(await again.post('externalcontact/transfer_result', handed)), 'customer')[0]);
  assert.equal(status, 1);
  const ids = list(accepted(await again.get('externalcontact/list', { userid: 'wangwu' })), 'external_userid');
  assert.deepEqual(ids, [external_userid]);
});

test('customers of members who have left wait for somebody else', async (t) => {
  const { app, contact } = await world(t);
  const waiting = async () => rows(accepted(await app.post('externalcontact/get_unassigned_list')), 'info');
  assert.deepEqual(await waiting(), []);
  accepted(await contact.get('user/delete', { userid: 'zhangsan' }), 'deleted');
  const [left] = await waiting();
  assert.equal(left?.handover_userid, 'zhangsan');
  const handed = { handover_userid: 'zhangsan', takeover_userid: 'lisi', external_userid: [left.external_userid] };
  refused(await app.post('externalcontact/resigned/transfer_customer', { ...handed, handover_userid: 'lisi' }), 40097);
  accepted(await app.post('externalcontact/resigned/transfer_customer', handed));
  assert.deepEqual(await waiting(), []);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, type Client, rows, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { MEDIA } from '../helpers/files';
import { connected } from '../helpers/receiver';
import { until } from '../helpers/until';
import { type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/94670

async function accountOf(app: Client): Promise<string> {
  const [first] = rows(accepted(await app.post('kf/account/list', {})), 'account_list');
  return String(first?.open_kfid);
}

async function phoneOf({ sandbox, app }: World) {
  const [customer] = rows(
    accepted(await app.post('externalcontact/batch/get_by_user', { userid_list: ['boss', 'zhangsan'] })),
    'external_contact_list',
  );
  const { external_userid } = Object(customer?.external_contact);
  const open_kfid = await accountOf(app);
  return { external_userid, open_kfid, phone: sandbox.customer(external_userid, open_kfid) };
}

test('accounts are added, changed, listed and deleted', async (t) => {
  const { app } = await world(t);
  const { media_id } = accepted(await app.upload('media/upload', MEDIA.image, { type: 'image' }), '');
  const open_kfid = string(accepted(await app.post('kf/account/add', { name: 'help', media_id })), 'open_kfid');
  accepted(await app.post('kf/account/update', { open_kfid, name: 'more help' }));
  const accounts = rows(accepted(await app.post('kf/account/list', { offset: 1, limit: 1 })), 'account_list');
  assert.deepEqual(
    accounts.map((each) => [each.open_kfid, each.name]),
    [[open_kfid, 'more help']],
  );
  assert.match(
    string(accepted(await app.post('kf/add_contact_way', { open_kfid, scene: 's1' })), 'url'),
    /enc_scene=s1$/,
  );
  accepted(await app.post('kf/account/del', { open_kfid }));
  refused(await app.post('kf/account/del', { open_kfid }), 95004);
  refused(await app.post('kf/account/add', { name: 'x'.repeat(17), media_id }), 40058);
  refused(await app.post('kf/account/add', { name: 'x', media_id: 'nothing' }), 40007);
  refused(await app.post('kf/account/update', { name: 'x' }), 95000);
});

test('members and departments serve an account, each with a result of its own', async (t) => {
  const { app } = await world(t);
  const open_kfid = await accountOf(app);
  const change = { open_kfid, userid_list: ['lisi', 'nobody'], department_id_list: [3] };
  const results = rows(accepted(await app.post('kf/servicer/add', change)), 'result_list');
  assert.deepEqual(
    results.map(({ errcode }) => errcode),
    [0, 60111, 0],
  );
  const listed = async () => rows(accepted(await app.get('kf/servicer/list', { open_kfid })), 'servicer_list');
  assert.equal((await listed()).length, 3);
  accepted(await app.post('kf/servicer/del', { open_kfid, userid_list: ['lisi'], department_id_list: [3] }));
  assert.equal((await listed()).length, 1);
});

test('an app is told that a customer wrote, fetches the message, and answers', async (t) => {
  const w = await world(t);
  const { app, sandbox, agentid } = w;
  const { phone, open_kfid, external_userid } = await phoneOf(w);
  await connected(t, w, agentid);
  phone.enter('from-site');
  phone.text('where is my parcel?');
  await until(() => sandbox.deliveries().filter(({ state }) => state === 'received').length === 2);
  const { message, agentid: told } = sandbox.deliveries()[1] ?? {};
  assert.deepEqual([told, message?.Event, message?.OpenKfId], [agentid, 'kf_msg_or_event', open_kfid]);
  const asked = { open_kfid, token: message?.Token, limit: 1 };
  const first = accepted(await app.post('kf/sync_msg', asked));
  assert.equal(first.has_more, 1);
  assert.equal(rows(first, 'msg_list')[0]?.msgtype, 'event');
  const second = accepted(await app.post('kf/sync_msg', { ...asked, cursor: first.next_cursor }));
  assert.equal(second.has_more, 0);
  const [text] = rows(second, 'msg_list');
  assert.deepEqual([text?.text, text?.origin], [{ content: 'where is my parcel?' }, 3]);
  const answer = { touser: external_userid, open_kfid, msgtype: 'text', text: { content: 'on its way' }, msgid: 'm1' };
  assert.equal(accepted(await app.post('kf/send_msg', answer)).msgid, 'm1');
  refused(await app.post('kf/send_msg', answer), 95033);
  assert.deepEqual(
    phone.received().map((each) => each.text),
    [{ content: 'on its way' }],
  );
  const none = accepted(await app.post('kf/sync_msg', { ...asked, cursor: second.next_cursor }));
  assert.deepEqual([none.msg_list, none.has_more, none.next_cursor], [[], 0, second.next_cursor]);
  refused(await app.post('kf/sync_msg', { open_kfid, token: 'strange' }), 95007);
});

test('a customer is answered five times within 48 hours, and not while a member talks', async (t) => {
  const w = await world(t);
  const { app } = w;
  const { phone, open_kfid, external_userid } = await phoneOf(w);
  const send = () =>
    app.post('kf/send_msg', { touser: external_userid, open_kfid, msgtype: 'text', text: { content: 'hello' } });
  const trans = (service_state: number, servicer_userid?: string) =>
    app.post('kf/service_state/trans', { open_kfid, external_userid, service_state, servicer_userid });
  refused(await send(), 95002);
  phone.text('hello?');
  for (let i = 0; i < 5; i++) accepted(await send());
  refused(await send(), 95001);
  phone.text('and?');
  refused(await trans(3, 'lisi'), 95014);
  accepted(await trans(3, 'boss'));
  const state = accepted(await app.post('kf/service_state/get', { open_kfid, external_userid }));
  assert.deepEqual([state.service_state, state.servicer_userid], [3, 'boss']);
  refused(await send(), 95018);
  accepted(await trans(4));
  refused(await trans(1), 95016);
  refused(await send(), 95013);
  const { msg_list } = accepted(await app.post('kf/sync_msg', { open_kfid }));
  assert.match(JSON.stringify(msg_list), /"session_status_change".*"change_type":1.*"change_type":3/);
});

test('customers who write are looked up, and write over HTTP as well', async (t) => {
  const w = await world(t);
  const { app, sandbox } = w;
  const { external_userid, open_kfid } = await phoneOf(w);
  const wanted = { external_userid_list: [external_userid, 'nobody'] };
  const answer = accepted(await app.post('kf/customer/batchget', wanted));
  assert.deepEqual(answer.invalid_external_userid, ['nobody']);
  assert.equal(rows(answer, 'customer_list')[0]?.external_userid, external_userid);
  const written = { external_userid, open_kfid, msgtype: 'text', content: { content: 'over HTTP' } };
  const post = (body: object) =>
    ask(`${sandbox.url}/_sandbox/customer/send`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  assert.equal((await post(written)).status, 200);
  assert.equal((await post({ ...written, external_userid: 'nobody' })).status, 400);
  const { msg_list } = accepted(await app.post('kf/sync_msg', { open_kfid }));
  assert.match(JSON.stringify(msg_list), /over HTTP/);
  assert.throws(() => sandbox.customer(external_userid, 'nothing'), RangeError);
});

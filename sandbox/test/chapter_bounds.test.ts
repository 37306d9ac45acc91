import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Customers } from '../src/model/customers';
import { Meetings } from '../src/model/meetings';
import { rows, string } from './helpers/client';
import { accepted, refused } from './helpers/expect';
import { world } from './helpers/world';

// What levers and calls of the chapters can make grow has a limit, too.

test('customers and groups are made until there are 10,000 of each', async (t) => {
  const { sandbox } = await world(t);
  assert.throws(() => {
    for (;;) sandbox.wechat({ name: 'Wang' });
  }, /The company has 10000 customers/);
  assert.throws(() => {
    for (;;) sandbox.customerGroup({ owner: 'lisi', name: 'g' });
  }, /The company has 10000 groups/);
  const { all, chats } = sandbox.company.room(Customers);
  assert.deepEqual([all.size, chats.size], [10_000, 10_000]);
});

test('welcome codes that are over are forgotten, and of too many greetings the oldest go', async (t) => {
  const { sandbox } = await world(t);
  const customers = sandbox.company.room(Customers);
  const wang = sandbox.wechat({ name: 'Wang' });
  for (const userid of ['boss', 'zhangsan', 'lisi']) {
    wang.add(userid);
    sandbox.clock.advance(20_000);
  }
  assert.equal(customers.welcomes.size, 1);
  const greeting = { external_userid: wang.external_userid, userid: 'lisi', text: '', attachments: [] };
  for (let i = 0; i < 10_001; i++) customers.greet({ ...greeting, send_time: i });
  assert.deepEqual([wang.received().length, wang.received()[0]?.send_time], [10_000, 1]);
});

test('of too many transfers the oldest are forgotten', async (t) => {
  const { sandbox, app } = await world(t);
  const { transfers } = sandbox.company.room(Customers);
  const wang = sandbox.wechat({ name: 'Wang' });
  wang.add('lisi');
  const handed = { handover_userid: 'lisi', takeover_userid: 'wangwu' };
  const transfer = (external_userid: string) =>
    app.post('externalcontact/transfer_customer', { ...handed, external_userid: [external_userid] });
  accepted(await transfer(wang.external_userid));
  const [first] = transfers;
  assert.ok(first);
  while (transfers.length < 10_000) transfers.push({ ...first, external_userid: 'somebody' });
  const li = sandbox.wechat({ name: 'Li' });
  li.add('lisi');
  accepted(await transfer(li.external_userid));
  const ids = transfers.map(({ external_userid }) => external_userid);
  assert.deepEqual([ids.length, ids[0], ids.at(-1)], [10_000, 'somebody', li.external_userid]);
});

test('the 10,001st meeting is refused', async (t) => {
  const { sandbox, app } = await world(t);
  const plan = { admin_userid: 'lisi', title: 'Talk', meeting_start: sandbox.clock.seconds() + 60 };
  const meetingid = string(accepted(await app.post('meeting/create', plan)), 'meetingid');
  const { all } = sandbox.company.room(Meetings);
  const [made] = all.values();
  assert.ok(made);
  for (let i = 1; i < 10_000; i++) all.set(`m${i}`, { ...made, meetingid: `m${i}`, meeting_code: String(i) });
  refused(await app.post('meeting/create', plan), 45009);
  const info = accepted(await app.post('meeting/get_info', { meetingid }));
  assert.equal(rows(Object(info.attendees), 'member').length, 1);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { example } from '../../src/config/example';
import { accepted } from '../helpers/expect';
import { all, newest } from '../helpers/letters';
import { connected, conversation } from '../helpers/receiver';
import { world } from '../helpers/world';

// Who has a phone to speak with.

const company = {
  ...example,
  members: [...example.members, { userid: 'gone', name: 'G', mobile: '13844440000', enable: 0, status: 2 as const }],
  apps: example.apps.map((app, i) => (i === 1 ? { ...app, visible: { users: [], parties: [3], tags: [] } } : app)),
};

const wrong: [what: string, userid: string, agentid: number, reason: RegExp][] = [
  ['a member who is not there', 'nobody', 1000002, /nobody/],
  ['a member named like what objects have', 'constructor', 1000002, /constructor/],
  ['a member who has not joined', 'sunqi', 1000002, /sunqi|active/],
  ['a member who is disabled', 'gone', 1000002, /gone|active/],
  ['an app that is not there', 'zhangsan', 987654, /987654/],
  ['an app that the member does not see', 'zhangsan', 1000003, /see|visible|1000003/],
];

for (const [what, userid, agentid, reason] of wrong) {
  test(`there is no phone for ${what}`, async (t) => {
    const { sandbox } = await world(t, { company });
    const refused = (err: unknown) => err instanceof RangeError && reason.test(err.message);
    assert.throws(() => sandbox.phone(userid, agentid), refused);
  });
}

test('who joins gets one, who sees the app by now too', async (t) => {
  const w = await world(t, { company });
  await connected(t, w, 1000003);
  accepted(await w.contact.get('user/authsucc', { userid: 'sunqi' }));
  assert.ok(w.sandbox.phone('sunqi', 1000002));
  accepted(await w.contact.post('user/update', { userid: 'zhangsan', department: [3] }), 'updated');
  assert.equal((await w.sandbox.phone('zhangsan', 1000003).text('hi')).state, 'received');
});

test('a userid in capitals is the same member', async (t) => {
  const { w, app } = await conversation(t);
  await w.sandbox.phone('ZhangSan', w.agentid).text('hi');
  assert.equal((await newest(app)).FromUserName, 'zhangsan');
});

test('who has left cannot speak any more', async (t) => {
  const { w, app, phone } = await conversation(t);
  accepted(await w.contact.get('user/delete', { userid: 'zhangsan' }), 'deleted');
  await assert.rejects(async () => phone.text('hi'), RangeError);
  const said = (await all(app)).filter(({ MsgType }) => MsgType === 'text');
  assert.deepEqual(said, []);
});

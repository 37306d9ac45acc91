import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from './helpers/client';
import { accepted, refused } from './helpers/expect';
import { send, text } from './helpers/messages';
import { codeOf } from './helpers/oauth';
import { department, member } from './helpers/people';
import { type Lifetime, type World, world } from './helpers/world';

// An app sees a part of the company: here the first one sees department 900 and what is below, the second one all.

async function narrow(t: Lifetime): Promise<World> {
  const w = await world(t);
  await department(w.contact, 900, 'inside');
  await department(w.contact, 901, 'below', 900);
  await department(w.contact, 902, 'outside');
  await member(w.contact, 'ann', { department: [900] });
  await member(w.contact, 'bob', { department: [901] });
  await member(w.contact, 'carl', { department: [902] });
  const app = w.sandbox.company.apps.get(w.agentid);
  assert.ok(app);
  app.visible = { users: [], parties: [900], tags: [] };
  return w;
}

function lastReceivers({ sandbox }: World): string[] {
  return [...(sandbox.messages().at(-1)?.to ?? [])].sort();
}

test('a message does not reach members whom the app does not see', async (t) => {
  const w = await narrow(t);
  const { invaliduser } = accepted(await send(w.app, w.agentid, { touser: 'ann|carl', ...text('x') }));
  assert.equal(invaliduser, 'carl');
  assert.deepEqual(lastReceivers(w), ['ann']);
  refused(await send(w.app, w.agentid, { touser: 'carl', ...text('x') }), 81013);
});

test('@all means all whom the app sees, a department also those below it', async (t) => {
  const w = await narrow(t);
  accepted(await send(w.app, w.agentid, { touser: '@all', ...text('x') }));
  assert.deepEqual(lastReceivers(w), ['ann', 'bob']);
  accepted(await send(w.app, w.agentid, { touser: '', toparty: '900', ...text('x') }));
  assert.deepEqual(lastReceivers(w), ['ann', 'bob']);
  refused(await send(w.app, w.agentid, { touser: '', toparty: '902', ...text('x') }), 81013);
});

test('a disabled member gets no message', async (t) => {
  const w = await narrow(t);
  accepted(await w.contact.post('user/update', { userid: 'ann', enable: 0 }), 'updated');
  assert.equal(accepted(await w.contact.get('user/get', { userid: 'ann' })).status, 2);
  refused(await send(w.app, w.agentid, { touser: 'ann', ...text('x') }), 81013);
});

test('an app lists the departments of its range, the contact secret all', async (t) => {
  const { app, contact } = await narrow(t);
  const ids = rows(accepted(await app.get('department/list')), 'department').map(({ id }) => id);
  assert.deepEqual(ids, [900, 901]);
  refused(await app.get('department/list', { id: 902 }), 60011);
  refused(await app.get('department/get', { id: 902 }), 60011);
  accepted(await contact.get('department/get', { id: 902 }));
});

test('an app does not find the members outside of its range', async (t) => {
  const { app, contact } = await narrow(t);
  accepted(await app.get('user/get', { userid: 'ann' }));
  refused(await app.get('user/get', { userid: 'carl' }), 60111, 'userid not found');
  accepted(await contact.get('user/get', { userid: 'carl' }));
  const all = accepted(await app.get('user/simplelist', { department_id: 1, fetch_child: 1 }));
  assert.deepEqual(
    rows(all, 'userlist').map(({ userid }) => userid),
    ['ann', 'bob'],
  );
});

for (const era of ['both', 'current'] as const) {
  test(`in the era ${era} an app is not told what is private`, async (t) => {
    const { app, sandbox } = await world(t, { era });
    const seen = accepted(await app.get('user/get', { userid: 'zhangsan' }));
    for (const field of ['mobile', 'email', 'gender', 'avatar']) assert.ok(!(field in seen), field);
    assert.equal(sandbox.company.member('zhangsan')?.mobile, '13800000001');
  });
}

test('only an app that sees the root department has chats', async (t) => {
  const w = await narrow(t);
  const chat = { name: 'chat', userlist: ['ann', 'bob'] };
  refused(await w.app.post('appchat/create', chat), [60011, 48002]);
  accepted(await w.other.post('appchat/create', chat));
});

test('a private ticket is only for members whom the app sees', async (t) => {
  const w = await narrow(t);
  const asked = async (userid: string) => {
    return accepted(await w.app.get('auth/getuserinfo', { code: await codeOf(w, userid, 'snsapi_privateinfo') }));
  };
  assert.equal(typeof (await asked('ann')).user_ticket, 'string');
  assert.equal('user_ticket' in (await asked('carl')), false);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows, string } from './helpers/client';
import { accepted, refused } from './helpers/expect';
import { MEDIA } from './helpers/files';
import { department, member, person } from './helpers/people';
import { type Lifetime, type World, world } from './helpers/world';

// What an app sees of the company: its visible range, here the department 900 with what is below.

async function narrow(t: Lifetime): Promise<World> {
  const w = await world(t);
  await department(w.contact, 900, 'seen');
  await department(w.contact, 901, 'seen too', 900);
  await department(w.contact, 902, 'not seen');
  await member(w.contact, 'ann', { department: [901] });
  await member(w.contact, 'bob', { department: [902] });
  const app = w.sandbox.company.apps.get(w.agentid);
  assert.ok(app);
  app.visible = { users: [], parties: [900], tags: [] };
  return w;
}

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
  refused(await app.get('user/get', { userid: 'bob' }), 60111, 'userid not found');
  accepted(await contact.get('user/get', { userid: 'bob' }));
  const all = accepted(await app.get('user/simplelist', { department_id: 1, fetch_child: 1 }));
  assert.deepEqual(
    rows(all, 'userlist').map(({ userid }) => userid),
    ['ann'],
  );
});

test('the founder of the company cannot be deleted', async (t) => {
  const { contact } = await world(t);
  refused(await contact.get('user/delete', { userid: 'boss' }), 301005);
  refused(await contact.post('user/batchdelete', { useridlist: ['lisi', 'boss'] }), 301005);
  accepted(await contact.get('user/get', { userid: 'lisi' }));
});

test('an avatar is an uploaded image, and has an address', async (t) => {
  const { contact, app } = await world(t);
  const avatar_mediaid = string((await app.upload('media/upload', MEDIA.image, { type: 'image' })).body, 'media_id');
  accepted(await contact.post('user/create', person('ann', { avatar_mediaid })), 'created');
  const avatar = string(accepted(await contact.get('user/get', { userid: 'ann' })), 'avatar');
  const picture = await fetch(avatar);
  assert.equal(picture.headers.get('content-type'), 'image/png');
  assert.deepEqual(Buffer.from(await picture.arrayBuffer()), MEDIA.image.content);
  refused(await contact.post('user/update', { userid: 'ann', avatar_mediaid: 'nothing' }), 40007);
});

test('in the current era an app is not told what is private', async (t) => {
  const { contact, app } = await world(t, { era: 'current' });
  const seen = accepted(await app.get('user/get', { userid: 'zhangsan' }));
  for (const field of ['mobile', 'email', 'gender', 'avatar']) assert.ok(!(field in seen), field);
  assert.equal(accepted(await contact.get('user/get', { userid: 'zhangsan' })).mobile, '13800000001');
});

test('in the legacy era one secret may do everything', async (t) => {
  const { app } = await world(t, { era: 'legacy' });
  accepted(await app.post('user/create', person('ann')), 'created');
  accepted(await app.get('user/delete', { userid: 'ann' }), 'deleted');
});

test('the clock goes a century ahead and no farther', async (t) => {
  const { sandbox } = await world(t);
  const year = 365 * 24 * 3_600_000;
  sandbox.clock.advance(99 * year);
  assert.throws(() => sandbox.clock.advance(2 * year), RangeError);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rows } from './helpers/client';
import { accepted, refused } from './helpers/expect';
import { member, person, tag } from './helpers/people';
import { world } from './helpers/world';

// What 企业号 answered otherwise (the "old" remarks in protocol.md 3.1–3.3).

test('a department of 企业号 has id, name, parentid and order', async (t) => {
  const { contact } = await world(t, { era: 'legacy' });
  const [root] = rows(accepted(await contact.get('department/list')), 'department');
  assert.deepEqual(Object.keys(root ?? {}), ['id', 'name', 'parentid', 'order']);
});

test('several departments are deleted in one call', async (t) => {
  const { contact } = await world(t, { era: 'legacy' });
  for (const id of [900, 901])
    accepted(await contact.post('department/create', { id, name: `d${id}`, parentid: 1 }), 'created');
  const address = `${contact.address('department/delete', { id: 900 })}&id=901`;
  assert.equal((await (await fetch(address)).text()).includes('deleted'), true);
  refused(await contact.get('department/list', { id: 901 }), 60123);
});

test('a member of 企业号 may have a WeChat id only, unique, and less to tell', async (t) => {
  const { contact } = await world(t, { era: 'legacy' });
  const ann = person('ann', { mobile: undefined, weixinid: 'ann_wx' });
  accepted(await contact.post('user/create', ann), 'created');
  refused(await contact.post('user/create', { ...ann, userid: 'bob' }), 60108);
  refused(await contact.post('user/create', { ...ann, userid: 'bob', weixinid: undefined }), 60113);
  const got = accepted(await contact.get('user/get', { userid: 'ann' }));
  assert.equal(got.weixinid, 'ann_wx');
  assert.ok(!('biz_mail' in got));
});

test('a tag of 企业号 that is not empty cannot be deleted, and says when some were bad', async (t) => {
  const { contact } = await world(t, { era: 'legacy' });
  await member(contact, 'ann');
  await tag(contact, 77, 't'.repeat(64));
  const some = await contact.post('tag/addtagusers', { tagid: 77, userlist: ['ann', 'nobody'] });
  assert.equal(accepted(some, 'invalid userlist failed').invalidlist, 'nobody');
  refused(await contact.get('tag/delete', { tagid: 77 }), 60016);
  accepted(await contact.post('tag/deltagusers', { tagid: 77, userlist: ['ann'] }), 'deleted');
  accepted(await contact.get('tag/delete', { tagid: 77 }), 'deleted');
});

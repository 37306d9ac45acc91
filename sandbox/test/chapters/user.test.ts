import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Body, rows, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { MEDIA } from '../helpers/files';
import { department, member, person } from '../helpers/people';
import { world } from '../helpers/world';

const CARD = {
  alias: 'Ann',
  position: 'engineer',
  gender: '2',
  email: 'ann@example.com',
  telephone: '020-123456',
  address: 'Street 1',
};

test('a member can be read as it was created', async (t) => {
  const { contact } = await world(t);
  await department(contact, 900, 'a');
  const written = person('ann', { ...CARD, department: [900, 1], order: [2, 1], is_leader_in_dept: [1, 0] });
  accepted(await contact.post('user/create', { ...written, main_department: 900 }), 'created');
  const read = accepted(await contact.get('user/get', { userid: 'ann' }));
  for (const [field, value] of Object.entries(written)) {
    if (field !== 'mobile') assert.deepEqual(read[field], value, field);
  }
  assert.equal(read.main_department, 900);
  assert.match(string(read, 'mobile'), /199\d{8}$/);
});

test('user/get takes the userid in any case, and gives the lists also when refused', async (t) => {
  const { contact } = await world(t);
  await member(contact, 'CamelCase');
  assert.equal(accepted(await contact.get('user/get', { userid: 'camelcase' })).userid, 'CamelCase');
  const unknown = await contact.get('user/get', { userid: 'nobody' });
  assert.match(refused(unknown, 60111).words, /userid not found$/);
  const { department, order, is_leader_in_dept, direct_leader } = unknown.body;
  assert.deepEqual({ department, order, is_leader_in_dept, direct_leader }, lists());
});

function lists(): Body {
  return { department: [], order: [], is_leader_in_dept: [], direct_leader: [] };
}

test('user/update changes what it is given and nothing else', async (t) => {
  const { contact } = await world(t);
  await member(contact, 'ann', CARD);
  const before = accepted(await contact.get('user/get', { userid: 'ann' }));
  accepted(await contact.post('user/update', { userid: 'ann', position: 'head' }), 'updated');
  const after = accepted(await contact.get('user/get', { userid: 'ann' }));
  assert.deepEqual(after, { ...before, position: 'head' });
});

test('user/update refuses an unknown member and what belongs to another', async (t) => {
  const { contact } = await world(t);
  await member(contact, 'ann', { mobile: '+8618900000001', email: 'ann@example.com' });
  await member(contact, 'bob');
  refused(await contact.post('user/update', { userid: 'nobody', name: 'x' }), 60111);
  refused(await contact.post('user/update', { userid: 'bob', mobile: '+8618900000001' }), 60104, 'mobile existed:ann');
  refused(await contact.post('user/update', { userid: 'bob', email: 'ann@example.com' }), 60106);
  accepted(await contact.post('user/update', { userid: 'ann', email: 'ann@example.com' }), 'updated');
});

const limits: { what: string; field: Body; errcodes: number[] }[] = [
  { what: 'more leader flags than departments', field: { is_leader_in_dept: [1, 0] }, errcodes: [60132] },
  { what: 'a business mail that is none', field: { biz_mail: 'at-work' }, errcodes: [60143] },
  { what: 'a business mail that exists', field: { biz_mail: 'boss@corp.example' }, errcodes: [60145] },
  { what: 'a position of 129 characters', field: { position: 'p'.repeat(129) }, errcodes: [301012, 40058] },
  { what: 'a telephone with letters', field: { telephone: 'call me' }, errcodes: [301013] },
  { what: 'a telephone of 33 digits', field: { telephone: '1'.repeat(33) }, errcodes: [301013, 40058] },
  { what: 'a name of 65 characters', field: { name: 'n'.repeat(65) }, errcodes: [60112, 40058] },
  { what: 'an alias of 65 characters', field: { alias: 'a'.repeat(65) }, errcodes: [40058] },
];

for (const { what, field, errcodes } of limits) {
  test(`user/create and user/update refuse ${what}`, async (t) => {
    const { contact } = await world(t);
    await member(contact, 'chief', { biz_mail: 'boss@corp.example' });
    await member(contact, 'ann');
    const before = accepted(await contact.get('user/get', { userid: 'ann' }));
    refused(await contact.post('user/create', person('bob', field)), errcodes);
    refused(await contact.get('user/get', { userid: 'bob' }), 60111);
    refused(await contact.post('user/update', { userid: 'ann', ...field }), errcodes);
    assert.deepEqual(accepted(await contact.get('user/get', { userid: 'ann' })), before);
  });
}

test('a userid that the platform chose may be changed once, another one never', async (t) => {
  const { contact, sandbox } = await world(t);
  for (const userid of ['ann', 'bob']) await member(contact, userid);
  const ann = sandbox.company.member('ann');
  assert.ok(ann);
  ann.renamable = true;
  accepted(await contact.post('user/update', { userid: 'ann', new_userid: 'anne' }), 'updated');
  accepted(await contact.get('user/get', { userid: 'anne' }));
  refused(await contact.get('user/get', { userid: 'ann' }), 60111);
  for (const userid of ['anne', 'bob']) {
    await contact.post('user/update', { userid, new_userid: 'again' });
    refused(await contact.get('user/get', { userid: 'again' }), 60111);
  }
});

test('the mobile of an active member is not changed', async (t) => {
  const { contact, sandbox } = await world(t);
  await member(contact, 'ann', { mobile: '+8618900000001' });
  const ann = sandbox.company.member('ann');
  assert.ok(ann);
  ann.status = 1;
  const before = accepted(await contact.get('user/get', { userid: 'ann' })).mobile;
  accepted(await contact.post('user/update', { userid: 'ann', mobile: '+8618900000002' }), 'updated');
  assert.equal(accepted(await contact.get('user/get', { userid: 'ann' })).mobile, before);
});

test('user/delete deletes, and knows who is unknown', async (t) => {
  const { contact } = await world(t);
  await member(contact, 'ann');
  accepted(await contact.get('user/delete', { userid: 'ann' }), 'deleted');
  refused(await contact.get('user/get', { userid: 'ann' }), 60111);
  refused(await contact.get('user/delete', { userid: 'ann' }), 60111);
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

test('user/batchdelete deletes all or nothing', async (t) => {
  const { contact } = await world(t);
  for (const userid of ['ann', 'bob']) await member(contact, userid);
  refused(await contact.post('user/batchdelete', { useridlist: ['ann', 'nobody'] }), 40031);
  accepted(await contact.get('user/get', { userid: 'ann' }));
  accepted(await contact.post('user/batchdelete', { useridlist: ['ann', 'bob'] }), 'deleted');
  for (const userid of ['ann', 'bob']) refused(await contact.get('user/get', { userid }), 60111);
});

test('user/batchdelete takes 200 at most', async (t) => {
  const { contact } = await world(t);
  const useridlist = Array.from({ length: 201 }, (_, i) => `u${i}`);
  refused(await contact.post('user/batchdelete', { useridlist }), 40032);
});

test('user/simplelist and user/list give the members of a department', async (t) => {
  const { contact } = await world(t);
  await department(contact, 900, 'a');
  await department(contact, 901, 'b', 900);
  await member(contact, 'ann', { department: [900], position: 'engineer' });
  await member(contact, 'bob', { department: [901] });
  const simple = accepted(await contact.get('user/simplelist', { department_id: 900 }));
  assert.deepEqual(
    rows(simple, 'userlist').map(({ userid, name, department }) => ({ userid, name, department })),
    [{ userid: 'ann', name: 'ann', department: [900] }],
  );
  const full = rows(accepted(await contact.get('user/list', { department_id: 900 })), 'userlist');
  assert.deepEqual([full.length, full[0]?.userid, full[0]?.position], [1, 'ann', 'engineer']);
});

for (const path of ['user/simplelist', 'user/list']) {
  test(`${path} fetches the departments below on request`, async (t) => {
    const { contact } = await world(t);
    await department(contact, 900, 'a');
    await department(contact, 901, 'b', 900);
    await member(contact, 'ann', { department: [900] });
    await member(contact, 'bob', { department: [901] });
    const body = accepted(await contact.get(path, { department_id: 900, fetch_child: 1 }));
    const userids = rows(body, 'userlist').map(({ userid }) => userid);
    assert.deepEqual(userids.sort(), ['ann', 'bob']);
  });

  test(`${path} refuses an unknown department`, async (t) => {
    const { contact } = await world(t);
    const answer = await contact.get(path, { department_id: 987654 });
    refused(answer, [60003, 60123]);
    assert.deepEqual(answer.body.userlist, []);
  });
}

test('an app secret reads members but does not write them', async (t) => {
  const { contact, app } = await world(t);
  await member(contact, 'ann');
  accepted(await app.get('user/get', { userid: 'ann' }));
  refused(await app.post('user/create', person('bob')), 48002, 'api forbidden');
  refused(await app.post('user/update', { userid: 'ann', name: 'x' }), 48002);
  refused(await app.get('user/delete', { userid: 'ann' }), 48002);
  refused(await app.post('user/batchdelete', { useridlist: ['ann'] }), 48002);
  assert.equal(accepted(await app.get('user/get', { userid: 'ann' })).name, 'ann');
});

test('a userid becomes an openid and back', async (t) => {
  const { contact, app } = await world(t);
  await member(contact, 'ann');
  const openid = string(accepted(await app.post('user/convert_to_openid', { userid: 'ann' })), 'openid');
  assert.equal(accepted(await app.post('user/convert_to_userid', { openid })).userid, 'ann');
  refused(await app.post('user/convert_to_openid', { userid: 'nobody' }), 60111);
});

test('user/authsucc confirms the second verification', async (t) => {
  const { contact } = await world(t);
  await member(contact, 'ann');
  accepted(await contact.get('user/authsucc', { userid: 'ann' }));
  refused(await contact.get('user/authsucc', { userid: 'nobody' }), 60111);
});

test('user/list_id pages through everybody, with the contact secret only', async (t) => {
  const { contact, app } = await world(t);
  const seen: unknown[] = [];
  let cursor = '';
  do {
    const body = accepted(await contact.post('user/list_id', { cursor, limit: 2 }));
    seen.push(...rows(body, 'dept_user').map(({ userid, department }) => `${userid} in ${department}`));
    cursor = string({ cursor: '', next_cursor: '', ...body }, 'next_cursor');
  } while (cursor);
  assert.equal(new Set(seen).size, seen.length);
  const all = rows(accepted(await contact.post('user/list_id', { limit: 10000 })), 'dept_user');
  assert.equal(all.length, seen.length);
  refused(await app.post('user/list_id', {}), 48002);
});

test('a member is found by mobile and by email', async (t) => {
  const { contact, app } = await world(t);
  await member(contact, 'ann', { mobile: '+8618900000001', email: 'ann@example.com' });
  assert.equal(accepted(await app.post('user/getuserid', { mobile: '+8618900000001' })).userid, 'ann');
  const byEmail = await app.post('user/get_userid_by_email', { email: 'ann@example.com', email_type: 2 });
  assert.equal(accepted(byEmail).userid, 'ann');
  refused(await app.post('user/getuserid', { mobile: '18912345678' }), [46004, 60111]);
});

test('invite/send tells how the member was invited', async (t) => {
  const { contact } = await world(t);
  await member(contact, 'ann', { email: 'ann@example.com' });
  const { type } = accepted(await contact.post('invite/send', { userid: 'ann', invite_tips: 'come' }));
  assert.ok(type === 1 || type === 2, String(type));
  refused(await contact.post('invite/send', { userid: 'ann' }), 45025);
  refused(await contact.post('invite/send', { userid: 'nobody' }), 60111);
});

test('batch/invite sorts out who cannot be invited', async (t) => {
  const { contact } = await world(t);
  await member(contact, 'ann');
  const body = accepted(await contact.post('batch/invite', { user: ['ann', 'nobody'], party: [1, 987654], tag: [] }));
  assert.deepEqual([body.invaliduser, body.invalidparty], [['nobody'], [987654]]);
  refused(await contact.post('batch/invite', {}), 82001);
  refused(await contact.post('batch/invite', { user: [], party: [], tag: [] }), 82001);
});

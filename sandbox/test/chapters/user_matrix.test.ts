import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Body, Client } from '../helpers/client';
import { accepted, refused, WARNING } from '../helpers/expect';
import { department, member } from '../helpers/people';
import { world } from '../helpers/world';

// The refusals of user/create that were measured on the real server, row by row. There is a member
// `holder` with the mobile and the email that others want too.

const MOBILE = '+8618900000001';
const EMAIL = 'holder@example.com';

interface Row {
  input: string;
  /** Instead of the good member; `{}` below means exactly that. */
  body: Body;
  errcode?: number;
  words?: string;
  warned?: boolean;
  bare?: boolean;
}

const good: Body = { userid: 'newcomer', name: '新人', mobile: '+8618900000002', department: [1] };
const but = (changes: Body): Body => ({ ...good, ...changes });

const table: Row[] = [
  { input: 'a good member', body: good },
  { input: '{}', body: {}, errcode: 60112 },
  { input: 'no userid', body: but({ userid: undefined }), errcode: 41009, words: 'missing userid' },
  { input: 'no name', body: but({ name: undefined }), errcode: 60112 },
  { input: 'an empty name', body: but({ name: '' }), errcode: 40058 },
  {
    input: 'no mobile and no email',
    body: but({ mobile: undefined }),
    errcode: 60129,
    words: 'missing mobile or email',
  },
  {
    input: 'an empty mobile and no email',
    body: but({ mobile: '' }),
    errcode: 60129,
    words: 'missing mobile or email',
  },
  { input: 'an email instead of a mobile', body: but({ mobile: undefined, email: 'new@example.com' }) },
  { input: 'no department', body: but({ department: undefined }), errcode: 40066, words: 'invalid party list' },
  { input: 'no departments in the list', body: but({ department: [] }), errcode: 40066, words: 'invalid party list' },
  { input: 'an unknown department', body: but({ department: [987654] }), errcode: 40066, words: 'invalid party list' },
  { input: 'departments as a string', body: but({ department: '[1,2]' }), errcode: 40066, warned: true },
  { input: 'a userid that exists', body: but({ userid: 'holder' }), errcode: 60102, words: 'userid existed' },
  { input: 'a userid that exists in capitals', body: but({ userid: 'HOLDER' }), errcode: 60102 },
  {
    input: 'a mobile that exists',
    body: but({ mobile: MOBILE }),
    errcode: 60104,
    words: 'mobile existed:holder',
    bare: true,
  },
  { input: 'an email that exists', body: but({ email: EMAIL }), errcode: 60106 },
  { input: 'a mobile that is none', body: but({ mobile: 'telephone' }), errcode: 60103 },
  { input: 'an email that is none', body: but({ email: 'at-home' }), errcode: 60105 },
  { input: 'a userid with a blank', body: but({ userid: 'new comer' }), errcode: 40003 },
  { input: 'a userid that begins with a dot', body: but({ userid: '.newcomer' }), errcode: 40003 },
  { input: 'a Chinese userid', body: but({ userid: '新人' }), errcode: 40003 },
  { input: 'a userid of 65 bytes', body: but({ userid: 'u'.repeat(65) }), errcode: 40058 },
  { input: 'a userid of 64 bytes', body: but({ userid: 'u'.repeat(64) }) },
];

for (const { input, body, errcode = 0, words, warned = false, bare = false } of table) {
  test(`user/create answers ${input} with ${errcode || 'created'}${warned ? ' and a warning' : ''}`, async (t) => {
    const { contact } = await world(t);
    await member(contact, 'holder', { mobile: MOBILE, email: EMAIL });
    const answer = await contact.post('user/create', body);
    if (errcode === 0) return void accepted(answer, 'created');
    const refusal = refused(answer, errcode);
    assert.equal(refusal.words.startsWith(WARNING), warned, refusal.words);
    if (words !== undefined) assert.equal(refusal.words, words);
    assert.equal(refusal.bare, bare);
  });
}

// Programs that fill in every field of a record send these for unset ones: Go its zero values, Java null, PHP [].

const ZEROS = ['', 0, [], null];
const OPTIONAL =
  `alias email biz_mail position gender telephone address nickname external_position weixinid direct_leader extattr
  external_profile avatar_mediaid order is_leader_in_dept main_department`.split(/\s+/);

async function created(contact: Client, changes: Body): Promise<Body> {
  accepted(await contact.post('user/create', but(changes)), 'created');
  const body = accepted(await contact.get('user/get', { userid: 'newcomer' }));
  accepted(await contact.get('user/delete', { userid: 'newcomer' }), 'deleted');
  return body;
}

test('zeros and empty values of what a new member need not have count as absent', async (t) => {
  const { contact } = await world(t);
  const plain = await created(contact, {});
  for (const zero of ZEROS) {
    for (const field of OPTIONAL) {
      assert.deepEqual(await created(contact, { [field]: zero }), plain, `${field}: ${JSON.stringify(zero)}`);
    }
    const all = Object.fromEntries(OPTIONAL.map((field) => [field, zero]));
    assert.deepEqual(await created(contact, all), plain, JSON.stringify(zero));
  }
  for (const enable of ['', null]) assert.deepEqual(await created(contact, { enable }), plain);
});

test('a new member without a mobile, or without an email, may have a zero there', async (t) => {
  const { contact } = await world(t);
  for (const zero of ZEROS) {
    assert.equal((await created(contact, { mobile: zero, email: 'new@example.com' })).mobile, '');
    refused(await contact.post('user/create', but({ mobile: zero, email: zero })), 60129);
  }
});

test('enable: 0 says something: the new member is disabled', async (t) => {
  const { contact } = await world(t);
  const { status, enable } = await created(contact, { enable: 0 });
  assert.deepEqual([status, enable], [2, 0]);
});

test('of a member that is changed, an empty text empties the field', async (t) => {
  const { contact } = await world(t);
  accepted(await contact.post('user/update', { userid: 'lisi', position: '' }), 'updated');
  assert.equal(accepted(await contact.get('user/get', { userid: 'lisi' })).position, '');
});

test('more than the allowed departments are refused', async (t) => {
  const { contact } = await world(t);
  const ids = Array.from({ length: 101 }, (_, i) => 2000 + i);
  for (const id of ids) await department(contact, id, `d${id}`);
  refused(await contact.post('user/create', but({ department: ids })), [60110, 40058]);
});

const current: Row[] = [
  { input: 'no department', body: but({ department: undefined }) },
  { input: 'an unknown department', body: but({ department: [987654] }) },
];

for (const { input, body } of current) {
  test(`in the current era user/create accepts ${input}`, async (t) => {
    const { contact, app } = await world(t, { era: 'current' });
    const created = accepted(await contact.post('user/create', body), 'created');
    const got = accepted(await app.get('user/get', { userid: 'newcomer' }));
    assert.ok(Array.isArray(got.department) && got.department.length === 1, JSON.stringify(got));
    assert.equal('created_department_list' in created, input === 'an unknown department');
  });
}

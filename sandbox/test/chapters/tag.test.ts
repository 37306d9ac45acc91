import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Body, rows } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { department, member, tag } from '../helpers/people';
import { type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90210: tags, and the outcomes of filling and emptying them.

/** A tag 77, members ann and bob, a department 900. */
async function tagged(t: Parameters<typeof world>[0]): Promise<World> {
  const w = await world(t);
  await department(w.contact, 900, 'dept');
  for (const userid of ['ann', 'bob']) await member(w.contact, userid);
  await tag(w.contact, 77, 'colleagues');
  return w;
}

interface Row {
  input: string;
  api: string;
  body: Body;
  errcode?: number;
  words?: string;
  fields?: Body;
}

const MANY_USERS = Array.from({ length: 1001 }, (_, i) => `u${i}`);
const MANY_PARTIES = Array.from({ length: 101 }, (_, i) => i + 1);

const table: Row[] = [
  { input: 'a name', api: 'create', body: { tagname: 'new' }, words: 'created', fields: { tagid: 78 } },
  {
    input: 'an id of its own',
    api: 'create',
    body: { tagname: 'new', tagid: 90 },
    words: 'created',
    fields: { tagid: 90 },
  },
  { input: 'a name of 32 characters', api: 'create', body: { tagname: '标'.repeat(32) }, words: 'created' },
  {
    input: 'an id that exists',
    api: 'create',
    body: { tagname: 'new', tagid: 77 },
    errcode: 40068,
    words: 'invalid tagid',
  },
  { input: 'a name that exists', api: 'create', body: { tagname: 'colleagues' }, errcode: 40071 },
  { input: 'an empty name', api: 'create', body: { tagname: '' }, errcode: 41018, words: 'tag name empty' },
  { input: 'a name of 33 characters', api: 'create', body: { tagname: 'n'.repeat(33) }, errcode: 40072 },
  { input: 'a new name', api: 'update', body: { tagid: 77, tagname: 'friends' }, words: 'updated' },
  { input: 'an unknown id', api: 'update', body: { tagid: 987, tagname: 'x' }, errcode: 40068, words: 'invalid tagid' },
  { input: 'an empty name', api: 'update', body: { tagid: 77, tagname: '' }, errcode: 41018 },
  { input: 'a name of 33 characters', api: 'update', body: { tagid: 77, tagname: 'n'.repeat(33) }, errcode: 40072 },
  ...['addtagusers', 'deltagusers'].flatMap((api): Row[] => [
    { input: 'an unknown tag', api, body: { tagid: 987, userlist: ['ann'] }, errcode: 40068, words: 'invalid tagid' },
    { input: 'neither members nor departments', api, body: { tagid: 77 }, errcode: 40035 },
    { input: 'two empty lists', api, body: { tagid: 77, userlist: [], partylist: [] }, errcode: 40035 },
    { input: 'a userlist that is none', api, body: { tagid: 77, userlist: 'ann' }, errcode: 40035 },
    { input: 'a partylist that is none', api, body: { tagid: 77, partylist: '900' }, errcode: 40035 },
    { input: '1001 members', api, body: { tagid: 77, userlist: MANY_USERS }, errcode: 40035 },
    { input: '101 departments', api, body: { tagid: 77, partylist: MANY_PARTIES }, errcode: 40035 },
  ]),
  {
    input: 'good members',
    api: 'addtagusers',
    body: { tagid: 77, userlist: ['ann', 'bob'], partylist: [900] },
    words: 'ok',
  },
  {
    input: 'some good members',
    api: 'addtagusers',
    body: { tagid: 77, userlist: ['u1', 'ann', 'u2'], partylist: [900, 2222, 4444] },
    words: 'ok',
    fields: { invalidlist: 'u1|u2', invalidparty: [2222, 4444] },
  },
  {
    input: 'nobody good',
    api: 'addtagusers',
    body: { tagid: 77, userlist: ['u1', 'u2'] },
    errcode: 40070,
    words: 'all list invalid ',
  },
  {
    input: 'nobody good',
    api: 'deltagusers',
    body: { tagid: 77, userlist: ['u1', 'u2'] },
    errcode: 40031,
    words: 'all list invalid',
  },
];

for (const { input, api, body, errcode = 0, words, fields = {} } of table) {
  test(`tag/${api} answers ${input} with ${errcode || words}`, async (t) => {
    const { contact } = await tagged(t);
    const answer = await contact.post(`tag/${api}`, body);
    if (errcode) refused(answer, errcode, words);
    else accepted(answer, words);
    for (const [field, value] of Object.entries(fields)) assert.deepEqual(answer.body[field], value, field);
  });
}

test('a tag shows whom it was given, and only them', async (t) => {
  const { contact } = await tagged(t);
  const empty = accepted(await contact.get('tag/get', { tagid: 77 }));
  assert.deepEqual([empty.tagname, empty.userlist, empty.partylist], ['colleagues', [], []]);
  accepted(await contact.post('tag/addtagusers', { tagid: 77, userlist: ['ann', 'bob'], partylist: [900] }));
  const full = accepted(await contact.get('tag/get', { tagid: 77 }));
  assert.deepEqual(full.userlist, [
    { userid: 'ann', name: 'ann' },
    { userid: 'bob', name: 'bob' },
  ]);
  assert.deepEqual(full.partylist, [900]);
  const emptied = await contact.post('tag/deltagusers', { tagid: 77, userlist: ['ann'], partylist: [900] });
  accepted(emptied, 'deleted');
  const rest = accepted(await contact.get('tag/get', { tagid: 77 }));
  assert.deepEqual([rest.userlist, rest.partylist], [[{ userid: 'bob', name: 'bob' }], []]);
});

test('tag/deltagusers names whom it could not take away', async (t) => {
  const { contact } = await tagged(t);
  accepted(await contact.post('tag/addtagusers', { tagid: 77, userlist: ['ann'] }));
  const answer = await contact.post('tag/deltagusers', { tagid: 77, userlist: ['ann', 'u1'], partylist: [2222] });
  const { invalidlist, invalidparty } = accepted(answer, 'deleted');
  assert.deepEqual([invalidlist, invalidparty], ['u1', [2222]]);
});

test('tags are listed, renamed and deleted', async (t) => {
  const { contact } = await tagged(t);
  accepted(await contact.post('tag/update', { tagid: 77, tagname: 'friends' }), 'updated');
  const taglist = rows(accepted(await contact.get('tag/list')), 'taglist');
  assert.deepEqual(
    taglist.find(({ tagid }) => tagid === 77),
    { tagid: 77, tagname: 'friends' },
  );
  accepted(await contact.get('tag/delete', { tagid: 77 }), 'deleted');
  refused(await contact.get('tag/get', { tagid: 77 }), 40068, 'invalid tagid');
  refused(await contact.get('tag/delete', { tagid: 77 }), 40068);
});

test('tag calls without a tagid are refused', async (t) => {
  const { contact } = await tagged(t);
  for (const path of ['tag/get', 'tag/delete']) {
    refused(await contact.get(path), [40068, 41017]);
  }
});

test('a tag that an app made is for that app to change', async (t) => {
  const { app, other } = await tagged(t);
  await tag(app, 88, 'of the app');
  for (const answer of [
    await other.post('tag/addtagusers', { tagid: 88, userlist: ['ann'] }),
    await other.post('tag/update', { tagid: 88, tagname: 'stolen' }),
    await other.get('tag/delete', { tagid: 88 }),
  ]) {
    refused(answer, [81011, 60011]);
  }
  accepted(await app.post('tag/addtagusers', { tagid: 88, userlist: ['ann'] }));
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { example } from '../../src/config/example';
import type { Body } from '../helpers/client';
import { accepted } from '../helpers/expect';
import { finished, line, membersCSV, started } from '../helpers/jobs';
import { all, over } from '../helpers/letters';
import { connected, type Receiver, received, receiver, through } from '../helpers/receiver';
import { type Lifetime, type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90970, change_contact: who is told of a change in the contacts, and how much of it.

interface Row {
  what: string;
  change: [path: string, body: Body, query?: Record<string, string | number>];
  /** What is told since 2022-08-15; undefined: nothing. */
  now: Body | undefined;
  /** What was told before, in 企业号. */
  before: Body | undefined;
}

const ann = {
  userid: 'ann',
  name: 'Ann & <b>',
  department: [2, 3],
  mobile: '13811110000',
  position: '工程师',
  gender: '2',
  email: 'ann@example.com',
};

const table: Row[] = [
  {
    what: 'a new member',
    change: ['user/create', ann],
    now: { ChangeType: 'create_user', UserID: 'ann', Department: '2,3' },
    before: {
      ChangeType: 'create_user',
      UserID: 'ann',
      Name: 'Ann & <b>',
      Department: '2,3',
      Mobile: '13811110000',
      Position: '工程师',
      Gender: '2',
      Email: 'ann@example.com',
      Status: '4',
    },
  },
  {
    what: 'another position',
    change: ['user/update', { userid: 'lisi', position: '组长' }],
    now: undefined,
    before: { ChangeType: 'update_user', UserID: 'lisi', Position: '组长' },
  },
  {
    what: 'other departments',
    change: ['user/update', { userid: 'lisi', department: [3, 5] }],
    now: { ChangeType: 'update_user', UserID: 'lisi', Department: '3,5' },
    before: { ChangeType: 'update_user', UserID: 'lisi', Department: '3,5' },
  },
  {
    what: 'another userid',
    change: ['user/update', { userid: 'renamable', new_userid: 'renamed' }],
    now: { ChangeType: 'update_user', UserID: 'renamable', NewUserID: 'renamed' },
    before: { ChangeType: 'update_user', UserID: 'renamable', NewUserID: 'renamed' },
  },
  {
    what: 'a member who has gone',
    change: ['user/delete', {}, { userid: 'lisi' }],
    now: { ChangeType: 'delete_user', UserID: 'lisi' },
    before: { ChangeType: 'delete_user', UserID: 'lisi' },
  },
  {
    what: 'a new department',
    change: ['department/create', { id: 77, name: '新 & 部', parentid: 2, order: 5 }],
    now: { ChangeType: 'create_party', Id: '77', ParentId: '2' },
    before: { ChangeType: 'create_party', Id: '77', Name: '新 & 部', ParentId: '2', Order: '5' },
  },
  {
    what: 'another name of a department',
    change: ['department/update', { id: 4, name: '前端' }],
    now: undefined,
    before: { ChangeType: 'update_party', Id: '4', Name: '前端' },
  },
  {
    what: 'another parent of a department',
    change: ['department/update', { id: 4, parentid: 3 }],
    now: { ChangeType: 'update_party', Id: '4', ParentId: '3' },
    before: { ChangeType: 'update_party', Id: '4', ParentId: '3' },
  },
  {
    what: 'a department that has gone',
    change: ['department/delete', {}, { id: 6 }],
    now: { ChangeType: 'delete_party', Id: '6' },
    before: { ChangeType: 'delete_party', Id: '6' },
  },
  {
    what: 'members and departments with a tag',
    change: ['tag/addtagusers', { tagid: 1, userlist: ['wangwu', 'zhaoliu'], partylist: [2, 3] }],
    now: { ChangeType: 'update_tag', TagId: '1', AddUserItems: 'wangwu,zhaoliu', AddPartyItems: '2,3' },
    before: { ChangeType: 'update_tag', TagId: '1', AddUserItems: 'wangwu,zhaoliu', AddPartyItems: '2,3' },
  },
  {
    what: 'a member without a tag',
    change: ['tag/deltagusers', { tagid: 1, userlist: ['lisi'] }],
    now: { ChangeType: 'update_tag', TagId: '1', DelUserItems: 'lisi' },
    before: { ChangeType: 'update_tag', TagId: '1', DelUserItems: 'lisi' },
  },
  {
    what: 'a department without a tag',
    change: ['tag/deltagusers', { tagid: 2, partylist: [2] }],
    now: { ChangeType: 'update_tag', TagId: '2', DelPartyItems: '2' },
    before: { ChangeType: 'update_tag', TagId: '2', DelPartyItems: '2' },
  },
];

const company = {
  ...example,
  departments: [...example.departments, { id: 6, name: '空' }],
  members: [...example.members, { userid: 'renamable', name: 'R', mobile: '13822220000', renamable: true }],
};

for (const era of ['legacy', 'current', 'both'] as const) {
  for (const { what, change, now, before } of table) {
    const told = era === 'legacy' ? before : now;
    test(`${era}: ${what} is ${told ? 'told' : 'not told'} to the contact assistant`, async (t) => {
      const heard: Body[] = [];
      const library = through((handler) => handler.event('change_contact', (event) => heard.push({ ...event }) && ''));
      const w = await world(t, { era, company });
      const assistant = await connected(t, w, 'contact', library);
      const [path, body, query] = change;
      assert.equal((await w.sandbox.admin(path, { ...body, ...query })).errcode, 0);
      const events = await afterMore(w, assistant);
      assert.deepEqual(heard.slice(0, -1), events);
      if (told === undefined) return assert.deepEqual(events, []);
      const [{ CreateTime: _time, ...event } = {}] = events;
      const expected = { ...common, ToUserName: w.sandbox.corpid, ...told };
      // In 企业号 a member is told with all that is known or comes of it; what else there is, is not promised.
      const shown = told.Department && era === 'legacy' ? picked(event, expected) : event;
      assert.deepEqual(shown, expected);
      return assert.equal(events.length, 1);
    });
  }
}

const common = { FromUserName: 'sys', MsgType: 'event', Event: 'change_contact' };

function picked(event: Body, { ...like }: Body): Body {
  return Object.fromEntries(Object.keys(like).map((name) => [name, event[name]]));
}

/** All that was told, so far: a department more is the last of it. */
async function afterMore({ sandbox }: World, to: Receiver): Promise<Body[]> {
  await sandbox.admin('department/create', { id: 9999, name: 'the last', parentid: 1 });
  const sent = () => sandbox.deliveries().filter(({ url }) => url === to.settings.url).length;
  await over(sandbox, to, sent());
  const events = await all(to);
  assert.equal(events.at(-1)?.Id, '9999');
  return events.slice(0, -1);
}

/** The first app is a 代开发 one, and hears of the contacts; the second an ordinary one. */
async function everybody(t: Lifetime) {
  const w = await world(t, { company });
  const assistant = await connected(t, w, 'contact');
  const built = await receiver(t);
  await w.sandbox.setCallback(w.agentid, { ...built.settings, contacts: true });
  const ordinary = await connected(t, w, w.otherAgentid);
  return { w, assistant, built, ordinary };
}

const changes = (events: Body[]) => events.map(({ ChangeType }) => ChangeType);

test('an administrator changes: the assistant hears it and apps with contacts, ordinary ones do not', async (t) => {
  const { w, assistant, built, ordinary } = await everybody(t);
  await w.sandbox.admin('user/create', ann);
  assert.deepEqual(changes(await afterMore(w, assistant)), ['create_user']);
  await over(w.sandbox, built, 2);
  const events = await all(built);
  assert.deepEqual(changes(events), ['create_user', 'create_party']);
  assert.equal(events[0]?.AgentID, undefined);
  assert.deepEqual(changes(await all(ordinary)), []);
});

test('the contact secret changes: the assistant is not told what it did itself', async (t) => {
  const { w, assistant, built, ordinary } = await everybody(t);
  accepted(await w.contact.post('user/create', ann), 'created');
  accepted(await w.contact.post('department/update', { id: 4, parentid: 3 }), 'updated');
  assert.deepEqual(await afterMore(w, assistant), []);
  await over(w.sandbox, built, 3);
  assert.deepEqual(changes(await all(built)).sort(), ['create_party', 'create_user', 'update_party']);
  assert.deepEqual(changes(await all(ordinary)), []);
});

test('an app changes a tag: the assistant hears it', async (t) => {
  const { w, assistant } = await everybody(t);
  accepted(await w.other.post('tag/addtagusers', { tagid: 1, userlist: ['wangwu'] }));
  assert.deepEqual(changes(await afterMore(w, assistant)), ['update_tag']);
});

test('members from a file are told to apps, and not to the assistant who brought them', async (t) => {
  const { w, assistant, built, ordinary } = await everybody(t);
  const csv = membersCSV(line('A', 'ann', '13811110001', '2'), line('B', 'bob', '13811110002', '3'));
  await finished(w.contact, await started(w.contact, 'syncuser', csv));
  assert.deepEqual(await afterMore(w, assistant), []);
  await over(w.sandbox, built, 3);
  const told = (await all(built)).map(({ ChangeType, UserID, Department }) => [ChangeType, UserID, Department]);
  assert.deepEqual(told.sort().slice(1), [
    ['create_user', 'ann', '2'],
    ['create_user', 'bob', '3'],
  ]);
  assert.deepEqual(await all(ordinary), []);
});

test('what is refused is not told, and the administrator hears why', async (t) => {
  const { w, assistant } = await everybody(t);
  assert.equal((await w.sandbox.admin('user/create', { ...ann, userid: 'lisi' })).errcode, 60102);
  assert.equal((await w.sandbox.admin('department/delete', { id: 2 })).errcode, 60005);
  assert.deepEqual(await afterMore(w, assistant), []);
});

test('a handler by the name of the change gets it', async (t) => {
  const heard: Body[] = [];
  const library = through((handler) =>
    handler
      .event('create_user', (event) => heard.push({ user: event.UserID }) && '')
      .event('create_party', (event) => heard.push({ party: event.Id }) && ''),
  );
  const w = await world(t, { company });
  const assistant = await connected(t, w, 'contact', library);
  await w.sandbox.admin('user/create', ann);
  await afterMore(w, assistant);
  assert.deepEqual(heard, [{ user: 'ann' }, { party: '9999' }]);
});

test('extended attributes are told in 企业号', async (t) => {
  const w = await world(t, { era: 'legacy', company });
  const assistant = await connected(t, w, 'contact', received);
  const attrs = [
    { type: 0, name: '爱好', text: { value: '旅游 & 读书' } },
    { type: 1, name: '主页', web: { title: 'T', url: 'https://e.com/?a=1&b=2' } },
  ];
  await w.sandbox.admin('user/create', { ...ann, extattr: { attrs } });
  const [event] = await afterMore(w, assistant);
  const Item = [
    { Name: '爱好', Type: '0', Text: { Value: '旅游 & 读书' } },
    { Name: '主页', Type: '1', Web: { Title: 'T', Url: 'https://e.com/?a=1&b=2' } },
  ];
  assert.deepEqual(event?.ExtAttr, { Item });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { example } from '../../src/config/example';
import type { Body, Query } from '../helpers/client';
import { all, over } from '../helpers/letters';
import { connected, through } from '../helpers/receiver';
import { world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90240, subscribe and unsubscribe: an active member enters or leaves the visible range of an app.

const EVERYBODY = 1000002;
/** Only for 市场部, wangwu of the developers, and who has tag 9. */
const FEW = 1000003;

const company = {
  ...example,
  departments: [...example.departments, { id: 6, name: '分部', parentid: 3 }],
  members: [
    ...example.members,
    { userid: 'off', name: 'Off', mobile: '13833330000', department: [3], enable: 0, status: 2 as const },
    { userid: 'renamable', name: 'R', mobile: '13833330002', department: [3], renamable: true },
    { userid: 'invited', name: 'Invited', mobile: '13833330001', department: [3], status: 4 as const },
  ],
  tags: [...(example.tags ?? []), { tagid: 9, tagname: 'few', users: ['boss', 'zhaoliu'] }],
  apps: example.apps.map((app) =>
    app.agentid === FEW ? { ...app, visible: { users: ['wangwu'], parties: [3], tags: [9] } } : app,
  ),
};

interface Row {
  what: string;
  change: [path: string, body: Body, query?: Query];
  /** Event and member, for each of the two apps. */
  everybody?: [string, string][];
  few?: [string, string][];
}

const table: Row[] = [
  {
    what: 'a member joins',
    change: ['user/authsucc', {}, { userid: 'invited' }],
    everybody: [['subscribe', 'invited']],
    few: [['subscribe', 'invited']],
  },
  {
    what: 'a member joins who sees one app only',
    change: ['user/authsucc', {}, { userid: 'sunqi' }],
    everybody: [['subscribe', 'sunqi']],
  },
  {
    what: 'a member is invited',
    change: ['user/create', { userid: 'ann', name: 'A', department: [3], mobile: '138001' }],
  },
  {
    what: 'a member is deleted',
    change: ['user/delete', {}, { userid: 'zhaoliu' }],
    everybody: [['unsubscribe', 'zhaoliu']],
    few: [['unsubscribe', 'zhaoliu']],
  },
  { what: 'somebody invited is deleted', change: ['user/delete', {}, { userid: 'invited' }] },
  {
    what: 'a member is disabled',
    change: ['user/update', { userid: 'lisi', enable: 0 }],
    everybody: [['unsubscribe', 'lisi']],
  },
  {
    what: 'a member is enabled again',
    change: ['user/update', { userid: 'off', enable: 1 }],
    everybody: [['subscribe', 'off']],
    few: [['subscribe', 'off']],
  },
  {
    what: 'a member gets the tag',
    change: ['tag/addtagusers', { tagid: 9, userlist: ['zhangsan', 'sunqi'] }],
    few: [['subscribe', 'zhangsan']],
  },
  {
    what: 'a department gets the tag',
    change: ['tag/addtagusers', { tagid: 9, partylist: [4] }],
    few: [['subscribe', 'lisi']],
  },
  {
    what: 'a member loses the tag',
    change: ['tag/deltagusers', { tagid: 9, userlist: ['boss'] }],
    few: [['unsubscribe', 'boss']],
  },
  { what: 'who sees the app anyway loses the tag', change: ['tag/deltagusers', { tagid: 9, userlist: ['zhaoliu'] }] },
  { what: 'who sees the app anyway gets the tag', change: ['tag/addtagusers', { tagid: 9, userlist: ['wangwu'] }] },
  { what: 'the tag is deleted', change: ['tag/delete', {}, { tagid: 9 }], few: [['unsubscribe', 'boss']] },
  {
    what: 'a member comes into the department',
    change: ['user/update', { userid: 'lisi', department: [6] }],
    few: [['subscribe', 'lisi']],
  },
  { what: 'a member goes on to a department below', change: ['user/update', { userid: 'zhaoliu', department: [6] }] },
  { what: 'a member gets another userid', change: ['user/update', { userid: 'renamable', new_userid: 'renamed' }] },
  { what: 'a member gets another name', change: ['user/update', { userid: 'zhaoliu', name: 'Z' }] },
  {
    what: 'a department moves into the range',
    change: ['department/update', { id: 4, parentid: 3 }],
    few: [['subscribe', 'lisi']],
  },
];

for (const { what, change, everybody = [], few = [] } of table) {
  for (const by of ['the administrator', 'the API'] as const) {
    test(`${what}, by ${by}: ${everybody.length + few.length} events`, async (t) => {
      const heard: string[] = [];
      const library = through((handler) =>
        handler
          .event('subscribe', ({ FromUserName }) => heard.push(FromUserName) && '')
          .event('unsubscribe', ({ FromUserName }) => heard.push(FromUserName) && '')
          .text(() => ''),
      );
      const w = await world(t, { company });
      const first = await connected(t, w, EVERYBODY, library);
      const second = await connected(t, w, FEW, library);
      const [path, body, query = {}] = change;
      if (by === 'the administrator') assert.equal((await w.sandbox.admin(path, { ...body, ...query })).errcode, 0);
      else if (Object.keys(query).length > 0) assert.equal((await w.contact.get(path, query)).body.errcode, 0);
      else assert.equal((await w.contact.post(path, body)).body.errcode, 0);
      // What is said now is delivered after what happened before.
      await w.sandbox.phone('wangwu', EVERYBODY).text('the last');
      await w.sandbox.phone('wangwu', FEW).text('the last');
      await over(w.sandbox, first, everybody.length + 1);
      await over(w.sandbox, second, few.length + 1);
      assert.deepEqual(subscriptions(await all(first)), everybody);
      assert.deepEqual(subscriptions(await all(second)), few);
      assert.deepEqual(heard.sort(), [...everybody, ...few].map(([, userid]) => userid).sort());
    });
  }
}

function subscriptions(messages: Body[]): [unknown, unknown][] {
  const events = messages.filter(({ MsgType }) => MsgType === 'event');
  for (const { EventKey, AgentID } of events) assert.deepEqual([EventKey, Boolean(AgentID)], ['', true]);
  return events.map(({ Event, FromUserName }) => [Event, FromUserName]);
}

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';

import message = require('../../lib/api_message');
import user = require('../../lib/api_user');

import { Extensions } from '../../lib/core/extend';
import { client } from '../helpers/calls';
import { OK, wecom } from '../helpers/wecom';

const MEMBERS: Record<string, { userid: string; name: string; department: number[] }[]> = {
  1: [member('boss', 1)],
  2: [member('a', 2), member('b', 2, 3), member('c', 2)],
  3: [member('b', 2, 3), member('d', 3)],
};

function member(userid: string, ...department: number[]) {
  return { userid, name: userid, department };
}

/** A company of three departments; those of `closed` cannot be read. */
async function company(t: TestContext, ...closed: string[]) {
  const server = await wecom(t, ({ path, query }) => {
    if (path.endsWith('department/list')) return { ...OK, department: [{ id: 1 }, { id: 2 }, { id: 3 }] };
    const id = query.get('department_id') ?? '';
    return closed.includes(id) ? { errcode: 60011, errmsg: 'no privilege' } : { ...OK, userlist: MEMBERS[id] };
  });
  return { server, api: client(server) };
}

async function names(walk: AsyncIterable<{ userid: string }>): Promise<string[]> {
  const all: string[] = [];
  for await (const { userid } of walk) all.push(userid);
  return all;
}

test('eachUser comes to every member once, and asks for a department when it is there', async (t) => {
  const { api, server } = await company(t);
  const progress: unknown[] = [];
  const walk = api.eachUser({ onProgress: (each) => progress.push(each) });
  const asked: number[] = [];
  const all: string[] = [];
  for await (const { userid } of walk) {
    all.push(userid);
    asked.push(server.count('user/simplelist'));
  }
  assert.deepEqual(all, ['boss', 'a', 'b', 'c', 'd']);
  assert.deepEqual(asked, [1, 2, 2, 2, 3]);
  assert.deepEqual(progress[1], { department: 2, done: 1, departments: 3 });
});

test('eachUser goes on from a cursor, wherever the walk was left', async (t) => {
  const { api } = await company(t);
  const all = await names(api.eachUser());
  for (let count = 1; count <= all.length; count++) {
    const walk = api.eachUser();
    const first: string[] = [];
    for await (const { userid } of walk) {
      first.push(userid);
      if (first.length === count) break;
    }
    const rest = await names(api.eachUser({ cursor: walk.cursor }));
    assert.deepEqual([...first, ...rest], all);
  }
});

test('a member who is gone, or a department, does not end a walk that goes on', async (t) => {
  const { api } = await company(t);
  assert.deepEqual(await names(api.eachUser({ cursor: '2:gone' })), ['a', 'b', 'c', 'd']);
  assert.deepEqual(await names(api.eachUser({ cursor: '99:x' })), ['boss', 'a', 'b', 'c', 'd']);
});

test('departments that cannot be read are collected, and their members come where they can be read', async (t) => {
  const { api } = await company(t, '2');
  const walk = api.eachUserDetail();
  assert.deepEqual(await names(walk), ['boss', 'b', 'd']);
  assert.deepEqual(
    walk.failed.map(({ department, error }) => [department, Reflect.get(Object(error), 'code')]),
    [[2, 60011]],
  );
});

test('a mixin may take the names of what walks and what sends to many', () => {
  const prototype = {};
  const extensions = new Extensions(prototype, []);
  for (const chapter of [message, user]) extensions.mixin(chapter);
  const own = () => 'own';
  extensions.mixin({ sendEach: own, eachUser: own });
  assert.equal(Reflect.get(prototype, 'sendEach'), own);
  assert.throws(() => extensions.mixin({ send: own }), /Don't allow override/);
});

import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';

import type API = require('../../index');

import { client, rejection, requestsAt } from '../helpers/calls';
import type { Answer } from '../helpers/server';
import { OK, wecom } from '../helpers/wecom';

const TEXT = { msgtype: 'text', text: { content: '你好' } } as const;

/** A server that answers each message by its receivers. */
async function sending(t: TestContext, answer: (users: string[]) => Answer | Promise<Answer> = () => OK) {
  const server = await wecom(t, ({ body }) => answer(JSON.parse(String(body)).touser.split('|')));
  const sent = () => requestsAt(server, 'message/send').map(({ body }) => JSON.parse(String(body)).touser as string);
  return { api: client(server), sent };
}

function* members(count: number): Generator<string> {
  for (let i = 0; i < count; i++) yield `u${i}`;
}

test('sendEach sends to a thousand members at a time', async (t) => {
  const { api, sent } = await sending(t);
  const report = await api.sendEach(members(2_500), TEXT);
  assert.deepEqual(
    sent()
      .map((users) => users.split('|').length)
      .sort((a, b) => a - b),
    [500, 1000, 1000],
  );
  assert.deepEqual(report, { sent: 2_500, invaliduser: [], unlicenseduser: [], failed: [], cursor: 2_500 });
});

test('sendEach with a function sends to each member their own', async (t) => {
  const { api, sent } = await sending(t);
  const asked: string[] = [];
  const message = (userid: string): API.Message => {
    asked.push(userid);
    return { msgtype: 'text', text: { content: userid } };
  };
  const { sent: count } = await api.sendEach(['a', 'b', 'c'], message);
  assert.deepEqual([count, sent().sort(), asked.sort()], [3, ['a', 'b', 'c'], ['a', 'b', 'c']]);
});

test('sendEach collects what failed in part, and what failed, and goes on', async (t) => {
  const { api } = await sending(t, (users) => {
    if (users.includes('u1')) return { ...OK, invaliduser: 'u1', unlicenseduser: 'u0' };
    if (users.includes('u2')) return { errcode: 45009, errmsg: 'api freq out of limit' };
    if (users.includes('u4')) return { errcode: 81013, errmsg: 'no receiver is valid' };
    return OK;
  });
  const report = await api.sendEach(members(7), TEXT, { batch: 2, concurrency: 1 });
  const failed = report.failed.map(({ users, error }) => [users, Reflect.get(Object(error), 'code')]);
  assert.deepEqual(failed, [[['u2', 'u3'], 45009]]);
  assert.deepEqual(report.invaliduser, ['u1', 'u4', 'u5']);
  assert.deepEqual([report.unlicenseduser, report.sent, report.cursor], [['u0'], 1, 7]);
});

test('sendEach takes no more members than can be under way', async (t) => {
  const held: (() => void)[] = [];
  const { api } = await sending(t, () => new Promise((resolve) => held.push(() => resolve(OK))));
  let taken = 0;
  async function* slow() {
    for (const user of members(20)) {
      taken += 1;
      yield user;
    }
  }
  const done = api.sendEach(slow(), TEXT, { batch: 2, concurrency: 3 });
  let most = 0;
  for (let answered = 0; answered < 10; answered++) {
    while (held.length === 0) await new Promise(setImmediate);
    for (let i = 0; i < 20; i++) await new Promise(setImmediate);
    most = Math.max(most, taken - 2 * answered);
    held.shift()?.();
  }
  assert.equal((await done).sent, 20);
  assert.ok(most <= 6, `${most}`);
});

test('sendEach tells its progress and goes on from a cursor, which stands before what is not done', async (t) => {
  let hold: (() => void) | undefined;
  const { api, sent } = await sending(t, (users) =>
    users[0] === 'u0' && !hold
      ? new Promise((resolve) => {
          hold = () => resolve(OK);
        })
      : OK,
  );
  const cursors: number[] = [];
  const controller = new AbortController();
  const onProgress = ({ cursor, sent }: { cursor: number; sent: number }) => {
    cursors.push(cursor);
    if (sent === 2) controller.abort();
    if (cursors.length === 2) hold?.();
  };
  const options = { batch: 1, concurrency: 2, onProgress, signal: controller.signal };
  const report = await api.sendEach(members(9), TEXT, options);
  assert.deepEqual(cursors.slice(0, 2), [0, 0]);
  assert.equal(report.cursor, report.sent);
  const before = sent().length;
  const rest = await api.sendEach(members(9), TEXT, { batch: 1, cursor: report.cursor });
  assert.deepEqual([rest.cursor, before + rest.sent], [9, 9]);
  assert.deepEqual(new Set(sent()).size, 9);
});

test('sendEach ends where the list of members or the progress fails, and refuses odd numbers', async (t) => {
  const { api } = await sending(t);
  const broken = async function* () {
    yield 'a';
    throw new Error('the database is gone');
  };
  assert.equal((await rejection(api.sendEach(broken(), TEXT, { batch: 1 }))).message, 'the database is gone');
  const onProgress = () => Promise.reject(new Error('enough'));
  assert.equal((await rejection(api.sendEach(['a'], TEXT, { onProgress }))).message, 'enough');
  assert.match((await rejection(api.sendEach(['a'], TEXT, { batch: 0 }))).message, /batch must be a whole number/);
});

test('sendEach refuses a text, whose letters may be members', async (t) => {
  const { api, sent } = await sending(t);
  const err = await rejection(Reflect.apply(api.sendEach, api, ['lisi', TEXT]));
  assert.ok(err instanceof TypeError);
  assert.match(err.message, /^sendEach takes a list of userids, and not a text: \['lisi'\]$/);
  assert.deepEqual(sent(), []);
});

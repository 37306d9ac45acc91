import assert from 'node:assert/strict';
import { test } from 'node:test';

import API = require('../../index');

import { rowsOf } from '../../lib/catalogue/table';
import { CATALOGUE } from '../../lib/wecom/family';
import { client, rejection } from '../helpers/calls';
import type { Answer, Recorded } from '../helpers/server';
import { OK, wecom } from '../helpers/wecom';

const ROWS = rowsOf(CATALOGUE.table());

/** What a call asked for: the body, or for a GET the query, without the token. */
function asked({ method, query, body }: Recorded): Record<string, unknown> {
  const { access_token: _, ...rest } = Object.fromEntries(query);
  return method === 'GET' ? rest : JSON.parse(String(body));
}

/** A server that answers one after another, and then fails the test. */
async function answering(t: Parameters<typeof wecom>[0], ...answers: Answer[]) {
  const server = await wecom(t, () => answers.shift() ?? { errcode: -1, errmsg: 'asked too often' });
  const sent = () => server.requests.slice(1).map(asked);
  return { api: client(server), sent };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

test('a cursor leads from page to page, until there is none', async (t) => {
  const { api, sent } = await answering(
    t,
    { ...OK, dept_user: [{ userid: 'a' }, { userid: 'b' }], next_cursor: 'C1' },
    { ...OK, dept_user: [], next_cursor: 'C2' },
    { ...OK, dept_user: [{ userid: 'c' }], next_cursor: '' },
  );
  const users = await all(api.wecom.user.list_id.each({ limit: 2 }));
  assert.deepEqual(
    users.map(({ userid }) => userid),
    ['a', 'b', 'c'],
  );
  assert.deepEqual(sent(), [{ limit: 2 }, { limit: 2, cursor: 'C1' }, { limit: 2, cursor: 'C2' }]);
});

test('pages gives the answers themselves', async (t) => {
  const { api } = await answering(t, { ...OK, next_cursor: 'C1' }, { ...OK, total: 2 });
  assert.deepEqual(await all(api.wecom.user.list_id.pages()), [
    { ...OK, next_cursor: 'C1' },
    { ...OK, total: 2 },
  ]);
});

test('a page that says there is no more is the last, though it has a cursor', async (t) => {
  for (const has_more of [0, false]) {
    const { api, sent } = await answering(
      t,
      { ...OK, has_more: 1, next_cursor: 'C1', msg_list: [{ msgid: '1' }] },
      { ...OK, has_more, next_cursor: 'C2', msg_list: [{ msgid: '2' }] },
    );
    assert.equal((await all(api.wecom.kf.sync_msg.each({ open_kfid: 'kf' }))).length, 2);
    assert.equal(sent().length, 2);
  }
});

test('a page that says it is the last one is', async (t) => {
  for (const ending of [1, true]) {
    const { api, sent } = await answering(
      t,
      { ...OK, ending: 0, next_key: 'K1', stat_info: {} },
      { ...OK, ending, next_key: 'K2', stat_info: {} },
    );
    assert.equal((await all(api.wecom.living.get_watch_stat.pages({ livingid: 'L' }))).length, 2);
    assert.deepEqual(sent(), [{ livingid: 'L' }, { livingid: 'L', next_key: 'K1' }]);
  }
});

test('a cursor that was there before ends the pages, whoever gave it', async (t) => {
  const endless = { ...OK, dept_user: [{ userid: 'a' }], next_cursor: 'C1' };
  const own = await answering(t, endless, endless);
  assert.equal((await all(own.api.wecom.user.list_id.each())).length, 2);
  const given = await answering(t, endless);
  assert.equal((await all(given.api.wecom.user.list_id.each({ cursor: 'C1' }))).length, 1);
  const circle = await answering(t, endless, { ...endless, next_cursor: 'C2' }, endless);
  assert.equal((await all(circle.api.wecom.user.list_id.each())).length, 3);
});

test('items are counted where WeCom has no cursors, from where the caller begins', async (t) => {
  const { api, sent } = await answering(
    t,
    { ...OK, account_list: [{ open_kfid: 'a' }, { open_kfid: 'b' }] },
    { ...OK, account_list: [{ open_kfid: 'c' }] },
    { ...OK, account_list: [] },
  );
  assert.equal((await all(api.wecom.kf.account.list.each({ offset: 10, limit: 2 }))).length, 3);
  assert.deepEqual(
    sent().map(({ offset }) => offset),
    [10, 12, 13],
  );
});

test('a server that does not count gives its first page once', async (t) => {
  const page = { ...OK, account_list: [{ open_kfid: 'a' }] };
  const { api, sent } = await answering(t, page, page);
  assert.equal((await all(api.wecom.kf.account.list.each())).length, 1);
  assert.equal(sent().length, 2);
});

test('a list below the top is found', async (t) => {
  const { api, sent } = await answering(
    t,
    { ...OK, has_more: true, next_start: 2, file_list: { item: [{ fileid: 'a' }, { fileid: 'b' }] } },
    { ...OK, has_more: false, file_list: {} },
  );
  const files = { spaceid: 'S', fatherid: 'F', sort_type: 1, start: 0, limit: 2 };
  assert.deepEqual(await all(api.wecom.wedrive.file_list.each(files)), [{ fileid: 'a' }, { fileid: 'b' }]);
  assert.deepEqual(sent(), [files, { ...files, start: 2 }]);
});

test('the next page is fetched when this one is used up, and not if nobody wants it', async (t) => {
  const { api, sent } = await answering(t, { ...OK, dept_user: [{ userid: 'a' }, { userid: 'b' }], next_cursor: 'C1' });
  for await (const { userid } of api.wecom.user.list_id.each()) if (userid === 'b') break;
  assert.equal(sent().length, 1);
});

test('a refusal ends the pages with its error', async (t) => {
  const { api } = await answering(t, { ...OK, next_cursor: 'C1' }, { errcode: 60011, errmsg: 'no privilege' });
  assert.equal((await rejection(all(api.wecom.user.list_id.each()))).code, 60011);
});

test('the parameters of the caller are not changed', async (t) => {
  const { api } = await answering(t, { ...OK, next_cursor: 'C1' }, OK);
  const params = Object.freeze({ limit: 2 });
  await all(api.wecom.user.list_id.pages(params));
  assert.deepEqual(params, { limit: 2 });
});

test('every endpoint that answers in pages has .pages, and .each where its items are in one list', () => {
  const api = new API('corpid', 'secret');
  let pages = 0;
  for (const [path, { page }] of ROWS) {
    const endpoint: unknown = path
      .split('/')
      .reduce((at, segment) => Reflect.get(Object(at), segment), api.wecom as unknown);
    assert.equal('pages' in Object(endpoint), page !== undefined, path);
    assert.equal('each' in Object(endpoint), page?.list !== undefined, path);
    if (page) pages++;
    if (page) assert.ok((page.from && page.next) || page.offset, path);
  }
  assert.equal(pages, 103);
});

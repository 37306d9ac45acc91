import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type TestContext, test } from 'node:test';
import type { RetryEvent } from '../../lib/policy/retry';
import { client, rejection, requestsAt } from '../helpers/calls';
import { type Answer, type Handler, serve } from '../helpers/server';
import { OK, wecom } from '../helpers/wecom';

const BUSY = { errcode: -1, errmsg: 'system busy' };
const LIMIT = { errcode: 45009, errmsg: 'api freq out of limit' };
const TEXT = { msgtype: 'text', text: { content: '你好' } } as const;

/** A server that gives the `answers` one after another to calls, and then success. */
function answering(t: TestContext, ...answers: Answer[]) {
  return wecom(t, () => answers.shift() ?? OK);
}

const hangUp: Answer = (_res, req) => req.socket.destroy();

test('without retry a refusal is the answer', async (t) => {
  const server = await answering(t, BUSY);
  assert.equal((await rejection(client(server).getUser('lisi'))).code, -1);
  assert.equal(server.count('user/get'), 1);
});

test('a call that WeCom refused for the moment is repeated, and told on the channel', async (t) => {
  const server = await answering(t, BUSY, { errcode: 45033, errmsg: 'concurrency' });
  const events: RetryEvent[] = [];
  const keep = (event: unknown) => events.push(event as RetryEvent);
  subscribe('wechat-enterprise-api:retry', keep);
  t.after(() => unsubscribe('wechat-enterprise-api:retry', keep));
  await client(server, { retry: { delay: 1 } }).send({ touser: 'lisi' }, TEXT);
  assert.equal(server.count('message/send'), 3);
  const seen = events.map(({ method, path, attempt }) => [method, path, attempt]);
  assert.deepEqual(seen, [
    ['send', 'message/send', 1],
    ['send', 'message/send', 2],
  ]);
  for (const { delay } of events) assert.ok(delay >= 0 && delay <= 2);
});

test('after the last repetition the refusal is the answer, with the number of attempts', async (t) => {
  const server = await answering(t, BUSY, BUSY, BUSY, BUSY);
  const err = await rejection(client(server, { retry: { times: 2, delay: 1 } }).getUser('lisi'));
  assert.deepEqual([err.code, err.attempt], [-1, 3]);
  assert.equal(server.count('user/get'), 3);
});

test('other refusals are not repeated', async (t) => {
  const server = await answering(t, { errcode: 60111, errmsg: 'no such member' });
  const err = await rejection(client(server, { retry: true }).getUser('lisi'));
  assert.deepEqual([err.code, server.count('user/get')], [60111, 1]);
});

test('a call whose answer got lost is repeated only where the caller says so', async (t) => {
  for (const answer of [hangUp, Buffer.alloc(0)]) {
    const careful = await answering(t, answer);
    await rejection(client(careful, { agent: false, retry: { delay: 1, codes: [-1] } }).send({ touser: 'lisi' }, TEXT));
    assert.equal(careful.count('message/send'), 1);
    const bold = await answering(t, answer, answer);
    const api = client(bold, { agent: false, retry: { delay: 1, lost: (path) => path === 'user/get' } });
    await api.getUser('lisi');
    assert.equal(bold.count('user/get'), 3);
    const other = await answering(t, answer);
    await rejection(
      client(other, { agent: false, retry: { delay: 1, lost: (path) => path === 'user/get' } }).getDepartments(),
    );
  }
});

test('a call that was certainly not sent is repeated: no connection, no token', async (t) => {
  const closed = await serve(t, () => OK);
  await closed.close();
  const api = client(closed, {
    retry: { delay: 1, times: 2 },
    getToken: (callback) => callback(null, { accessToken: 'a' }),
  });
  assert.equal((await rejection(api.getUser('lisi'))).attempt, 3);
  let asked = 0;
  const handler: Handler = ({ path }) => {
    if (!path.endsWith('gettoken')) return OK;
    return asked++ < 2 ? hangUp : { ...OK, access_token: 'token', expires_in: 7200 };
  };
  const server = await serve(t, handler);
  await client(server, { retry: { delay: 1, times: 2 } }).getUser('lisi');
  assert.deepEqual([asked, server.count('user/get')], [3, 1]);
});

for (const [trouble, failure] of [
  ['is refused for the moment', BUSY],
  ['breaks', hangUp],
] as const) {
  test(`a call whose token is refused, and whose fetch of another ${trouble}, is repeated`, async (t) => {
    const answers: Answer[] = [{ ...OK, access_token: 'old', expires_in: 7200 }, failure, failure];
    const server = await serve(t, ({ path, query }) => {
      if (path.endsWith('gettoken')) return answers.shift() ?? { ...OK, access_token: 'new', expires_in: 7200 };
      return query.get('access_token') === 'new' ? OK : { errcode: 42001, errmsg: 'expired' };
    });
    await client(server, { retry: { delay: 1 } }).getUser('lisi');
    assert.equal(answers.length, 0);
  });
}

test('a call whose token is refused is not repeated when the secret is wrong, too', async (t) => {
  const WRONG = { errcode: 40001, errmsg: 'invalid credential' };
  const answers: Answer[] = [{ ...OK, access_token: 'old', expires_in: 7200 }];
  const server = await serve(t, ({ path }) => (path.endsWith('gettoken') ? (answers.shift() ?? WRONG) : WRONG));
  const err = await rejection(client(server, { retry: { delay: 1 } }).getUser('lisi'));
  assert.deepEqual([err.code, server.count('gettoken'), server.count('user/get')], [40001, 2, 1]);
});

test('an upload of a stream is not repeated: it was read', async (t) => {
  const server = await answering(t, BUSY);
  const { Readable } = await import('node:stream');
  const api = client(server, { retry: { delay: 1 } });
  const err = await rejection(
    api.uploadFile({ data: Readable.from([Buffer.from('content')]), size: 7, filename: 'a.txt' }),
  );
  assert.deepEqual([err.code, server.count('media/upload')], [-1, 1]);
});

test('too many calls are an error at once where that is told', async (t) => {
  const failing = await answering(t, LIMIT);
  const err = await rejection(client(failing, { retry: { onLimit: 'fail', codes: [45009] } }).getUser('lisi'));
  assert.deepEqual([err.code, failing.count('user/get')], [45009, 1]);
});

test('all calls of a path wait for its window, and those of other paths do not', async (t) => {
  const server = await answering(t, LIMIT);
  const api = client(server, { retry: { onLimit: 'wait' } });
  await api.getAccessToken();
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: Date.now() });
  const first = api.getUser('lisi');
  while (server.count('user/get') < 1) await settled();
  await settled();
  const second = api.getUser('wangwu');
  await api.getDepartments();
  assert.equal(server.count('user/get'), 1);
  t.mock.timers.tick(59_000);
  await settled();
  assert.equal(server.count('user/get'), 1);
  t.mock.timers.tick(5_000);
  await Promise.all([first, second]);
  assert.deepEqual(requestsAt(server, 'user/get').length, 3);
});

/** Lets everything happen that waits for no timer. */
async function settled(): Promise<void> {
  for (let i = 0; i < 50; i++) await new Promise(setImmediate);
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryStore } from 'wechat-enterprise-api/stores/memory';
import { client, wechat } from './helpers/wechat';

const ticketOf = ({ query }: { query: URLSearchParams }) => {
  const type = query.get('type');
  return type ? { errcode: 0, ticket: `T-${type}`, expires_in: 7200 } : { errcode: 0, errmsg: 'ok' };
};

test('the processes that share a store fetch one token, and keep the kinds of tickets apart', async (t) => {
  const server = await wechat(t, ticketOf);
  const store = new MemoryStore();
  const [one, other] = [client(server, { store }), client(server, { store })];
  await Promise.all([one.getMenu(), other.getMenu()]);
  assert.equal(server.tokens, 1);
  const tickets = () => Promise.all([one, other].flatMap((api) => [api.getTicket('jsapi'), api.getTicket('wx_card')]));
  assert.deepEqual(
    (await tickets()).map(({ ticket }) => ticket),
    ['T-jsapi', 'T-wx_card', 'T-jsapi', 'T-wx_card'],
  );
  assert.equal(server.paths().filter((path) => path.endsWith('getticket')).length, 2);
});

test('an account that shares a store gets its new token from whoever fetched it', async (t) => {
  const server = await wechat(t);
  const store = new MemoryStore();
  const [one, other] = [client(server, { store }), client(server, { store })];
  await Promise.all([one.getMenu(), other.getMenu()]);
  server.expire();
  await Promise.all([one.getMenu(), other.getMenu(), one.getMenu()]);
  assert.equal(server.tokens, 2);
});

test('retries and limits are options of this family, too', async (t) => {
  let refusals = 2;
  const server = await wechat(t, () => (refusals-- > 0 ? { errcode: -1, errmsg: 'system busy' } : { errcode: 0 }));
  const api = client(server, {
    retry: { times: 2, delay: 1 },
    limits: { default: { concurrency: 1 } },
    deadline: 60_000,
  });
  await Promise.all([api.getMenu(), api.getMenu()]);
  assert.equal(server.paths().length, 4);
});

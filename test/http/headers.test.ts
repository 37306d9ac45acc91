import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client, requestsAt } from '../helpers/calls';
import { call, METHODS } from '../helpers/methods';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

const file = { data: Buffer.from('content'), filename: 'a.txt' };

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}

test('difference 8: headers of setOpts go with every request, and take nothing from one to the next', async (t) => {
  const server = await wecom(t);
  const headers = { 'X-Trace': '1' };
  const opts = { headers };
  const [api, other] = [client(server), client(server)];
  api.setOpts(opts);
  other.setOpts(opts);
  assert.equal(api.defaults, opts);
  await api.createUser({ userid: 'lisi', name: 'Li Si' });
  await api.uploadFile(file);
  await api.getUser('lisi');
  await other.getUser('lisi');
  await other.request(`${server.prefix}user/get?access_token=${server.token}`, { headers: { 'X-Own': '2' } });
  for (const request of server.requests) assert.equal(request.headers['x-trace'], '1', request.path);
  const gets = requestsAt(server, 'user/get');
  assert.equal(gets.length, 3);
  for (const { headers: got } of gets) {
    assert.equal(got['content-type'], undefined);
    assert.equal(got['content-length'], undefined);
  }
  assert.deepEqual(
    gets.map((each) => each.headers['x-own']),
    [undefined, undefined, '2'],
  );
  assert.deepEqual(opts, { headers: { 'X-Trace': '1' } });
});

test('difference 8: a request has its own headers over those of setOpts', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  api.setOpts({ headers: { 'Content-Type': 'text/odd', 'X-Trace': '1' } });
  await api.createUser({ userid: 'lisi', name: 'Li Si' });
  await api.getUser('lisi');
  assert.equal(requestsAt(server, 'user/create')[0]?.headers['content-type'], 'application/json');
  assert.equal(requestsAt(server, 'user/get')[0]?.headers['content-type'], 'text/odd');
});

test('difference 8: frozen options do', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  api.setOpts(deepFreeze({ headers: { 'X-Trace': '1' }, timeout: 5000 }));
  await api.createUser({ userid: 'lisi', name: 'Li Si' });
  await api.uploadFile(file);
  const opts = deepFreeze({ dataType: 'json' as const, headers: { 'X-Own': '2' }, data: { userid: 'lisi' } });
  assert.deepEqual(await api.request(`${server.prefix}user/get?access_token=${server.token}`, opts), OK);
});

test('difference 8: request leaves its options as they were', async (t) => {
  const server = await wecom(t);
  const opts = { dataType: 'json' as const, headers: { 'X-Own': '2' }, data: { userid: 'lisi' } };
  const before = structuredClone(opts);
  await client(server).request(`${server.prefix}user/get?access_token=${server.token}`, opts);
  assert.deepEqual(opts, before);
});

test('options that are inherited count', async (t) => {
  const server = await wecom(t);
  const opts = Object.create({ dataType: 'json' });
  assert.deepEqual(await client(server).request(`${server.prefix}user/get?access_token=${server.token}`, opts), OK);
});

for (const [name, args] of Object.entries(METHODS)) {
  test(`difference 8: ${name} leaves its arguments as they were, frozen or not`, async (t) => {
    const server = await wecom(t, () => ({ ...OK, ticket: 'T', expires_in: 7200 }));
    const api = client(server, sharedStore(server.token));
    const own = args.map((arg) =>
      arg === null || typeof arg !== 'object' || 'data' in arg ? arg : structuredClone(arg),
    );
    await call(api, name, own);
    assert.deepEqual(own, args);
    await call(api, name, own.map(deepFreeze));
  });
}

test('difference 8: batchInviteUser sends each callback with its own call alone', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const to = Object.freeze({ touser: 'a|b' });
  await api.batchInviteUser(to, { url: 'http://done/1' });
  await api.batchInviteUser(to, { url: 'http://done/2' });
  await api.batchInviteUser(to);
  assert.deepEqual(
    requestsAt(server, 'batch/inviteuser').map(({ body }) => JSON.parse(body.toString())),
    [{ ...to, callback: { url: 'http://done/1' } }, { ...to, callback: { url: 'http://done/2' } }, to],
  );
  assert.deepEqual(to, { touser: 'a|b' });
});

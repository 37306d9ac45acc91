import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import { STORE_PATIENCE } from '../../lib/core/ask';
import { client, rejection, tokensAt } from '../helpers/calls';
import { OK, wecom } from '../helpers/wecom';

/** Lets the clock of the stores run: real sockets go on meanwhile, so it is pushed until `promise` settles. */
async function impatient<T>(t: TestContext, call: () => Promise<T>): Promise<T> {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const promise = call();
  let settled = false;
  promise.then(
    () => (settled = true),
    () => (settled = true),
  );
  while (!settled) {
    await new Promise((resolve) => setImmediate(resolve));
    t.mock.timers.tick(STORE_PATIENCE / 100);
  }
  t.mock.timers.reset();
  return promise;
}

function warnings(t: TestContext): string[] {
  const told: string[] = [];
  const listener = ({ name, message }: Error) => name === 'WeChatAPIWarning' && told.push(`${name}: ${message}`);
  process.on('warning', listener);
  t.after(() => process.off('warning', listener));
  return told;
}

const PATIENT = { timeout: STORE_PATIENCE * 100 };

test('difference 21: a saveToken that never calls back does not hold up the call, nor those after it', async (t) => {
  const server = await wecom(t);
  const told = warnings(t);
  let saved = 0;
  const api = client(server, { ...PATIENT, getToken: (callback) => callback(null, null), saveToken: () => saved++ });
  for (let round = 0; round < 2; round++) await impatient(t, () => api.getUser('lisi'));
  assert.deepEqual(tokensAt(server, 'user/get'), [server.token, server.token]);
  assert.equal(saved, 2);
  assert.deepEqual(told, ['WeChatAPIWarning: saveToken has not answered for 5 s. The call goes on without it.']);
});

test('difference 21: calls at the same time share the fetch that a silent saveToken holds up', async (t) => {
  const server = await wecom(t);
  warnings(t);
  const api = client(server, { ...PATIENT, getToken: (callback) => callback(null, null), saveToken: () => {} });
  await impatient(t, () => Promise.all([api.getUser('a'), api.getUser('b'), api.getUser('c')]));
  assert.equal(server.count('gettoken'), 1);
});

test('difference 21: a getToken that never calls back is given up, and a token fetched', async (t) => {
  const server = await wecom(t);
  const told = warnings(t);
  const api = client(server, { ...PATIENT, getToken: () => {}, saveToken: (_, callback) => callback(null) });
  await impatient(t, () => api.getUser('lisi'));
  await impatient(t, () => api.getUser('lisi'));
  assert.equal(server.count('gettoken'), 1, 'the second call used the token of the first');
  assert.deepEqual(told, ['WeChatAPIWarning: getToken has not answered for 5 s. The call goes on without it.']);
});

test('a getToken that answers late is waited for where nothing can be fetched', async (t) => {
  const server = await wecom(t);
  const api = client(server, {
    ...PATIENT,
    corpsecret: '',
    getToken: (callback) => setTimeout(callback, STORE_PATIENCE * 3, null, { accessToken: server.token }),
  });
  await impatient(t, () => api.getUser('lisi'));
  assert.deepEqual(tokensAt(server, 'user/get'), [server.token]);
});

test('difference 21: an answer that comes after the patience ran out is ignored', async (t) => {
  const server = await wecom(t);
  warnings(t);
  const api = client(server, {
    ...PATIENT,
    getToken: (callback) => callback(null, null),
    saveToken: (_, callback) => setTimeout(callback, STORE_PATIENCE * 2, new Error('too late')),
  });
  assert.deepEqual(await impatient(t, () => api.getUser('lisi')), OK);
});

test('difference 21: silent ticket handlers do not hold up getJsConfig', async (t) => {
  const server = await wecom(t, () => ({ ...OK, ticket: 'TICKET', expires_in: 7200 }));
  const told = warnings(t);
  const api = client(server, PATIENT);
  api.registerTicketHandle(
    () => {},
    () => {},
  );
  const config = await impatient(t, () => api.getJsConfig({ url: 'http://page/' }));
  assert.match(config.signature, /^[\da-f]{40}$/);
  assert.deepEqual(
    told.map((warning) => warning.split(' ')[1]),
    ['getTicketToken', 'saveTicketToken'],
  );
});

test('a store that is silent for less than its patience is heard', async (t) => {
  const server = await wecom(t);
  const api = client(server, {
    ...PATIENT,
    getToken: (callback) => setTimeout(callback, STORE_PATIENCE - 1000, new Error('slow, and down')),
  });
  const err = await impatient(t, () => rejection(api.getUser('lisi')));
  assert.equal(err.message, 'slow, and down');
});

test('difference 6: the failure of a promise that nobody takes is told once, with method and code', async (t) => {
  const server = await wecom(t, () => ({ errcode: 60111, errmsg: 'no such user' }));
  const api = client(server);
  const told = once(process, 'warning');
  api.getUser('lisi');
  const [warning] = await told;
  assert.equal(warning.name, 'WeChatAPIWarning');
  assert.equal(warning.message, 'getUser failed, and nothing handles its promise: 60111 no such user');
});

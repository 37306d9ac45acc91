import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox } from '../../src/index';
import { Troubles } from '../../src/model/trouble';
import { ask, type Body, rows } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { client, world } from '../helpers/world';

// What may be ordered, what an order concerns, and what is said of those that nobody met.

const slips: [string, object, RegExp][] = [
  ['mesage/send', { errcode: -1 }, /There is no API mesage\/send\. Did you mean message\/send\?/],
  ['nothing/like/it', { errcode: -1 }, /There is no API nothing\/like\/it\.$/],
  ['user/get', { errcode: 4009 }, /WeCom lists no errcode 4009/],
  ['user/get', { fault: 'smell' }, /fault: drop, lost, stall, html, empty, broken, not smell/],
  ['user/get', { delay: -1 }, /delay: milliseconds/],
  ['user/get', { probability: 0 }, /probability: above 0/],
];

for (const [path, trouble, problem] of slips) {
  test(`trouble ${JSON.stringify(trouble)} for ${path} is refused`, async (t) => {
    const { sandbox } = await world(t);
    assert.throws(() => sandbox.trouble.next(path, trouble), problem);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const body = JSON.stringify({ path, ...trouble });
    assert.equal((await ask(`${sandbox.url}/_sandbox/trouble`, { ...init, body })).status, 400);
    assert.deepEqual(sandbox.trouble.waiting(), []);
  });
}

test('an errcode that WeCom does not list is taken with an errmsg', async (t) => {
  const { sandbox, app } = await world(t);
  sandbox.trouble.next('tag/list', { errcode: 987654, errmsg: 'new' });
  refused(await app.get('tag/list'), 987654, 'new');
});

test('a call that is late is carried out all the same', async (t) => {
  const { sandbox, contact } = await world(t);
  sandbox.trouble.next('department/create', { delay: 20 });
  accepted(await contact.post('department/create', { id: 9, name: 'late', parentid: 1 }), 'created');
  const entry = sandbox.wire.entries().at(-1);
  assert.equal(entry?.note, 'trouble: 20 ms late');
  assert.ok((entry?.ms ?? 0) >= 19, String(entry?.ms));
});

test('an errcode may be late, too', async (t) => {
  const { sandbox, contact } = await world(t);
  sandbox.trouble.next('department/create', { delay: 1, errcode: 45009 });
  refused(await contact.post('department/create', { id: 9, name: 'late', parentid: 1 }), 45009);
  assert.equal(sandbox.company.departments.has(9), false);
});

test('trouble for one secret leaves the others alone, gettoken included', async (t) => {
  const { sandbox, app, other } = await world(t);
  const secret = sandbox.apps[0]?.secret ?? '';
  sandbox.trouble.next('*', { errcode: 45009, secret }, 2);
  accepted(await other.get('tag/list'));
  refused(await app.get('tag/list'), 45009);
  await client(sandbox, sandbox.contactSecret);
  await assert.rejects(client(sandbox, secret));
});

test('trouble with a probability spares some calls, which do not count', () => {
  const dice = [0.9, 0.1, 0.5, 0.2];
  const known = { checkPath: () => {}, isErrcode: () => true };
  const trouble = new Troubles(known, () => dice.shift() ?? 1);
  trouble.next('tag/list', { errcode: -1, probability: 0.3 }, 2);
  const met = Array.from({ length: 4 }, () => trouble.take('tag/list', () => undefined) !== undefined);
  assert.deepEqual([met, trouble.waiting()], [[false, true, false, true], []]);
});

test('the log tells of trouble that nothing met, at a reset and at the end', async (t) => {
  const lines: string[] = [];
  const { sandbox } = await world(t, { log: (line) => lines.push(line) });
  sandbox.trouble.next('tag/list', { errcode: -1 }, 2);
  sandbox.reset();
  sandbox.trouble.nextCallback({ copies: 3 });
  await sandbox.close();
  await sandbox.close();
  assert.deepEqual(lines, [
    '!!! No call of tag/list met the trouble {"errcode":-1}; 2 were to come.',
    '!!! No callback met the trouble {"copies":3}; 1 were to come.',
  ]);
});

test("unservedTrouble: 'throw' lets reset() and close() fail, which do their work all the same", async () => {
  const sandbox = await createSandbox({ port: 0, unservedTrouble: 'throw' });
  sandbox.trouble.next('tag/list', { errcode: -1 });
  assert.throws(() => sandbox.reset(), /No call of tag\/list met/);
  assert.deepEqual(sandbox.trouble.waiting(), []);
  sandbox.trouble.next('user/get', { errcode: -1 });
  await assert.rejects(sandbox.close(), /No call of user\/get met/);
  await assert.rejects(fetch(sandbox.url), TypeError);
});

test("unknownPath: 'throw' lets reset() and close() fail when a path was called that there is not", async () => {
  const sandbox = await createSandbox({ port: 0, unknownPath: 'throw' });
  const app = await client(sandbox, sandbox.contactSecret);
  assert.equal((await app.get('departments/list')).status, 404);
  assert.throws(() => sandbox.reset(), /\/cgi-bin\/departments\/list was called, and there is no such API/);
  sandbox.reset();
  assert.equal((await app.get('no/such')).status, 404);
  await assert.rejects(sandbox.close(), /\/cgi-bin\/no\/such was called/);
});

test('trouble for callbacks is ordered over HTTP', async (t) => {
  const { sandbox } = await world(t);
  const post = (body: Body) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return ask(`${sandbox.url}/_sandbox/trouble/callback`, init);
  };
  assert.equal((await post({ fault: 'signature', receiver: 'contact', times: 2 })).status, 200);
  for (const wrong of [{ fault: 'drop' }, { copies: 0 }, { delay: 'long' }])
    assert.equal((await post(wrong)).status, 400);
  const [order] = rows((await ask(`${sandbox.url}/_sandbox/trouble`)).body, 'waitingCallbacks');
  assert.deepEqual(order, { trouble: { fault: 'signature', receiver: 'contact' }, left: 2 });
  assert.throws(() => sandbox.trouble.nextCallback({ copies: 1.5 }), /copies/);
});

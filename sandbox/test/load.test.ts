import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted } from './helpers/expect';
import { flood } from './helpers/flood';
import { world } from './helpers/world';

test('200 clients send at once, and no message is lost', async (t) => {
  const { sandbox, agentid } = await world(t);
  const secret = sandbox.apps[0]?.secret ?? '';
  const { sent, failures, msgids } = await flood({ ...sandbox, secret, agentid }, 200, (sent) => sent < 10);
  assert.deepEqual(failures, []);
  assert.equal(sent, 2000);
  assert.equal(msgids.size, sent);
  const kept = new Set(sandbox.messages().map(({ msgid }) => msgid));
  assert.deepEqual(
    [...msgids].filter((msgid) => !kept.has(msgid)),
    [],
  );
  assert.equal(kept.size, sent);
});

test('many writers of the address book at once do not get in each others way', async (t) => {
  const { contact } = await world(t);
  const names = Array.from({ length: 100 }, (_, i) => `d${i}`);
  const created = await Promise.all(names.map((name) => contact.post('department/create', { name, parentid: 1 })));
  const ids = created.map((answer) => accepted(answer, 'created').id);
  assert.equal(new Set(ids).size, names.length);
  const same = await Promise.all(names.map(() => contact.post('department/create', { name: 'same', parentid: 1 })));
  assert.equal(same.filter(({ body }) => body.errcode === 0).length, 1);
});

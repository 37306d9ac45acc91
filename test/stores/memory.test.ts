import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MemoryStore } from '../../lib/stores/memory';
import { contract } from './contract';

contract('memory', () => new MemoryStore());

test('the memory store holds no more than it may; what was set longest ago goes first', async () => {
  const store = new MemoryStore({ max: 3 });
  for (const key of ['a', 'b', 'c']) await store.set(key, key, 60_000);
  await store.set('a', 'a again', 60_000);
  await store.set('d', 'd', 60_000);
  const left = await Promise.all(['a', 'b', 'c', 'd'].map((key) => store.get(key)));
  assert.deepEqual(left, ['a again', undefined, 'c', 'd']);
  assert.equal(await store.add('e', 'e', 60_000), true);
  assert.equal(await store.get('c'), undefined);
});

test('a store without a number of its own is bounded too', async () => {
  const store = new MemoryStore();
  for (let i = 0; i < 40_000; i++) await store.set(String(i), i, 3_600_000);
  let left = 0;
  for (let i = 0; i < 40_000; i++) left += (await store.get(String(i))) === undefined ? 0 : 1;
  assert(left >= 1_000 && left <= 100_000, `${left}`);
});

test('the memory store keeps no timer, so that it does not keep the process', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const store = new MemoryStore();
  for (let i = 0; i < 100; i++) await store.set(String(i), i, 60_000);
  assert.equal(timers(), before);
});

test('two memory stores know nothing of each other', async () => {
  const [a, b] = [new MemoryStore(), new MemoryStore()];
  await a.set('key', 'a', 60_000);
  assert.equal(await b.get('key'), undefined);
  assert.equal(await b.add('key', 'b', 60_000), true);
  assert.equal(await a.get('key'), 'a');
});

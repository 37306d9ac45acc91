import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../../lib/stores/store';

/** What every store has to keep to, in this process or elsewhere. `make` gives one that may hold other things already. */
export function contract(name: string, make: () => Store | Promise<Store>): void {
  const LONG = 60_000;

  /** A store, and names that nobody else uses in it. */
  async function fresh(): Promise<{ store: Store; key: (name?: string) => string }> {
    const prefix = randomUUID();
    return { store: await make(), key: (own = '') => `${prefix}:${own}` };
  }

  /** Nothing there: undefined, or null as Redis says it. */
  async function absent(store: Store, key: string): Promise<boolean> {
    return ((await store.get(key)) ?? null) === null;
  }

  async function gone(store: Store, key: string): Promise<void> {
    while (!(await absent(store, key))) await pause(5);
  }

  test(`${name}: what was never set is not there`, async () => {
    const { store, key } = await fresh();
    assert(await absent(store, key()));
  });

  test(`${name}: values come back as they were set`, async () => {
    const { store, key } = await fresh();
    const values = [
      'text',
      '',
      '你好 👋\0\n',
      0,
      1.5,
      true,
      false,
      [],
      [1, 'a'],
      {},
      { a: { b: [null] } },
      'x'.repeat(100_000),
    ];
    for (const [i, value] of values.entries()) await store.set(key(String(i)), value, LONG);
    for (const [i, value] of values.entries()) assert.deepEqual(await store.get(key(String(i))), value);
  });

  test(`${name}: set takes the place of what was there`, async () => {
    const { store, key } = await fresh();
    await store.set(key(), 'first', LONG);
    await store.set(key(), 'second', LONG);
    assert.equal(await store.get(key()), 'second');
  });

  test(`${name}: a value is gone when its time is over, and not before`, async () => {
    const { store, key } = await fresh();
    const started = performance.now();
    await store.set(key('long'), 'long', LONG);
    await store.set(key('short'), 'short', 60);
    if (performance.now() - started < 30) assert.equal(await store.get(key('short')), 'short');
    await gone(store, key('short'));
    assert(performance.now() - started >= 55);
    assert.equal(await store.get(key('long')), 'long');
  });

  test(`${name}: setting a value again gives it a new time, longer or shorter`, async () => {
    const { store, key } = await fresh();
    await store.set(key('a'), 1, 30);
    await store.set(key('a'), 2, LONG);
    await store.set(key('b'), 1, LONG);
    await store.set(key('b'), 2, 30);
    await gone(store, key('b'));
    assert.equal(await store.get(key('a')), 2);
  });

  test(`${name}: add sets only what is not there, and says whether it did`, async () => {
    const { store, key } = await fresh();
    assert.equal(await store.add(key(), 'first', LONG), true);
    assert.equal(await store.add(key(), 'second', LONG), false);
    assert.equal(await store.get(key()), 'first');
    await store.set(key('set'), 'set', LONG);
    assert.equal(await store.add(key('set'), 'added', LONG), false);
    assert.equal(await store.get(key('set')), 'set');
    await store.delete(key());
    assert.equal(await store.add(key(), 'third', LONG), true);
    assert.equal(await store.get(key()), 'third');
  });

  test(`${name}: of many adds at the same time exactly one succeeds`, async () => {
    const { store, key } = await fresh();
    const added = await Promise.all(Array.from({ length: 50 }, (_, i) => store.add(key(), i, LONG)));
    assert.equal(added.filter(Boolean).length, 1);
    assert.equal(await store.get(key()), added.indexOf(true));
  });

  test(`${name}: what was added is gone in time, and can then be added again`, async () => {
    const { store, key } = await fresh();
    assert.equal(await store.add(key(), 'first', 30), true);
    await gone(store, key());
    assert.equal(await store.add(key(), 'second', LONG), true);
  });

  test(`${name}: a failed add does not lengthen the time of what is there`, async () => {
    const { store, key } = await fresh();
    await store.add(key(), 'first', 50);
    await store.add(key(), 'second', LONG);
    await gone(store, key());
  });

  test(`${name}: delete takes one value away; a second time it does nothing`, async () => {
    const { store, key } = await fresh();
    await store.set(key('a'), 1, LONG);
    await store.set(key('b'), 2, LONG);
    await store.delete(key('a'));
    await store.delete(key('a'));
    assert(await absent(store, key('a')));
    assert.equal(await store.get(key('b')), 2);
  });

  test(`${name}: delete with an expected value takes away that value and no other`, async () => {
    const { store, key } = await fresh();
    const value = { mine: ['é', 1] };
    await store.set(key(), value, LONG);
    await store.delete(key(), 'theirs');
    assert.deepEqual(await store.get(key()), value);
    await store.delete(key(), { mine: ['é', 1] });
    assert(await absent(store, key()));
    await store.delete(key(), value);
    assert.equal(await store.add(key(), 'mine', 30), true);
    await gone(store, key());
    assert.equal(await store.add(key(), 'theirs', LONG), true);
    await store.delete(key(), 'mine');
    assert.equal(await store.get(key()), 'theirs');
  });

  test(`${name}: of many that add, and take away what they added, one has it at a time`, async () => {
    const { store, key } = await fresh();
    let holders = 0;
    let most = 0;
    const turn = async (mark: string) => {
      while (!(await store.add(key(), mark, LONG))) await pause(1);
      most = Math.max(most, ++holders);
      await pause(1);
      holders -= 1;
      await store.delete(key(), mark);
    };
    await Promise.all(Array.from({ length: 12 }, (_, at) => turn(`mark ${at}`)));
    assert.deepEqual([most, holders], [1, 0]);
    assert(await absent(store, key()));
  });

  test(`${name}: a key may be any text`, async () => {
    const { store, key } = await fresh();
    const names = ['__proto__', 'constructor', 'a:b', 'a b\n', '你好', '../a', '*', 'x'.repeat(500), 'A', 'a'];
    for (const own of names) await store.set(key(own), own, LONG);
    for (const own of names) assert.equal(await store.get(key(own)), own);
    assert(await absent(await make(), '__proto__'));
    assert(await absent(await make(), 'constructor'));
  });

  test(`${name}: a time of a month is one`, async () => {
    const { store, key } = await fresh();
    await store.set(key(), 'kept', 30 * 24 * 3600 * 1000);
    await pause(5);
    assert.equal(await store.get(key()), 'kept');
  });
}

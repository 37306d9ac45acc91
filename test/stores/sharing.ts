import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { CountingStore, LeasingStore } from '../../lib/stores/store';

/** What a store has to keep to that counts, and shares out places, for several processes. */
export function sharing(name: string, make: () => CountingStore & LeasingStore): void {
  const LONG = 60_000;

  /** Places, `limit` of them, for holders that ask by their names: `await ask('a', running, waiting)`. */
  function places(limit: number, lifetime = LONG) {
    const [store, key] = [make(), randomUUID()];
    return (holder: string, running: number, waiting: number) =>
      store.lease(key, holder, { running, waiting }, limit, lifetime);
  }

  test(`${name}: calls are counted in any window, for all who share it`, async () => {
    const store = make();
    const key = randomUUID();
    const windows = [{ limit: 5, window: 600 }];
    const took: number[] = [];
    const began = performance.now();
    assert.deepEqual(await store.take(key, 3, windows), { granted: 3, wait: 0 });
    assert.deepEqual(await store.take(key, 3, windows), { granted: 2, wait: 0 });
    for (let granted = 0; granted === 0; ) {
      const grant = await store.take(key, 1, windows);
      granted = grant.granted;
      if (granted) took.push(performance.now() - began);
      else assert.ok(grant.wait >= 1 && grant.wait <= 620, `${grant.wait}`);
      await pause(grant.wait);
    }
    assert.ok((took[0] ?? 0) >= 590, `${took}`);
  });

  test(`${name}: of several windows the tightest counts`, async () => {
    const windows = [
      { limit: 4, window: 60_000 },
      { limit: 100, window: 3_600_000 },
    ];
    const [store, key] = [make(), randomUUID()];
    assert.deepEqual(await store.take(key, 9, windows), { granted: 4, wait: 0 });
    const { granted, wait } = await store.take(key, 9, windows);
    assert.ok(granted === 0 && wait > 50_000 && wait <= 61_000, `${granted} ${wait}`);
  });

  test(`${name}: places go to who asks while there are any, and are free again when they are given back`, async () => {
    const ask = places(5);
    assert.equal(await ask('a', 0, 3), 3);
    assert.equal(await ask('b', 0, 9), 2);
    assert.equal(await ask('b', 2, 7), 2);
    assert.equal(await ask('a', 0, 0), 0);
    assert.equal(await ask('b', 2, 7), 5);
    assert.equal(await ask('b', 1, 0), 1);
    assert.equal(await ask('a', 0, 9), 4);
  });

  test(`${name}: who has more than an equal share gives up what others lack`, async () => {
    const ask = places(10);
    assert.equal(await ask('a', 0, 50), 10);
    assert.equal(await ask('b', 0, 50), 0);
    assert.equal(await ask('a', 10, 50), 5);
    assert.equal(await ask('b', 0, 50), 0);
    assert.equal(await ask('a', 6, 50), 5);
    assert.equal(await ask('b', 0, 50), 4);
    assert.equal(await ask('a', 5, 50), 5);
    assert.equal(await ask('b', 4, 50), 5);
    assert.equal(await ask('b', 5, 0), 5);
    assert.equal(await ask('b', 0, 0), 0);
    assert.equal(await ask('a', 5, 50), 10);
  });

  test(`${name}: where there are fewer places than holders, they take turns`, async () => {
    const ask = places(1);
    const given = { a: 0, b: 0, c: 0 };
    const names = ['a', 'b', 'c'] as const;
    const running = { a: 0, b: 0, c: 0 };
    while (Math.min(...Object.values(given)) < 2) {
      for (const each of names) {
        const may = await ask(each, running[each], 9);
        if (may > running[each]) given[each] += 1;
        running[each] = may;
        assert.ok(running.a + running.b + running.c <= 1);
      }
      await pause(10);
    }
  });

  test(`${name}: whatever is asked, all holders together never have more places than there are`, async () => {
    const ask = places(7);
    const has = new Map<string, number>();
    for (let round = 0; round < 400; round++) {
      const holder = `holder ${(round * 7 + Math.floor(round / 3)) % 5}`;
      const running = Math.max(0, (has.get(holder) ?? 0) - (round % 3));
      const may = await ask(holder, running, (round * 5) % 11);
      has.set(holder, Math.max(running, may));
      const all = [...has.values()].reduce((sum, each) => sum + each, 0);
      assert.ok(all <= 7, `${all}`);
    }
  });

  test(`${name}: the places of a holder that is silent for its lifetime are free, and not before`, async () => {
    const ask = places(2, 150);
    const began = performance.now();
    assert.equal(await ask('dead', 0, 2), 2);
    while ((await ask('alive', 0, 2)) === 0) await pause(5);
    assert.ok(performance.now() - began >= 145);
    assert.equal(await ask('alive', 0, 2), 2);
  });

  test(`${name}: a holder that says what it has keeps it, also beyond its lifetime`, async () => {
    const ask = places(2, 1_000);
    assert.equal(await ask('alive', 0, 2), 2);
    for (const began = performance.now(); performance.now() - began < 1_500; await pause(50)) {
      await ask('alive', 2, 0);
      assert.equal(await ask('other', 0, 1), 0);
    }
  });

  test(`${name}: what a holder has is noted again where the store forgot it`, async () => {
    const ask = places(3);
    assert.equal(await ask('a', 3, 5), 3);
    assert.equal(await ask('b', 0, 5), 0);
  });

  test(`${name}: who waited, and went away without a word, is soon no longer counted`, async () => {
    const ask = places(4);
    assert.equal(await ask('a', 0, 9), 4);
    assert.equal(await ask('gone', 0, 9), 0);
    assert.equal(await ask('a', 4, 9), 2);
    while ((await ask('a', 2, 9)) < 4) await pause(50);
  });
}

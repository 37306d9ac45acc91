import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { MemoryStore } from '../../lib/stores/memory';
import type { Demand, Grant, LeasingStore } from '../../lib/stores/store';
import { client } from '../helpers/calls';
import { OK, wecom } from '../helpers/wecom';

// `concurrency` shared through a store, as one process sees it. test/stores/fleet.test.ts has many.

/** A server whose calls take 5 ms, and how many it had under way at the same time. */
async function counting(t: TestContext) {
  const seen = { most: 0, now: 0 };
  const server = await wecom(t, async () => {
    seen.most = Math.max(seen.most, ++seen.now);
    await pause(5);
    seen.now -= 1;
    return OK;
  });
  return { server, seen };
}

/** A store that gives each holder `given` places, or fails, and notes what it was asked. */
class Leasing extends MemoryStore implements LeasingStore {
  readonly asked: Demand[] = [];
  isDown = false;
  given = 1;
  async lease(_key: string, _holder: string, demand: Demand): Promise<number> {
    if (this.isDown) throw new Error('down');
    this.asked.push(demand);
    return Math.min(this.given, demand.running + demand.waiting);
  }
  override async get(key: string): Promise<unknown> {
    if (this.isDown) throw new Error('down');
    return super.get(key);
  }
}

test('calls one after the other cost no question each, and whoever is done gives its places back', async (t) => {
  const server = await wecom(t);
  const store = new Leasing();
  const api = client(server, { store, limits: { default: { concurrency: 5 } } });
  t.mock.timers.enable({ apis: ['setTimeout'] });
  for (let i = 0; i < 50; i++) await api.getUser('lisi');
  await settled();
  assert.deepEqual(store.asked, [
    { running: 0, waiting: 1 },
    { running: 0, waiting: 0 },
  ]);
});

test('whoever waits for a place asks a few times a second, and keeps what it has', async (t) => {
  const held: (() => void)[] = [];
  const server = await wecom(t, () => new Promise((resolve) => held.push(() => resolve(OK))));
  const store = new Leasing();
  const api = client(server, { store, limits: { default: { concurrency: 5 } } });
  await api.getAccessToken();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const calls = Promise.all([1, 2, 3].map(() => api.getUser('lisi')));
  while (held.length === 0) await settled();
  const before = store.asked.length;
  for (let passed = 0; passed < 4_000; passed += 50) {
    t.mock.timers.tick(50);
    await settled(2);
  }
  const asked = store.asked.slice(before);
  assert.ok(asked.length >= 20 && asked.length <= 90, `${asked.length}`);
  for (const demand of asked) assert.deepEqual(demand, { running: 1, waiting: 2 });
  for (let answered = 0; answered < 3; answered++) {
    while (held.length === 0) await settled();
    held.shift()?.();
  }
  await calls;
});

test('while the store is down each process has as many places of its own, after one warning, and then it shares again', async (t) => {
  const { server, seen } = await counting(t);
  const store = new Leasing();
  const api = client(server, { store, limits: { default: { concurrency: 2 } } });
  const warnings: string[] = [];
  const keep = ({ message }: Error) => warnings.push(message);
  process.on('warning', keep);
  t.after(() => process.off('warning', keep));
  const most = async () => {
    await settled();
    seen.most = 0;
    await Promise.all(Array.from({ length: 6 }, () => api.getUser('lisi')));
    return seen.most;
  };
  assert.equal(await most(), 1);
  store.isDown = true;
  assert.equal(await most(), 2);
  store.isDown = false;
  while ((await most()) > 1) await pause(100);
  assert.match(warnings.join('\n'), /^The store does not answer \(down\)[^\n]*$/);
});

test('a call that is stopped while it waits for a place takes none', async (t) => {
  const server = await wecom(t);
  const store = new Leasing();
  store.given = 0;
  const api = client(server, { store, limits: { default: { concurrency: 1 } } });
  await assert.rejects(api.within({ deadline: 30 }).getUser('lisi'), /deadline/);
  await settled();
  assert.deepEqual(store.asked.at(-1), { running: 0, waiting: 0 });
  store.given = 1;
  await api.getUser('lisi');
});

test('a lease that cannot be is refused', async (t) => {
  const server = await wecom(t);
  const api = client(server, { store: new Leasing(), limits: { default: { concurrency: 1 }, lease: 0 } });
  await assert.rejects(async () => api.getUser('a'), /lease must be a whole number/);
});

test('a store that counts and shares out no places is not shared by limits that say so', async (t) => {
  const server = await wecom(t);
  const store = Object.assign(new MemoryStore(), { take: async (): Promise<Grant> => ({ granted: 1, wait: 0 }) });
  const limits = { default: { concurrency: 1 } };
  assert.throws(() => client(server, { store, limits: { ...limits, shared: true } }), /needs a store that counts/);
  await client(server, { store, limits }).getUser('lisi');
});

/** Lets everything happen that waits for no timer. */
async function settled(turns = 20): Promise<void> {
  for (let i = 0; i < turns; i++) await new Promise(setImmediate);
}

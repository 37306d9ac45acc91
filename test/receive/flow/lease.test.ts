import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';

import wechat = require('../../../lib/receive/index');

import { MemoryStore } from '../../../lib/stores/memory';
import type { Store } from '../../../lib/stores/store';
import type { Told } from '../helpers/dies';
import { contentOf, gate, hosted } from '../helpers/host';
import { text, toXML } from '../helpers/samples';
import { ACCOUNT, delivery, send } from '../helpers/sender';

// Who handles a message, and what becomes of it when that one dies, is held up or has lost its lease.

/** A host that counts what it handles, and answers when the gate opens. */
async function counting(t: TestContext, dedupe: Store, name: string, until: Promise<unknown> = Promise.resolve()) {
  let handled = 0;
  const begun = gate();
  const middleware = wechat({ ...ACCOUNT, dedupe }, async () => {
    handled++;
    begun.open();
    await until;
    return `reply ${handled} of ${name}`;
  });
  return { ...(await hosted(t, middleware)), handled: () => handled, begun: begun.promise };
}

/** `Date.now` runs ahead as far as it is told: for stores that forget by it. */
function runningAhead(t: TestContext): (ms: number) => void {
  const now = Date.now;
  let ahead = 0;
  t.mock.method(Date, 'now', () => now() + ahead);
  return (ms) => {
    ahead += ms;
  };
}

/** Everything that a store was told to keep, by the call that did it. */
function watched(store: Store): { store: Store; kept: [call: string, value?: unknown][] } {
  const kept: [string, unknown?][] = [];
  return {
    kept,
    store: {
      get: (key) => store.get(key),
      set(key, value, ttl) {
        kept.push(['set', value]);
        return store.set(key, value, ttl);
      },
      add(key, value, ttl) {
        kept.push(['add', value]);
        return store.add(key, value, ttl);
      },
      delete(key) {
        kept.push(['delete']);
        return store.delete(key);
      },
    },
  };
}

/** The child of `dies.ts`, with `store` behind its own. Answers when its handler has begun. */
async function dying(
  t: TestContext,
  store: Store,
): Promise<{ child: ChildProcess; url: string; handling: Promise<void> }> {
  const child = fork(join(__dirname, '../helpers/dies.ts'));
  t.after(() => child.kill('SIGKILL'));
  const handling = gate();
  const port = gate<number>();
  child.on('message', async (told: Told) => {
    if ('port' in told) return port.open(told.port);
    if ('handling' in told) return handling.open();
    const answer: unknown = await Reflect.apply(store[told.name], store, told.args);
    if (child.connected) child.send({ id: told.id, answer });
  });
  return { child, url: `http://127.0.0.1:${await port.promise}`, handling: handling.promise };
}

test('a message whose process is killed in its handler is handled when WeCom delivers it again', async (t) => {
  const store = new MemoryStore();
  const { child, url, handling } = await dying(t, store);
  const [a, b] = [await counting(t, store, 'a'), await counting(t, store, 'b')];
  const hello = text('hello');
  const first = send(url, delivery(toXML(hello))).catch((err: Error) => err);
  await handling;
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert((await first) instanceof Error, 'the connection broke');
  // At once, as WeCom does then, and two at a time, as it does not: 503 would say that 5 s went by without an answer.
  const again = await Promise.all([a.deliver(hello), b.deliver(hello)]);
  assert.deepEqual(
    again.map(({ status }) => status),
    [200, 200],
  );
  assert.match(contentOf(again[0].reply) ?? '', /^reply 1 of [ab]$/);
  assert.equal(again[0].reply, again[1].reply);
  assert.equal(a.handled() + b.handled(), 1);
});

test('a lease is renewed as long as the handler runs: a second delivery is not handled meanwhile', async (t) => {
  const later = runningAhead(t);
  const go = gate();
  const renewed = gate();
  const memory = new MemoryStore();
  let sets = 0;
  const store = Object.assign(new MemoryStore(), {
    get: (key: string) => memory.get(key),
    add: (key: string, value: unknown, ttl: number) => memory.add(key, value, ttl),
    delete: (key: string) => memory.delete(key),
    // Time flies after each of three renewals, which together are longer than any one lease.
    async set(key: string, value: unknown, ttl: number) {
      await memory.set(key, value, ttl);
      if (++sets > 3) return;
      later(ttl - 600);
      if (sets === 3) renewed.open();
    },
  });
  const [a, b] = [await counting(t, store, 'a', go.promise), await counting(t, store, 'b')];
  const hello = text('hello');
  const first = a.deliver(hello);
  await a.begun;
  await renewed.promise;
  const again = b.deliver(hello);
  await b.deliver('');
  go.open();
  assert.deepEqual(
    (await Promise.all([first, again])).map(({ reply }) => contentOf(reply)),
    ['reply 1 of a', 'reply 1 of a'],
  );
  assert.equal(b.handled(), 0);
});

test('nothing is written for a message after its answer', async (t) => {
  const { store, kept } = watched(new MemoryStore());
  const slow = gate();
  const asked = gate();
  const get = store.get;
  // The first renewal hangs at its first call, until the handler has answered.
  store.get = async (key) => {
    asked.open();
    await slow.promise;
    return get(key);
  };
  const go = gate();
  const host = await counting(t, store, 'a', go.promise);
  const hello = text('hello');
  const first = host.deliver(hello);
  await asked.promise;
  go.open();
  assert.equal(contentOf((await first).reply), 'reply 1 of a');
  slow.open();
  assert.equal(contentOf((await host.deliver(hello)).reply), 'reply 1 of a');
  assert.deepEqual(
    kept.map(([call]) => call),
    ['add', 'set', 'add'],
  );
  assert.match(String(kept[1]?.[1]), /^=/);
});

test('who has lost its lease does not take it back, nor the reply of who has it now', async (t) => {
  const later = runningAhead(t);
  const { store, kept } = watched(new MemoryStore());
  const fails = gate();
  const begun = gate();
  // Held up as a whole: it looks into the store only when the other one has answered.
  const resumed = gate();
  const stopped: Store = { ...store, get: (key) => resumed.promise.then(() => store.get(key)) };
  const first = await hosted(
    t,
    wechat({ ...ACCOUNT, dedupe: stopped }, async () => {
      begun.open();
      await fails.promise;
      throw new RangeError('held up, and failed');
    }),
  );
  const other = await counting(t, store, 'other');
  const hello = text('hello');
  const held = first.deliver(hello);
  await begun.promise;
  later(3_000);
  assert.equal(contentOf((await other.deliver(hello)).reply), 'reply 1 of other');
  resumed.open();
  fails.open();
  assert.equal((await held).error, 'RangeError');
  assert.equal(contentOf((await other.deliver(hello)).reply), 'reply 1 of other');
  assert.equal(other.handled(), 1);
  assert(!kept.some(([call]) => call === 'delete'));
});

test('a lease that was not renewed in time is taken again, when nobody else has taken it', async (t) => {
  const later = runningAhead(t);
  const { store, kept } = watched(new MemoryStore());
  const go = gate();
  const host = await counting(t, store, 'a', go.promise);
  const hello = text('hello');
  const first = host.deliver(hello);
  await host.begun;
  later(3_000);
  while (kept.length < 2) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(kept[1]?.[0], 'add');
  const again = host.deliver(hello);
  await host.deliver('');
  go.open();
  assert.equal(contentOf((await first).reply), 'reply 1 of a');
  assert.equal(contentOf((await again).reply), 'reply 1 of a');
});

test('a store that is down while the handler runs is complained of once, and costs no answer', async (t) => {
  const warnings: Error[] = [];
  const keep = (warning: Error) => warnings.push(warning);
  process.on('warning', keep);
  t.after(() => process.off('warning', keep));
  const go = gate();
  let asked = 0;
  const store = Object.assign(new MemoryStore(), {
    async get() {
      if (++asked === 2) go.open();
      throw new Error('the store is down');
    },
  });
  const host = await counting(t, store, 'a', go.promise);
  assert.equal(contentOf((await host.deliver(text('hello'))).reply), 'reply 1 of a');
  assert.deepEqual(
    warnings.map(({ message }) => message),
    ['the store is down'],
  );
});

// Stores that contradict themselves.

const says = (found: unknown, added = false): Partial<Store> => ({ add: async () => added, get: async () => found });

const CONTRADICTING: Record<string, () => Partial<Store>> = {
  'says that there is something, and has nothing': () => says(undefined),
  'says that there is something, and has null': () => says(null),
  'says that there is something, and has a number': () => says(7),
  "says that there is something, and has somebody else's text": () => says('locked'),
  'adds, and does not say so': () => {
    const memory = new MemoryStore();
    return {
      get: (key) => memory.get(key),
      add: (key, value, ttl) => memory.add(key, value, ttl).then(() => undefined as never),
    };
  },
  'says that it added, and has nothing': () => says(undefined, true),
};

for (const [name, part] of Object.entries(CONTRADICTING)) {
  test(`a store that ${name} loses no message`, async (t) => {
    const host = await counting(t, Object.assign(new MemoryStore(), part()), 'a');
    assert.equal(contentOf((await host.deliver(text('hello'))).reply), 'reply 1 of a');
    assert.equal(host.handled(), 1);
  });
}

test('a store that does not forget the lease of a process that died loses no message', async (t) => {
  const later = runningAhead(t);
  const memory = new MemoryStore();
  const store: Store = {
    get: (key) => {
      later(500);
      return memory.get(key);
    },
    set: (key, value) => memory.set(key, value, Number.POSITIVE_INFINITY),
    add: (key, value) => memory.add(key, value, Number.POSITIVE_INFINITY),
    delete: (key) => memory.delete(key),
  };
  const never = gate();
  const dead = await counting(t, { ...store, get: () => never.promise as Promise<unknown> }, 'dead', never.promise);
  const hello = text('hello');
  const first = dead.deliver(hello);
  await dead.begun;
  const alive = await counting(t, store, 'alive');
  assert.equal(contentOf((await alive.deliver(hello)).reply), 'reply 1 of alive');
  never.open();
  await first;
});

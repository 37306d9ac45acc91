import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { type TestContext, test } from 'node:test';

import wechat = require('../../../lib/receive/index');

import { MemoryStore } from '../../../lib/stores/memory';
import type { Store } from '../../../lib/stores/store';
import { contentOf, hosted } from '../helpers/host';
import { text } from '../helpers/samples';
import { ACCOUNT } from '../helpers/sender';

// Deduplication with stores that fail: rather twice than not at all.

/** A host that counts what it handles. */
async function counting(t: TestContext, dedupe: Store) {
  const handled: string[] = [];
  const middleware = wechat({ ...ACCOUNT, dedupe }, (req) => {
    handled.push(req.weixin_xml);
    return `reply ${handled.length}`;
  });
  return { ...(await hosted(t, middleware)), handled };
}

test('a store that hangs does not hold messages: they are handled, with a warning', async (t) => {
  const never = () => new Promise<never>(() => {});
  const warnings: Error[] = [];
  const keep = (warning: Error) => warnings.push(warning);
  process.on('warning', keep);
  t.after(() => process.off('warning', keep));
  const parts: Partial<Store>[] = [{ add: never }, { add: async () => false, get: never }, { set: never }];
  await Promise.all(
    parts.map(async (part) => {
      const { deliver, handled } = await counting(t, Object.assign(new MemoryStore(), part));
      assert.equal(contentOf((await deliver(text('hello'))).reply), 'reply 1');
      assert.equal(handled.length, 1);
    }),
  );
  while (warnings.length < parts.length) await once(process, 'warning');
  for (const { message } of warnings) assert.match(message, /store/);
});

test('a store that fails does not lose messages', async (t) => {
  const down = () => Promise.reject(new Error('the store is down'));
  const throws = () => {
    throw new Error('the store is down');
  };
  const cache = new Map<string, unknown>();
  /** No promises, as applications have it that bring a cache: `MemoryStore` cannot stand for it. */
  const synchronous: object = {
    get: (key: string) => cache.get(key),
    set: (key: string, value: unknown) => cache.set(key, value),
    add: (key: string, value: unknown) => !cache.has(key) && cache.set(key, value) === cache,
    delete: (key: string) => cache.delete(key),
  };
  const parts: Partial<Store>[] = [
    { add: throws, get: throws, set: throws, delete: throws },
    { get: throws },
    { set: throws },
    { delete: throws },
    { add: throws },
    synchronous,
    { add: down, get: down, set: down, delete: down },
    { get: down },
    { set: down },
    { delete: down },
    { add: down },
  ];
  const warnings: unknown[] = [];
  const keep = (warning: Error) => warnings.push(warning);
  process.on('warning', keep);
  t.after(() => process.off('warning', keep));
  for (const part of parts) {
    const { deliver, handled } = await counting(t, Object.assign(new MemoryStore(), part));
    assert.equal(contentOf((await deliver(text('hello'))).reply), 'reply 1');
    assert.equal(handled.length, 1);
  }
});

test('a store whose delete throws does no harm to a message whose handler failed', async (t) => {
  const dedupe = Object.assign(new MemoryStore(), {
    delete: () => {
      throw new Error('the store is down');
    },
  });
  const warned = once(process, 'warning');
  const middleware = wechat({ ...ACCOUNT, dedupe }, () => {
    throw new RangeError('no');
  });
  assert.equal((await (await hosted(t, middleware)).deliver(text('hello'))).error, 'RangeError');
  assert.match(String(await warned), /the store is down/);
});

test('a process whose handler failed leaves the reply of one that took over meanwhile', async (t) => {
  const memory = new MemoryStore();
  const events = new EventEmitter();
  const released = once(events, 'released');
  const dedupe = Object.assign(new MemoryStore(), {
    get: async (key: string) => {
      const found = await memory.get(key);
      if (found !== undefined) await memory.set(key, '=', 60_000);
      return found;
    },
    add: (key: string, value: unknown, ttl: number) => memory.add(key, value, ttl),
    delete: async (key: string, expected?: unknown) => {
      await memory.delete(key, expected);
      events.emit('released');
    },
  });
  let handled = 0;
  const middleware = wechat({ ...ACCOUNT, dedupe }, () => {
    handled += 1;
    throw new RangeError('no');
  });
  const { deliver } = await hosted(t, middleware);
  const message = text('hello');
  assert.equal((await deliver(message)).error, 'RangeError');
  await released;
  assert.equal((await deliver(message)).error, undefined);
  assert.equal(handled, 1);
});

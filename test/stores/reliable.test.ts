import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { Lock } from '../../lib/stores/lock';
import { MemoryStore } from '../../lib/stores/memory';
import { DOWN, reliable } from '../../lib/stores/reliable';

/** A store that notes how often it was asked, and answers when it is told to. */
class Slow extends MemoryStore {
  asked = 0;
  failure: Error | undefined;
  /** Adds wait for this. */
  ready: Promise<void> | undefined;
  override async get(key: string): Promise<unknown> {
    this.asked += 1;
    if (this.failure) throw this.failure;
    return super.get(key);
  }
  override async add(key: string, value: unknown, ttl: number): Promise<boolean> {
    await this.ready;
    return super.add(key, value, ttl);
  }
}

function warningsOf(t: TestContext): string[] {
  const warnings: string[] = [];
  const keep = ({ message }: Error) => warnings.push(message);
  process.on('warning', keep);
  t.after(() => process.off('warning', keep));
  return warnings;
}

async function settled(): Promise<void> {
  for (let i = 0; i < 10; i++) await new Promise(setImmediate);
}

test('nobody waits for a store that is down, its end is noticed without a question, and one warning a minute tells it', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_700_000_000_000 });
  await settled();
  const warnings = warningsOf(t);
  const store = new Slow();
  const ask = () => reliable(store).ask((each) => each.get('key'));
  const outage = async () => {
    store.failure = new Error('gone');
    assert.equal(await ask(), DOWN);
    const { asked } = store;
    for (let i = 0; i < 5; i++) assert.equal(await ask(), DOWN);
    assert.equal(store.asked, asked);
    t.mock.timers.tick(1_000);
    await settled();
    assert.deepEqual([store.asked, await ask()], [asked + 1, DOWN]);
    store.failure = undefined;
    t.mock.timers.tick(1_000);
    await settled();
    assert.equal(await ask(), undefined);
  };
  await outage();
  assert.equal(warnings.length, 1);
  assert.match(warnings[0] ?? '', /^The store does not answer \(gone\)/);
  await outage();
  assert.equal(warnings.length, 1);
  t.mock.timers.tick(60_000);
  await outage();
  assert.equal(warnings.length, 2);
});

test('a lock that a slow store gives when its holder has gone on without it keeps nobody out', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const store = new Slow();
  let answer = () => {};
  store.ready = new Promise((resolve) => {
    answer = resolve;
  });
  const lock = new Lock(reliable(store), 'lock', 10_000);
  const held = lock.hold(async () => undefined);
  for (let passed = 0; passed < 2_000; passed += 100) t.mock.timers.tick(100);
  await held;
  await lock.release();
  answer();
  await settled();
  assert.equal(await store.get('lock'), undefined);
});

import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { test } from 'node:test';
import { PRESETS } from '../../lib/policy/limits';
import { WindowCounter } from '../../lib/policy/window';
import { MemoryStore } from '../../lib/stores/memory';
import { client, rejection } from '../helpers/calls';
import type { Sends } from '../helpers/child_sends';
import { child } from '../helpers/children';
import type { Answer } from '../helpers/server';
import { OK, wecom } from '../helpers/wecom';

/** A server whose answers wait until they are released, and how many there are. */
function holding() {
  const held: (() => void)[] = [];
  const handler = () => new Promise<Answer>((resolve) => held.push(() => resolve(OK)));
  return { held, handler };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}

test('no more calls of a path are under way than are allowed, and those of other paths do not wait', async (t) => {
  const { held, handler } = holding();
  const server = await wecom(t, (request) => (request.path.endsWith('user/get') ? handler() : OK));
  const api = client(server, { limits: { paths: { 'user/get': { concurrency: 2 } } } });
  let most = 0;
  const calls = Promise.all([1, 2, 3, 4, 5].map(() => api.getUser('lisi')));
  await api.getDepartments();
  for (let answered = 0; answered < 5; answered++) {
    await until(() => held.length > 0);
    for (let i = 0; i < 20; i++) await new Promise(setImmediate);
    most = Math.max(most, held.length);
    held.shift()?.();
  }
  await calls;
  assert.equal(most, 2);
});

test('a failed call leaves its place, and a call with a dead token too', async (t) => {
  const server = await wecom(t, () => ({ errcode: 60111, errmsg: 'no such member' }));
  const api = client(server, { limits: { default: { concurrency: 1 } } });
  for (let i = 0; i < 3; i++) {
    assert.equal((await rejection(api.getUser('lisi'))).code, 60111);
    server.expire();
  }
  const broken = client(server, {
    getToken: () => Promise.reject(new Error('broken')),
    limits: { default: { concurrency: 1 } },
  });
  for (let i = 0; i < 3; i++) assert.equal((await rejection(broken.getUser('lisi'))).message, 'broken');
});

test('a full queue is a clear error, at once', async (t) => {
  const { held, handler } = holding();
  const server = await wecom(t, handler);
  const api = client(server, { limits: { default: { concurrency: 1 }, queue: 2 } });
  const calls = [api.getUser('a')];
  await until(() => held.length === 1);
  calls.push(api.getUser('b'), api.getUser('c'));
  const err = await rejection(api.getUser('d'));
  assert.deepEqual([err.name, err.code, err.method], ['WeChatAPIQueueFullError', 'QUEUE_FULL', 'getUser']);
  assert.match(err.message, /2 calls wait for user\/get already, as many as limits\.queue allows/);
  const released = setInterval(() => held.shift()?.(), 1);
  await Promise.all(calls);
  clearInterval(released);
});

test('a waiting call that is stopped leaves the queue', async (t) => {
  const { held, handler } = holding();
  const server = await wecom(t, handler);
  const api = client(server, { limits: { default: { concurrency: 1 }, queue: 1 } });
  const first = api.getUser('a');
  await until(() => held.length === 1);
  assert.equal((await rejection(api.within({ deadline: 5 }).getUser('b'))).code, 'DEADLINE');
  const second = api.getUser('c');
  held.shift()?.();
  await first;
  await until(() => held.length === 1);
  held.shift()?.();
  await second;
  assert.deepEqual(
    server.requests.filter(({ path }) => path.endsWith('user/get')).map(({ query }) => query.get('userid')),
    ['a', 'c'],
  );
});

test('a call that waited answers in the asynchronous context of its caller', async (t) => {
  const server = await wecom(t);
  const api = client(server, { limits: { default: { concurrency: 1 } } });
  const context = new AsyncLocalStorage<number>();
  const seen = await Promise.all(
    [1, 2, 3].map((number) =>
      context.run(number, () => new Promise((resolve) => api.getUser('a', () => resolve(context.getStore())))),
    ),
  );
  assert.deepEqual(seen, [1, 2, 3]);
});

test('apis with the same options share their limits', async (t) => {
  const { held, handler } = holding();
  const server = await wecom(t, handler);
  const limits = { default: { concurrency: 1 } };
  const [one, other] = [client(server, { limits }), client(server, { limits })];
  const calls = Promise.all([one.getUser('a'), other.getUser('b')]);
  await until(() => held.length === 1);
  for (let i = 0; i < 30; i++) await new Promise(setImmediate);
  assert.equal(held.length, 1);
  held.shift()?.();
  await until(() => held.length === 1);
  held.shift()?.();
  await calls;
});

test("the presets are WeCom's numbers", () => {
  assert.deepEqual(PRESETS.corp, { perMinute: 10_000, perHour: 150_000 });
  assert.deepEqual(PRESETS.ip, { perMinute: 20_000, perHour: 600_000 });
});

test('limits that cannot be are refused: of no calls, and shared by nobody', async (t) => {
  const server = await wecom(t);
  for (const perMinute of [0, -1, 1.5, Number.NaN]) {
    const api = client(server, { limits: { default: { perMinute } } });
    await assert.rejects(async () => api.getUser('a'), /perMinute must be a whole number/);
  }
  const options = { store: new MemoryStore(), limits: { shared: true } };
  assert.throws(() => client(server, options), /limits\.shared needs a store that counts/);
});

test('in no window, wherever it begins, are more than the limit', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000_000_123 });
  const counter = new WindowCounter([{ limit: 100, window: 60_000 }]);
  const taken: number[] = [];
  for (let second = 0; second < 400; second++) {
    for (let wanted = (second * 7) % 40; wanted > 0; ) {
      const { granted } = counter.take(wanted);
      if (granted === 0) break;
      wanted -= granted;
      for (let i = 0; i < granted; i++) taken.push(Date.now());
    }
    t.mock.timers.tick(733);
  }
  assert.ok(taken.length > 400, `${taken.length}`);
  assert.ok(mostWithin(taken, 60_000) <= 100);
});

/** The most of `times` that lie in any window of `length`. */
function mostWithin(times: readonly number[], length: number): number {
  let first = 0;
  let most = 0;
  for (const [at, time] of times.entries()) {
    while ((times[first] ?? 0) <= time - length) first++;
    most = Math.max(most, at - first + 1);
  }
  return most;
}

/** 10,000 sends to 500 members, at most 1,000 a minute, in a process without the async hooks of the test runner. */
async function manySends(t: import('node:test').TestContext, options: { faults: boolean }): Promise<Sends> {
  return Object(await child(t, 'child_sends.ts').ask(options));
}

function inOrder(sends: Sends['sends']): boolean {
  const last = new Map<string, number>();
  return sends.every(({ id, to }) => {
    const isLater = id >= (last.get(to) ?? 0);
    last.set(to, id);
    return isLater;
  });
}

test('10,000 sends with a limit of 1,000 a minute: never more in any minute, all delivered, in order for each member', async (t) => {
  const { sends, failed } = await manySends(t, { faults: false });
  assert.deepEqual([sends.length, failed.length, new Set(sends.map(({ id }) => id)).size], [10_000, 0, 10_000]);
  assert.ok(
    mostWithin(
      sends.map(({ at }) => at),
      60_000,
    ) <= 1_000,
  );
  assert.ok(inOrder(sends));
});

test('with refusals and broken connections nothing is lost, and nothing doubled that WeCom had accepted', async (t) => {
  const { sends, failed } = await manySends(t, { faults: true });
  const accepted = sends.filter(({ fate }) => fate === 'answered' || fate === 'broken').map(({ id }) => id);
  assert.deepEqual([accepted.length, new Set(accepted).size], [10_000, 10_000]);
  const broken = sends.filter(({ fate }) => fate === 'broken').map(({ id }) => id);
  assert.ok(broken.length > 200 && sends.length - accepted.length > 200, `${broken.length} of ${sends.length}`);
  // Only of these the caller cannot know.
  assert.deepEqual(failed.sort(), broken.sort());
  assert.ok(
    mostWithin(
      sends.map(({ at }) => at),
      60_000,
    ) <= 1_000,
  );
  assert.ok(inOrder(sends));
});

test('where the shared store is down, each process counts by itself', async (t) => {
  const server = await wecom(t);
  const down = () => Promise.reject(new Error('down'));
  const store = { get: down, set: down, add: down, delete: down, take: down };
  const stop = new AbortController();
  const limits = { default: { perMinute: 3 } };
  const api = client(server, { store, limits }).within({ signal: stop.signal });
  const over = Promise.allSettled(Array.from({ length: 5 }, () => api.getUser('lisi')));
  await until(() => server.count('user/get') === 3);
  for (let i = 0; i < 50; i++) await new Promise(setImmediate);
  stop.abort();
  await over;
  assert.equal(server.count('user/get'), 3);
});

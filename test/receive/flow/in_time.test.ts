import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type TestContext, test } from 'node:test';
import session from 'express-session';

import wechat = require('../../../lib/receive/index');

import { MemoryStore } from '../../../lib/stores/memory';
import { contentOf, type Gate, gate, hosted, sessions } from '../helpers/host';
import { text } from '../helpers/samples';
import { ACCOUNT } from '../helpers/sender';

// In time.

/** A host whose handler answers when the gate opens, and what it hands over when that was too late. */
async function inTime(t: TestContext, options: Partial<wechat.Config>, go: Gate<void>) {
  const late: unknown[][] = [];
  const handed = gate();
  let handled = 0;
  const middleware = wechat(
    {
      ...ACCOUNT,
      replyWithin: 30,
      onLate(reply, message) {
        late.push([reply, message]);
        handed.open();
      },
      ...options,
    },
    async (req) => {
      handled++;
      await go.promise;
      return `late reply to ${Reflect.get(req.weixin, 'Content')}`;
    },
  );
  return { ...(await hosted(t, middleware)), late, handed: handed.promise, handled: () => handled };
}

test('replyWithin answers with nothing in time, and hands the reply that comes late to onLate', async (t) => {
  const go = gate();
  const { deliver, late, handed } = await inTime(t, {}, go);
  const hello = text('hello');
  const { status, reply } = await deliver(hello);
  assert.deepEqual([status, reply], [200, '']);
  assert.deepEqual(late, []);
  go.open();
  await handed;
  assert.deepEqual(late.length, 1);
  assert.equal(late[0]?.[0], 'late reply to hello');
  assert.deepEqual({ ...Object(late[0]?.[1]) }, hello);
});

test('a reply in time is sent, and onLate hears nothing', async (t) => {
  const go = gate();
  go.open();
  const { deliver, late } = await inTime(t, { replyWithin: 3_600_000 }, go);
  assert.equal(contentOf((await deliver(text('hello'))).reply), 'late reply to hello');
  assert.deepEqual(late, []);
});

test('res.reply that comes late goes to onLate too, whatever it says', async (t) => {
  const late: unknown[] = [];
  for (const content of ['text', [{ title: 't' }], { type: 'image', content: { mediaId: 'm' } }]) {
    const go = gate();
    const handed = gate<unknown>();
    const middleware = wechat({ ...ACCOUNT, replyWithin: 20, onLate: (reply) => handed.open(reply) }, (_req, res) => {
      go.promise.then(() => Reflect.apply(res.reply, res, [content]));
    });
    const { deliver } = await hosted(t, middleware);
    assert.equal((await deliver(text('hello'))).reply, '');
    go.open();
    late.push(await handed.promise);
    assert.deepEqual(late.at(-1), content);
  }
});

test('onLate may fail or be absent: the process lives, and is warned', async (t) => {
  const options: Partial<wechat.Config>[] = [
    {
      onLate() {
        throw new RangeError('onLate failed');
      },
    },
    {
      async onLate() {
        throw new RangeError('onLate failed');
      },
    },
  ];
  for (const option of options) {
    const warned = once(process, 'warning');
    const go = gate();
    const { deliver } = await inTime(t, option, go);
    assert.equal((await deliver(text('hello'))).status, 200);
    go.open();
    const [warning] = await warned;
    assert.match(String(warning), /onLate failed/);
  }
  const go = gate();
  const middleware = wechat({ ...ACCOUNT, replyWithin: 20 }, async () => {
    await go.promise;
    return 'late';
  });
  const { deliver } = await hosted(t, middleware);
  assert.deepEqual((await deliver(text('hello'))).reply, '');
  go.open();
  await new Promise((resolve) => setImmediate(resolve));
});

test('a handler that fails late: its error still reaches the application, and nobody answers twice', async (t) => {
  const go = gate();
  const failed = gate<unknown>();
  const middleware = wechat({ ...ACCOUNT, replyWithin: 20 }, async () => {
    await go.promise;
    throw new RangeError('late');
  });
  const host = await hosted(t, (req, res, next) => {
    middleware(req, res, (err) => {
      failed.open(err);
      next(err);
    });
  });
  const { status, reply } = await host.deliver(text('hello'));
  assert.deepEqual([status, reply], [200, '']);
  const warned = once(process, 'warning').then(([warning]) => warning);
  go.open();
  assert.match(String(await Promise.race([failed.promise, warned])), /late/);
});

test('a handler that never answers is answered for in time', async (t) => {
  const middleware = wechat({ ...ACCOUNT, replyWithin: 20 }, (_req, _res) => {});
  const { deliver } = await hosted(t, middleware);
  for (let i = 0; i < 3; i++) assert.deepEqual((await deliver(text('hello'))).status, 200);
});

test('after a handler that returns nothing the empty answer comes in time', async (t) => {
  for (const handler of [() => undefined, async () => undefined]) {
    const { deliver } = await hosted(t, wechat({ ...ACCOUNT, replyWithin: 20 }, handler));
    const { status, reply } = await deliver(text('hello'));
    assert.deepEqual([status, reply], [200, '']);
  }
});

test('replyWithin counts from the arrival of the message, and not from the answer of the store', async (t) => {
  const now = Date.now;
  let ahead = 0;
  t.mock.method(Date, 'now', () => now() + ahead);
  const memory = new MemoryStore();
  // The store takes as long as there is for the reply: an hour, which nobody would wait for once more.
  const dedupe = Object.assign(new MemoryStore(), {
    add(key: string, value: unknown, ttl: number) {
      ahead += 3_600_000;
      return memory.add(key, value, ttl);
    },
  });
  const go = gate();
  const { deliver, late, handed } = await inTime(t, { dedupe, replyWithin: 3_600_000 }, go);
  const { status, reply } = await deliver(text('hello'));
  assert.deepEqual([status, reply], [200, '']);
  go.open();
  await handed;
  assert.equal(late.length, 1);
});

test('a store that hangs has no more than half of replyWithin for each of its calls', async (t) => {
  const never = () => new Promise<never>(() => {});
  const delays: unknown[] = [];
  const wait = globalThis.setTimeout;
  t.mock.method(globalThis, 'setTimeout', (...args: Parameters<typeof wait>) => {
    delays.push(args[1]);
    return wait(...args);
  });
  for (const part of [{ add: never }, { add: async () => false, get: never }]) {
    const go = gate();
    const warned = once(process, 'warning');
    const dedupe = Object.assign(new MemoryStore(), part);
    const { deliver, late, handed } = await inTime(t, { dedupe, replyWithin: 87 }, go);
    const { status, reply } = await deliver(text('hello'));
    assert.deepEqual([status, reply], [200, '']);
    await warned;
    go.open();
    await handed;
    assert.equal(late.length, 1);
  }
  // No other delay is half a millisecond long at its end.
  const halves = delays.filter((delay) => delay === 43.5);
  assert.deepEqual(halves, [43.5, 43.5, 43.5]);
});

test('a handler that hands on has answered: the timer does not speak into what others write', async (t) => {
  const after = gate();
  const middleware = wechat({ ...ACCOUNT, replyWithin: 20 }, (_req, _res, next) => {
    setTimeout(after.open, 60);
    next();
  });
  const host = await hosted(t, (req, res, next) => {
    middleware(req, res, (err) => {
      if (err) return next(err);
      after.promise.then(() => res.status(202).send('slow'));
    });
  });
  const { status, reply } = await host.deliver(text('hello'));
  assert.deepEqual([status, reply], [202, 'slow']);
});

test('dedupe and replyWithin together: what was answered with nothing is not handled again, and handed over once', async (t) => {
  const go = gate();
  const { deliver, late, handed, handled } = await inTime(t, { dedupe: new MemoryStore() }, go);
  const hello = text('hello');
  const replies = await Promise.all([deliver(hello), deliver(hello), deliver(hello)]);
  for (const { status, reply } of replies) assert.deepEqual([status, reply], [200, '']);
  go.open();
  await handed;
  const { status } = await deliver(hello);
  assert.equal(status, 200);
  assert.equal(late.length, 1);
  assert.equal(handled(), 1);
});

test('replyWithin leaves no timer behind when the reply came in time', async (t) => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const middleware = wechat({ ...ACCOUNT, replyWithin: 3_600_000 }, async () => 'ok');
  const { deliver } = await hosted(t, middleware);
  await deliver(text('hello'));
  const before = timers();
  for (let i = 0; i < 20; i++) await deliver(text('hello'));
  assert(timers() <= before + 1, `${before} ${timers()}`);
});

test('what a handler remembers before it replies late is saved too', async (t) => {
  const store = new session.MemoryStore();
  const go = gate();
  const handed = gate();
  const middleware = wechat({ ...ACCOUNT, replyWithin: 20, onLate: () => handed.open() }, async (req) => {
    await go.promise;
    Object.assign(req.wxsession, { remembered: 'late' });
    return 'late';
  });
  const host = await hosted(t, middleware, { front: [sessions(store)] });
  assert.equal((await host.deliver(text('a'))).reply, '');
  go.open();
  await handed.promise;
  const saved = await new Promise((resolve) => {
    store.get('mycreate:wx5823bf96d3bd56c7', (_err, data) => resolve(data));
  });
  assert.equal(Object(saved).remembered, 'late');
});

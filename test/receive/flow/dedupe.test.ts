import assert from 'node:assert/strict';
import { request } from 'node:http';
import { type TestContext, test } from 'node:test';
import Koa from 'koa';

import wechat = require('../../../lib/receive/index');

import { MemoryStore } from '../../../lib/stores/memory';
import type { Store } from '../../../lib/stores/store';
import { contentOf, gate, hosted, listen } from '../helpers/host';
import { event, type Fields, text, toXML } from '../helpers/samples';
import { ACCOUNT, delivery, send } from '../helpers/sender';

// Deduplication. WeCom encrypts each delivery of a message anew, so what is sent twice here differs on the wire.

/** A host that counts what it handles, and answers when the gate opens. */
async function counting(t: TestContext, dedupe: Store, until: Promise<unknown> = Promise.resolve()) {
  const handled: string[] = [];
  const begun = gate();
  const middleware = wechat({ ...ACCOUNT, dedupe }, async (req) => {
    handled.push(req.weixin_xml);
    begun.open();
    await until;
    return `reply ${handled.length}`;
  });
  return { ...(await hosted(t, middleware)), handled, begun: begun.promise };
}

test('without dedupe every delivery is handled, as in the original', async (t) => {
  let handled = 0;
  const host = await hosted(
    t,
    wechat(ACCOUNT, () => `reply ${++handled}`),
  );
  const hello = text('hello');
  for (const count of [1, 2, 3]) assert.equal(contentOf((await host.deliver(hello)).reply), `reply ${count}`);
});

test('a message delivered again is answered with the first reply, and handled once', async (t) => {
  const { deliver, handled } = await counting(t, new MemoryStore());
  const hello = text('hello');
  for (let i = 0; i < 3; i++) assert.equal(contentOf((await deliver(hello)).reply), 'reply 1');
  assert.equal(handled.length, 1);
  assert.equal(contentOf((await deliver(text('hello'))).reply), 'reply 2', 'the same words in another message');
});

test('a message delivered again while it is being handled waits for the reply', async (t) => {
  const go = gate();
  const { deliver, handled, begun } = await counting(t, new MemoryStore(), go.promise);
  const hello = text('hello');
  const first = deliver(hello);
  await begun;
  const again = [deliver(hello), deliver(hello)];
  await deliver(''); // the server has had its turn with both
  go.open();
  for (const one of await Promise.all([first, ...again])) assert.equal(contentOf(one.reply), 'reply 1');
  assert.equal(handled.length, 1);
});

test('all deliveries at the same moment are handled once', async (t) => {
  const { deliver, handled } = await counting(t, new MemoryStore());
  const hello = text('hello');
  const replies = await Promise.all(Array.from({ length: 20 }, () => deliver(hello)));
  assert.deepEqual(new Set(replies.map(({ reply }) => contentOf(reply))), new Set(['reply 1']));
  assert.equal(handled.length, 1);
});

test('several processes that share a store handle a message once', async (t) => {
  const dedupe = new MemoryStore();
  const go = gate();
  const a = await counting(t, dedupe, go.promise);
  const b = await counting(t, dedupe);
  const hello = text('hello');
  const first = a.deliver(hello);
  await a.begun;
  const again = b.deliver(hello);
  await b.deliver('');
  go.open();
  assert.equal(contentOf((await first).reply), 'reply 1');
  assert.equal(contentOf((await again).reply), 'reply 1');
  assert.deepEqual([a.handled.length, b.handled.length], [1, 0]);
});

const DIFFERENT: Record<string, [Fields, Fields]> = {
  'different buttons in the same second': [event('click', { EventKey: 'a' }), event('click', { EventKey: 'b' })],
  'different events in the same second': [event('view', { EventKey: 'a' }), event('click', { EventKey: 'a' })],
  'the same event of different apps': [
    event('enter_agent', { EventKey: '' }),
    event('enter_agent', { EventKey: '', AgentID: '219' }),
  ],
  'the same event of different users': [event('subscribe'), event('subscribe', { FromUserName: 'other' })],
  'the same event a second later': [event('click'), event('click', { CreateTime: '1409659814' })],
  'different changes in the same second': [
    event('change_external_contact', { ChangeType: 'add_external_contact', ExternalUserID: 'x' }),
    event('change_external_contact', { ChangeType: 'del_external_contact', ExternalUserID: 'x' }),
  ],
  'the same change of different customers': [
    event('change_external_contact', { ChangeType: 'add_external_contact', ExternalUserID: 'x' }),
    event('change_external_contact', { ChangeType: 'add_external_contact', ExternalUserID: 'y' }),
  ],
  'the same change of different members': [
    event('change_contact', { ChangeType: 'update_user', UserID: 'x' }),
    event('change_contact', { ChangeType: 'update_user', UserID: 'y' }),
  ],
  'messages of different ids': [text('hello'), text('hello')],
  'the same message for different corps': [text('a'), { ...text('a'), MsgId: '1', ToUserName: 'other' }],
};

for (const [name, [one, other]] of Object.entries(DIFFERENT)) {
  test(`dedupe does not lose ${name}`, async (t) => {
    const { deliver, handled } = await counting(t, new MemoryStore());
    await deliver(one);
    await deliver(other);
    await deliver(one);
    assert.equal(handled.length, 2);
  });
}

test('a first try that failed can be tried again', async (t) => {
  let tries = 0;
  const middleware = wechat({ ...ACCOUNT, dedupe: new MemoryStore() }, async () => {
    tries++;
    if (tries < 3) throw new RangeError('not yet');
    return `try ${tries}`;
  });
  const { deliver } = await hosted(t, middleware);
  const hello = text('hello');
  assert.equal((await deliver(hello)).error, 'RangeError');
  assert.equal((await deliver(hello)).error, 'RangeError');
  assert.equal(contentOf((await deliver(hello)).reply), 'try 3');
  assert.equal(contentOf((await deliver(hello)).reply), 'try 3');
});

test('a reply that could not be written is a failed try', async (t) => {
  let tries = 0;
  const middleware = wechat({ ...ACCOUNT, dedupe: new MemoryStore() }, (_req, res) => {
    tries++;
    Reflect.apply(res.reply, res, [tries === 1 ? { type: 'hologram', content: {} } : 'fine']);
  });
  const { deliver } = await hosted(t, middleware);
  const hello = text('hello');
  assert.equal((await deliver(hello)).error, 'TypeError');
  assert.equal(contentOf((await deliver(hello)).reply), 'fine');
});

test('an empty reply is one: it is repeated as such', async (t) => {
  let handled = 0;
  const middleware = wechat({ ...ACCOUNT, dedupe: new MemoryStore() }, (_req, res) => {
    handled++;
    res.reply('');
  });
  const { deliver } = await hosted(t, middleware);
  const hello = text('hello');
  for (let i = 0; i < 3; i++) {
    const { status, reply } = await deliver(hello);
    assert.deepEqual([status, reply], [200, '']);
  }
  assert.equal(handled, 1);
});

/** A store that counts how often it is asked for a claim: a delivery that waits for another asks again and again. */
function counted() {
  const memory = new MemoryStore();
  const store = Object.assign(new MemoryStore(), {
    asked: 0,
    get: (key: string) => memory.get(key),
    set: (key: string, value: unknown, ttl: number) => memory.set(key, value, ttl),
    delete: (key: string) => memory.delete(key),
    add(key: string, value: unknown, ttl: number) {
      store.asked += 1;
      return memory.add(key, value, ttl);
    },
  });
  return store;
}

test('a message that is handed on, or answered by hand, does not keep its next delivery waiting', async (t) => {
  const hello = text('hello');
  const [first, second] = [counted(), counted()];
  const onwards = await hosted(
    t,
    wechat({ ...ACCOUNT, dedupe: first }, (_req, _res, next) => next()),
  );
  for (let i = 0; i < 2; i++) assert.equal((await onwards.deliver(hello)).status, 404);
  const byHand = await hosted(
    t,
    wechat({ ...ACCOUNT, dedupe: second }, (_req, res) => {
      res.writeHead(200);
      res.end('');
    }),
  );
  for (let i = 0; i < 2; i++) assert.equal((await byHand.deliver(hello)).status, 200);
  assert.deepEqual([first.asked, second.asked], [2, 2]);
});

test('a message that the next middleware is still answering is not handled a second time', async (t) => {
  const go = gate();
  const begun = gate();
  let handled = 0;
  const middleware = wechat({ ...ACCOUNT, dedupe: new MemoryStore() }, (_req, _res, next) => next());
  const { deliver } = await hosted(t, (req, res, next) => {
    middleware(req, res, (err) => {
      if (err) return next(err);
      handled++;
      begun.open();
      go.promise.then(() => Reflect.apply(Reflect.get(res, 'reply'), res, ['from the next one']));
    });
  });
  const hello = text('hello');
  const first = deliver(hello);
  await begun.promise;
  const again = deliver(hello);
  await deliver('');
  go.open();
  for (const one of [await first, await again]) assert.equal(contentOf(one.reply), 'from the next one');
  assert.equal(handled, 1);
});

test('a delivery whose sender hung up is still the first: the next one gets its reply', async (t) => {
  const go = gate();
  const { url, deliver, handled, begun } = await counting(t, new MemoryStore(), go.promise);
  const hello = text('hello');
  const { query, body } = delivery(toXML(hello));
  const impatient = request(`${url}${query}`, { method: 'POST', agent: false });
  impatient.on('error', () => {});
  impatient.end(body);
  await begun;
  const closed = new Promise((resolve) => impatient.once('close', resolve));
  impatient.destroy();
  await closed;
  const again = deliver(hello);
  await deliver('');
  go.open();
  assert.equal(contentOf((await again).reply), 'reply 1');
  assert.equal(handled.length, 1);
});

test('a delivery that waited in vain is not answered as if it were handled', async (t) => {
  const never = gate();
  const { deliver, handled, begun } = await counting(t, new MemoryStore(), never.promise);
  const hello = text('hello');
  const first = deliver(hello);
  await begun;
  const now = Date.now;
  let ahead = 0;
  t.mock.method(Date, 'now', () => now() + ahead);
  const again = deliver(hello);
  await deliver('');
  ahead = 6_000; // longer than WeCom itself has patience
  const { status } = await again;
  assert(status >= 500, `${status}`);
  never.open();
  assert.equal(contentOf((await first).reply), 'reply 1');
  assert.equal(handled.length, 1);
});

test('koa: a message that was left to the next middleware is not claimed for ever', async (t) => {
  const server = new Koa();
  const dedupe = counted();
  server.use(wechat.koa({ ...ACCOUNT, dedupe }, (_req, _res, next) => next()));
  const url = await listen(t, server.callback());
  const raw = delivery(toXML(text('hello')));
  for (let i = 0; i < 2; i++) assert.equal((await send(url, raw)).status, 404);
  assert.equal(dedupe.asked, 2);
});

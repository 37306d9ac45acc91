import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { MemoryStore } from '../../../lib/stores/memory';
import { example } from '../../src/config/example';
import type { Delivery, SandboxOptions } from '../../src/index';
import { fields, opened } from '../helpers/letters';
import {
  type Answering,
  closedPort,
  connected,
  conversation,
  type Receiver,
  received,
  through,
} from '../helpers/receiver';
import { stopTimers } from '../helpers/timers';
import { until } from '../helpers/until';
import { world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90238: HTTP 200 in time is received, anything else is delivered again, three times in all.

const silent: Answering = () => {};
const status =
  (code: number): Answering =>
  (_arrived, res) =>
    res.writeHead(code, { location: '/callback' }).end('no');
const dropped: Answering = (_arrived, res) => res.destroy();
const half: Answering = (_arrived, res) => void res.writeHead(200, { 'content-length': '1000' }).write('<xml>');
const torn: Answering = (_arrived, res) => {
  res.writeHead(200, { 'content-length': '1000' });
  res.write('<xml>', () => res.destroy());
};

/** The same text, in envelopes of their own. */
async function thrice({ arrived, settings }: Receiver, { xml }: Delivery): Promise<void> {
  const plain = await Promise.all(arrived.map((one) => opened(one, settings)));
  assert.deepEqual(plain, [xml, xml, xml]);
  assert.equal(new Set(arrived.map(({ query }) => query.get('nonce'))).size, 3);
}

interface Row {
  what: string;
  post: Answering;
  status?: number;
  error?: RegExp;
  problem: RegExp;
}

const table: Row[] = [
  { what: 'answers 500', post: status(500), status: 500, problem: /500/ },
  { what: 'answers 404', post: status(404), status: 404, problem: /404/ },
  { what: 'answers 302', post: status(302), status: 302, problem: /302/ },
  { what: 'answers 201', post: status(201), status: 201, problem: /201/ },
  { what: 'cuts the connection', post: dropped, error: /ECONNRESET|hang up|closed/i, problem: /./ },
  { what: 'cuts its answer', post: torn, error: /./, problem: /./ },
];

for (const { what, post, status, error, problem } of table) {
  test(`an app that ${what} gets the same message three times`, async (t) => {
    const { app, phone, w } = await conversation(t, post);
    const delivery = await phone.text('hello');
    assert.equal(delivery.state, 'failed');
    assert.match(delivery.problem ?? '', problem);
    assert.equal(delivery.tries.length, 3);
    for (const one of delivery.tries) {
      if (status !== undefined) assert.equal(one.status, status);
      if (error !== undefined) assert.match(one.error ?? '', error);
    }
    await thrice(app, delivery);
    assert.deepEqual(w.sandbox.deliveries(), [delivery]);
  });
}

const late: [what: string, post: Answering, options: SandboxOptions, timeout: number][] = [
  ['does not answer', silent, {}, 5000],
  ['stops in the middle of its answer', half, {}, 5000],
  ['does not answer within a time that was set', silent, { callbackTimeout: 300 }, 300],
];

for (const [what, post, options, timeout] of late) {
  test(`an app that ${what} is waited for ${timeout} ms, three times`, async (t) => {
    const { app, phone, w } = await conversation(t, post, options);
    const pass = stopTimers(t);
    const said = phone.text('hello');
    for (const number of [1, 2, 3]) {
      await until(() => app.arrived.length === number);
      pass(timeout - 1);
      await setImmediate();
      assert.equal(w.sandbox.deliveries()[0]?.tries.length, number - 1);
      pass(1);
    }
    const delivery = await said;
    assert.deepEqual([delivery.state, delivery.tries.length], ['failed', 3]);
    for (const { error } of delivery.tries) assert.match(error ?? '', new RegExp(`no answer within ${timeout} ms`));
    assert.match(delivery.problem ?? '', /no answer within/);
    await thrice(app, delivery);
  });
}

test('an app that is down is tried three times', async (t) => {
  const { w, app, phone } = await conversation(t, received);
  await app.close();
  const { state, problem, tries } = await phone.text('hello');
  assert.deepEqual([state, tries.length], ['failed', 3]);
  for (const { error } of tries) assert.match(error ?? '', /ECONNREFUSED/);
  assert.match(problem ?? '', /ECONNREFUSED/);
  assert.equal(w.sandbox.deliveries()[0]?.state, 'failed');
});

for (const good of [2, 3]) {
  test(`an app that recovers at try ${good} received the message`, async (t) => {
    let asked = 0;
    const post: Answering = (arrived, res, exchange) => {
      asked += 1;
      if (asked < good) return res.writeHead(503).end();
      return through((handler) => handler.text(() => 'back again'))(arrived, res, exchange);
    };
    const { app, phone } = await conversation(t, post);
    const { state, tries, reply, problem } = await phone.text('hello');
    assert.deepEqual([state, problem], ['received', undefined]);
    assert.deepEqual(
      tries.map((one) => one.status),
      [...Array(good - 1).fill(503), 200],
    );
    assert.deepEqual(reply?.body.text, { content: 'back again' });
    assert.equal(app.arrived.length, good);
  });
}

test('a library that knows what it had handles a message once, however often it is tried', async (t) => {
  let handled = 0;
  const done = new EventEmitter();
  const slowly = async () => {
    handled += 1;
    await once(done, 'done');
    return `handled ${handled}`;
  };
  const library = through((handler) => handler.text(slowly), { dedupe: new MemoryStore() });
  const { app, phone } = await conversation(t, library);
  const pass = stopTimers(t);
  const said = phone.text('hello');
  await until(() => handled === 1);
  pass(5000);
  await until(() => app.arrived.length === 2);
  done.emit('done');
  let isOver = false;
  void said.finally(() => {
    isOver = true;
  });
  // Now and then the library looks whether the first one is done.
  for (; !isOver; await setImmediate()) pass(10);
  const { state, tries, reply } = await said;
  assert.deepEqual([state, tries.length, handled], ['received', 2, 1]);
  assert.deepEqual(reply?.body.text, { content: 'handled 1' });
});

test('an app that answers at the last moment is asked once', async (t) => {
  const { w, phone } = await conversation(t, (_arrived, res) => {
    pass(4999);
    res.end();
  });
  const pass = stopTimers(t);
  const { state, tries } = await phone.text('hello');
  assert.deepEqual([state, tries.length], ['received', 1]);
  assert.equal(w.sandbox.deliveries().length, 1);
});

test('an app that moved where nobody listens', async (t) => {
  const { w, app, phone } = await conversation(t, received);
  const record = w.sandbox.company.apps.get(w.agentid) ?? assert.fail();
  record.callback = { ...app.settings, url: `http://127.0.0.1:${await closedPort()}/` };
  assert.equal((await phone.text('hello')).state, 'failed');
  record.callback = app.settings;
  assert.equal((await phone.text('hello')).state, 'received');
});

test('what is said to an app without a callback is told as such', async (t) => {
  const { sandbox, agentid } = await world(t);
  const delivery = await sandbox.phone('zhangsan', agentid).text('anybody there?');
  assert.deepEqual([delivery.state, delivery.url, delivery.tries], ['failed', '', []]);
  assert.match(delivery.problem ?? '', /callback/i);
  assert.deepEqual(sandbox.deliveries(), [delivery]);
});

test('an endless answer is not read to its end', async (t) => {
  const endless: Answering = (_arrived, res) => {
    const more = () => {
      while (!res.destroyed && res.write(Buffer.alloc(65_536, 0x20)));
    };
    res.on('drain', more);
    more();
  };
  const { phone } = await conversation(t, endless);
  const { state, tries, reply } = await phone.text('hello');
  assert.deepEqual([state, reply], ['failed', undefined]);
  for (const { error } of tries) assert.match(error ?? '', /more than \d+ bytes/);
});

test('closing the sandbox ends a delivery', async (t) => {
  const { w, app, phone } = await conversation(t, silent);
  // Nothing else ends it.
  stopTimers(t);
  const said = Promise.allSettled([phone.text('hello')]);
  const ended = new Promise<void>((resolve) => w.sandbox.on('callback.done', () => resolve()));
  await until(() => app.arrived.length > 0);
  await w.sandbox.close();
  await Promise.race([said, ended]);
  const [delivery] = w.sandbox.deliveries();
  assert.deepEqual([app.arrived.length, delivery?.tries.length, delivery?.state], [1, 1, 'failed']);
  assert.match(delivery?.problem ?? '', /closed/);
});

test('and cuts its connection', async (t) => {
  let cut: Promise<unknown> | undefined;
  const post: Answering = (_arrived, res) => {
    cut = once(res, 'close');
  };
  const { w, app, phone } = await conversation(t, post);
  stopTimers(t);
  const said = Promise.allSettled([phone.text('hello')]);
  await until(() => cut !== undefined);
  await w.sandbox.close();
  await Promise.all([cut, said]);
  assert.equal(app.arrived.length, 1);
});

test('fifty members speak at once, each is answered', async (t) => {
  const userids = Array.from({ length: 50 }, (_, i) => `m${i}`);
  const members = [...example.members, ...userids.map((userid) => ({ userid, name: userid }))];
  const library = through((handler) => handler.text(({ FromUserName, Content }) => `${FromUserName}: ${Content}`));
  const { w, app } = await conversation(t, library, { company: { ...example, members } });
  const said = userids.map((userid, i) => w.sandbox.phone(userid, w.agentid).text(`text ${i}`));
  const deliveries = await Promise.all(said);
  assert.deepEqual(
    deliveries.map(({ state, userid, reply }) => [state, userid, reply?.body.text]),
    userids.map((userid, i) => ['received', userid, { content: `${userid}: text ${i}` }]),
  );
  const messages = await Promise.all(app.arrived.map(async (one) => fields(await opened(one, app.settings))));
  assert.equal(new Set(messages.map(({ MsgId }) => MsgId)).size, 50);
  assert.equal(new Set(deliveries.map(({ id }) => id)).size, 50);
});

test('two apps are told apart, each by its own key', async (t) => {
  const answer = (name: string) => through((handler) => handler.text(({ Content }) => `${name} heard ${Content}`));
  const { w, app, phone } = await conversation(t, answer('first'));
  const second = await connected(t, w, w.otherAgentid, answer('second'));
  const other = w.sandbox.phone('zhangsan', w.otherAgentid);
  const deliveries = await Promise.all([phone.text('a'), other.text('b'), phone.text('c')]);
  assert.deepEqual(
    deliveries.map(({ agentid, reply }) => [agentid, reply?.body.text]),
    [
      [w.agentid, { content: 'first heard a' }],
      [w.otherAgentid, { content: 'second heard b' }],
      [w.agentid, { content: 'first heard c' }],
    ],
  );
  assert.deepEqual([app.arrived.length, second.arrived.length], [2, 1]);
  assert.equal((await fields(await opened(second.arrived[0], second.settings))).AgentID, String(w.otherAgentid));
});

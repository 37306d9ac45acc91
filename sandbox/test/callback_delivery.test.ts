import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { MemoryStore } from '../../lib/stores/memory';
import { example } from '../src/example';
import { fields, opened } from './helpers/letters';
import { type Answering, closedPort, connected, conversation, received, through } from './helpers/receiver';
import { until } from './helpers/until';
import { world } from './helpers/world';

// https://developer.work.weixin.qq.com/document/path/90238: HTTP 200 in time is received, anything else is delivered again, three times in all.

const SOON = { callbackTimeout: 300 };

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

interface Row {
  what: string;
  post: Answering;
  status?: number;
  error?: RegExp;
  problem: RegExp;
}

const table: Row[] = [
  { what: 'does not answer in time', post: silent, error: /no answer within 300 ms/, problem: /time|answer/i },
  { what: 'stops in the middle of its answer', post: half, error: /no answer within 300 ms/, problem: /time|answer/i },
  { what: 'answers 500', post: status(500), status: 500, problem: /500/ },
  { what: 'answers 404', post: status(404), status: 404, problem: /404/ },
  { what: 'answers 302', post: status(302), status: 302, problem: /302/ },
  { what: 'answers 201', post: status(201), status: 201, problem: /201/ },
  { what: 'cuts the connection', post: dropped, error: /ECONNRESET|hang up|closed/i, problem: /./ },
  { what: 'cuts its answer', post: torn, error: /./, problem: /./ },
];

for (const { what, post, status, error, problem } of table) {
  test(`an app that ${what} gets the same message three times`, async (t) => {
    const { app, phone, w } = await conversation(t, post, SOON);
    const delivery = await phone.text('hello');
    assert.equal(delivery.state, 'failed');
    assert.match(delivery.problem ?? '', problem);
    assert.equal(delivery.tries.length, 3);
    for (const one of delivery.tries) {
      if (status !== undefined) assert.equal(one.status, status);
      if (error !== undefined) assert.match(one.error ?? '', error);
    }
    const plain = await Promise.all(app.arrived.map((one) => opened(one, app.settings)));
    assert.deepEqual(plain, [delivery.xml, delivery.xml, delivery.xml]);
    assert.equal(new Set(app.arrived.map(({ query }) => query.get('nonce'))).size, 3);
    assert.equal(w.sandbox.deliveries().length, 1);
  });
}

test('a timeout is as long as it is set', async (t) => {
  const { phone } = await conversation(t, silent, SOON);
  const { tries } = await phone.text('hello');
  for (const { ms } of tries) assert.ok(ms >= 290 && ms < 2000, `${ms} ms`);
});

test('an app that is down is tried three times', async (t) => {
  const { w, app, phone } = await conversation(t, received, SOON);
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
    const { app, phone } = await conversation(t, post, SOON);
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
  const slowly = async () => {
    handled += 1;
    await setTimeout(1000);
    return `handled ${handled}`;
  };
  const library = through((handler) => handler.text(slowly), { dedupe: new MemoryStore() });
  const { phone } = await conversation(t, library, { callbackTimeout: 700 });
  const { state, tries, reply } = await phone.text('hello');
  assert.deepEqual([state, tries.length, handled], ['received', 2, 1]);
  assert.deepEqual(reply?.body.text, { content: 'handled 1' });
});

test('an app that answers in time is asked once', async (t) => {
  const slow: Answering = async (_arrived, res) => {
    await setTimeout(150);
    res.end();
  };
  const { phone } = await conversation(t, slow, { callbackTimeout: 2000 });
  const { state, tries } = await phone.text('hello');
  assert.deepEqual([state, tries.length], ['received', 1]);
  assert.ok((tries[0]?.ms ?? 0) >= 145, `${tries[0]?.ms} ms`);
});

test('an app that moved where nobody listens', async (t) => {
  const { w, app, phone } = await conversation(t, received, SOON);
  const record = w.sandbox.company.apps.get(w.agentid) ?? assert.fail();
  record.callback = { ...app.settings, url: `http://127.0.0.1:${await closedPort()}/` };
  assert.equal((await phone.text('hello')).state, 'failed');
  record.callback = app.settings;
  assert.equal((await phone.text('hello')).state, 'received');
});

test('what is said to an app without a callback is told as such', async (t) => {
  const { sandbox, agentid } = await world(t, SOON);
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

test('closing the sandbox ends a delivery', { timeout: 10_000 }, async (t) => {
  const { w, app, phone } = await conversation(t, silent, { callbackTimeout: 60_000 });
  const said = Promise.allSettled([phone.text('hello')]);
  const ended = new Promise<void>((resolve) => w.sandbox.on('callback.done', () => resolve()));
  await until(() => app.arrived.length > 0);
  const began = performance.now();
  await w.sandbox.close();
  await Promise.race([said, ended]);
  assert.ok(performance.now() - began < 3000, 'soon');
  const [delivery] = w.sandbox.deliveries();
  assert.deepEqual([app.arrived.length, delivery?.tries.length, delivery?.state], [1, 1, 'failed']);
  assert.match(delivery?.problem ?? '', /closed/);
});

test('and cuts its connection', { timeout: 10_000 }, async (t) => {
  let cut: Promise<unknown> | undefined;
  const post: Answering = (_arrived, res) => {
    cut = once(res, 'close');
  };
  const { w, app, phone } = await conversation(t, post, { callbackTimeout: 60_000 });
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

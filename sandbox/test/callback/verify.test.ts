import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { decrypt, getSignature } from '@wecom/crypto';
import {
  type Answering,
  closedPort,
  connected,
  echoed,
  type Receiver,
  received,
  receiver,
  settingsFor,
  through,
} from '../helpers/receiver';
import { stopTimers } from '../helpers/timers';
import { until } from '../helpers/until';
import { type Lifetime, type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90238: a URL is believed after it gave back the plaintext of echostr, within a second.

test('a URL that gives the plaintext back is taken', async (t) => {
  const w = await world(t);
  const app = await receiver(t);
  await w.sandbox.setCallback(w.agentid, app.settings);
  assert.deepEqual(callbackOf(w), app.settings);
  assert.equal(app.checks.length, 1);
  assert.deepEqual(app.arrived, []);
});

test('so is the receive side of the library', async (t) => {
  const w = await world(t);
  const library = through((handler) => handler.text(() => 'hello'));
  const app = await receiver(t, library, library);
  await w.sandbox.setCallback(w.agentid, app.settings);
  assert.equal((await w.sandbox.phone('zhangsan', w.agentid).text('hi')).reply?.msgtype, 'text');
});

test('the check is signed, and its echostr comes through as it was sent', async (t) => {
  const w = await world(t);
  // Some echostr has a + in it, which a URL must carry as %2B.
  for (let round = 0; round < 8; round++) {
    const app = await connected(t, w, w.agentid);
    const { token, encodingAESKey } = app.settings;
    const { query, path, method } = app.checks[0] ?? assert.fail('no check');
    assert.deepEqual([method, path], ['GET', '/callback']);
    assert.deepEqual([...query.keys()].sort(), ['echostr', 'msg_signature', 'nonce', 'timestamp']);
    const [timestamp, nonce, echostr] = ['timestamp', 'nonce', 'echostr'].map((name) => query.get(name) ?? '');
    assert.match(echostr ?? '', /^[A-Za-z0-9+/]+=*$/);
    const signature = getSignature(token, timestamp ?? '', nonce ?? '', echostr ?? '');
    assert.equal(query.get('msg_signature'), signature);
    const { id, message } = decrypt(encodingAESKey, echostr ?? '');
    assert.equal(id, w.sandbox.corpid);
    assert.match(message, /^\w+$/);
  }
});

test('a URL may have a query of its own', async (t) => {
  const w = await world(t);
  const app = await receiver(t);
  const url = `${app.settings.url}?tenant=a%26b`;
  await w.sandbox.setCallback(w.agentid, { ...app.settings, url });
  await w.sandbox.phone('zhangsan', w.agentid).text('hi');
  for (const { query } of [app.checks[0], app.arrived[0]].flatMap((one) => one ?? [])) {
    assert.equal(query.get('tenant'), 'a&b');
    assert.equal([...query.keys()].length, 5 - (query.has('echostr') ? 0 : 1));
  }
});

/** Answers the check with what is made of the right text. */
const changed =
  (change: (plain: string) => string): Answering =>
  ({ query }, res, { settings }) => {
    res.end(change(decrypt(settings.encodingAESKey, query.get('echostr') ?? '').message));
  };
const answered =
  (status: number): Answering =>
  (arrived, res, exchange) => {
    res.statusCode = status;
    return echoed(arrived, res, exchange);
  };
const wrong: [what: string, get: Answering, reason: RegExp][] = [
  ['a hung-up connection', (_arrived, res) => res.destroy(), /ECONNRESET|hang up|connection|socket/i],
  ['another text', changed(() => 'hello'), /hello|plaintext|plain text|text|answer/i],
  ['nothing', received, /empty|nothing|plaintext|text|answer/i],
  ['the text and a newline', changed((plain) => `${plain}\n`), /newline|line/i],
  ['the text in quotes', changed((plain) => `"${plain}"`), /quot/i],
  ['the text after a BOM', changed((plain) => `\ufeff${plain}`), /BOM|byte.order/i],
  ['the text still encrypted', ({ query }, res) => res.end(query.get('echostr')), /text|crypt|answer/i],
  ['status 401', answered(401), /401/],
  ['status 500', answered(500), /500/],
  ['a redirect', (_arrived, res) => res.writeHead(302, { location: '/callback' }).end(), /302/],
];

for (const [what, get, reason] of wrong) {
  test(`a URL that answers with ${what} is not taken`, async (t) => {
    const w = await world(t);
    const good = await connected(t, w, w.agentid);
    const app = await receiver(t, received, get);
    await assert.rejects(set(w, app), reasoned(reason));
    assert.deepEqual(callbackOf(w), good.settings);
  });
}

test('a URL has a second to answer', async (t) => {
  const w = await world(t);
  const good = await connected(t, w, w.agentid);
  let needs = 999;
  const app = await receiver(t, received, (arrived, res, exchange) => {
    pass(needs);
    return echoed(arrived, res, exchange);
  });
  const pass = stopTimers(t);
  await set(w, app);
  assert.deepEqual(callbackOf(w), app.settings);
  await w.sandbox.setCallback(w.agentid, good.settings);
  needs = 1000;
  await assert.rejects(set(w, app), reasoned(/no answer within 1000 ms/));
  assert.deepEqual(callbackOf(w), good.settings);
});

const set = (w: World, app: Receiver) => w.sandbox.setCallback(w.agentid, app.settings);

function reasoned(reason: RegExp): (err: unknown) => true {
  return (err) => {
    assert.ok(err instanceof Error);
    assert.match(err.message, reason);
    return true;
  };
}

test('a URL where nobody listens is not taken', async (t) => {
  const w = await world(t);
  await assert.rejects(w.sandbox.setCallback(w.agentid, settingsFor(await closedPort())), reasoned(/ECONNREFUSED/));
  assert.equal(callbackOf(w), undefined);
});

for (const other of ['token', 'encodingAESKey'] as const) {
  test(`the receive side refuses the check of a wrong ${other}`, async (t) => {
    const w = await world(t);
    const library = through((handler) => handler.text(() => ''));
    const { settings } = await receiver(t, library, library);
    const wrongOne = { ...settings, [other]: settingsFor(0)[other] };
    await assert.rejects(w.sandbox.setCallback(w.agentid, wrongOne), reasoned(/40[01]|500/));
    assert.equal(callbackOf(w), undefined);
  });
}

const malformed: [what: string, change: object, reason: RegExp][] = [
  ['a key of 42', { encodingAESKey: 'k'.repeat(42) }, /encodingAESKey/i],
  ['a key of 44', { encodingAESKey: 'k'.repeat(44) }, /encodingAESKey/i],
  ['a key with a +', { encodingAESKey: `${'k'.repeat(42)}+` }, /encodingAESKey/i],
  ['no token', { token: '' }, /token/i],
  ['a token of 33', { token: 't'.repeat(33) }, /token/i],
  ['a token with a blank', { token: 'a b' }, /token/i],
  ['a token with a sign', { token: 'a_b' }, /token/i],
  ['a file', { url: 'file:///etc/passwd' }, /url/i],
  ['no URL', { url: 'callback' }, /url/i],
];

for (const [what, change, reason] of malformed) {
  test(`${what} is refused without asking the URL`, async (t) => {
    const w = await world(t);
    const app = await receiver(t);
    const settings = { ...app.settings, ...change };
    await assert.rejects(async () => w.sandbox.setCallback(w.agentid, settings), reasoned(reason));
    assert.deepEqual([app.checks, callbackOf(w)], [[], undefined]);
  });
}

test('an app that is not there gets no callback', async (t) => {
  const w = await world(t);
  const app = await receiver(t);
  await assert.rejects(async () => w.sandbox.setCallback(987654, app.settings), RangeError);
});

test('the contact assistant has a callback of its own', async (t) => {
  const w = await world(t);
  const app = await connected(t, w, 'contact');
  assert.deepEqual(w.sandbox.company.contactCallback, app.settings);
  assert.equal(callbackOf(w), undefined);
});

test('what answers no HTTP at all is not taken', async (t) => {
  const w = await world(t);
  const url = await nonsense(t);
  await assert.rejects(w.sandbox.setCallback(w.agentid, { ...settingsFor(0), url }), Error);
  assert.equal(callbackOf(w), undefined);
});

/** Talks, but no HTTP. */
async function nonsense(t: Lifetime): Promise<string> {
  const server = createServer().on('connection', (socket) => socket.end('220 mail.example.com ready\r\n'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
}

function callbackOf({ sandbox, agentid }: World): unknown {
  return sandbox.company.apps.get(agentid)?.callback;
}

test('of two that are set at once the later one counts, and what is removed stays away', async (t) => {
  const w = await world(t);
  let answerFirst = () => {};
  const slow = await receiver(t, received, (arrived, res, exchange) => {
    answerFirst = () => void echoed(arrived, res, exchange);
  });
  const first = w.sandbox.setCallback(w.agentid, slow.settings);
  await until(() => slow.checks.length === 1);
  const second = await connected(t, w, w.agentid);
  answerFirst();
  await assert.rejects(first, /meanwhile/);
  assert.deepEqual(callbackOf(w), second.settings);
});

test('the check is in the log of the wire', async (t) => {
  const w = await world(t);
  const { settings } = await connected(t, w, w.agentid);
  const { direction, method, path, status, from } = w.sandbox.wire.entries()[0] ?? assert.fail('no entry');
  assert.deepEqual([direction, method, path, status, from], ['out', 'GET', settings.url, 200, '通知']);
});

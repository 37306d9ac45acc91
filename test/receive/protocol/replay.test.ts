import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';

import wechat = require('../../../lib/receive/index');

import { MemoryStore } from '../../../lib/stores/memory';
import { contentOf, hosted } from '../helpers/host';
import { event, text, toXML } from '../helpers/samples';
import { ACCOUNT, delivery, envelope, jsonDelivery, openReply, seal, send, signed } from '../helpers/sender';
import { original } from '../helpers/sides';

// What was recorded and is sent again: messages and verifications, and our own replies.

const HELLO = toXML(text('hello'));
const NOW = 1_700_000_000;
const MINUTES = 60;

/** The clock stands still at `NOW` s. */
function stopped(t: TestContext): void {
  t.mock.method(Date, 'now', () => NOW * 1000 + 500);
}

/** Both kinds of requests, signed at that time. */
function at(timestamp: string) {
  const [sealed, echostr] = [seal(HELLO), seal('1616140317555161061')];
  const message = { method: 'POST', query: signed(sealed, ACCOUNT, timestamp), body: envelope(sealed) };
  const check = { query: `${signed(echostr, ACCOUNT, timestamp)}&echostr=${encodeURIComponent(echostr)}` };
  return [message, check];
}

test('maxAge refuses what was signed longer ago, or that much later, and takes all between', async (t) => {
  stopped(t);
  let handled = 0;
  const { url } = await hosted(
    t,
    wechat({ ...ACCOUNT, maxAge: 5 * MINUTES * 1000 }, () => `reply ${++handled}`),
  );
  for (const seconds of [NOW, NOW - 5 * MINUTES, NOW + 5 * MINUTES]) {
    for (const request of at(String(seconds))) assert.equal((await send(url, request)).status, 200, String(seconds));
  }
  assert.equal(handled, 3);
  const wrong = [
    NOW - 5 * MINUTES - 1,
    NOW + 5 * MINUTES + 1,
    NOW * 1000,
    0,
    -NOW,
    '',
    'soon',
    '1e9',
    'NaN',
    'Infinity',
  ];
  for (const timestamp of wrong) {
    for (const request of at(String(timestamp))) {
      const { status, body } = await send(url, request);
      assert.equal(`${status} ${body}`, '401 Invalid timestamp', String(timestamp));
    }
  }
  assert.equal(handled, 3);
});

test('with maxAge, dedupe remembers a message as long as a recording of it is good', async (t) => {
  const [sealed, maxAge] = [seal(HELLO), 5 * MINUTES * 1000];
  let now = NOW * 1000;
  t.mock.method(Date, 'now', () => now);
  let handled = 0;
  const { url } = await hosted(
    t,
    wechat({ ...ACCOUNT, maxAge, dedupe: new MemoryStore() }, () => `reply ${++handled}`),
  );
  const recorded = {
    method: 'POST',
    query: signed(sealed, ACCOUNT, String(NOW + 5 * MINUTES)),
    body: envelope(sealed),
  };
  const replies: (string | undefined)[] = [];
  for (const minutes of [0, 2, 9]) {
    now = (NOW + minutes * MINUTES) * 1000;
    replies.push(contentOf(openReply((await send(url, recorded)).body)?.text ?? ''));
  }
  assert.deepEqual(replies, ['reply 1', 'reply 1', 'reply 1']);
});

test('maxAge tells nobody its opinion who cannot sign', async (t) => {
  const { url } = await hosted(
    t,
    wechat({ ...ACCOUNT, maxAge: 1000 }, () => ''),
  );
  const { body } = await send(url, {
    method: 'POST',
    query: '?msg_signature=x&timestamp=1&nonce=2',
    body: envelope('AAAA'),
  });
  assert.equal(body, 'Invalid signature');
});

test('a maxAge that is no number is refused at once', () => {
  for (const maxAge of [Number.NaN, -1, Number('soon')]) {
    assert.throws(() => wechat({ ...ACCOUNT, maxAge }, () => ''), { name: 'TypeError', message: /maxAge/ });
  }
});

test('without maxAge, or with 0, any age will do, as in the original', async (t) => {
  for (const config of [ACCOUNT, { ...ACCOUNT, maxAge: 0 }]) {
    const { url } = await hosted(
      t,
      wechat(config, () => 'reply'),
    );
    for (const request of at('1409659813')) assert.equal((await send(url, request)).status, 200);
  }
});

/** The reply to a message, as a request to us. */
function sentBack(body: string) {
  const [, encrypt = '', signature, timestamp, nonce] =
    /<Encrypt><!\[CDATA\[(.*?)\]\]>.*<MsgSignature><!\[CDATA\[(\w+)\]\].*<TimeStamp>(\d+)<.*<Nonce><!\[CDATA\[(\d+)\]/.exec(
      body,
    ) ?? [];
  return {
    method: 'POST',
    query: `?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`,
    body: envelope(encrypt),
  };
}

test('difference R23: a reply of ours that is sent back to us is refused, where the original takes it for a message', async (t) => {
  for (const [w, handled, answer] of [
    [wechat, 1, '401 Invalid sender'],
    [original, 2, '200'],
  ] as const) {
    const seen: unknown[] = [];
    const middleware = w(ACCOUNT, (req, res) => {
      seen.push(req.weixin);
      res.reply('said by the app');
    });
    const { url } = await hosted(t, middleware);
    const back = await send(url, sentBack((await send(url, delivery(HELLO))).body));
    assert.match(`${back.status} ${openReply(back.body) ? '' : back.body}`, new RegExp(`^${answer}`));
    assert.equal(seen.length, handled);
  }
});

test('replies in the JSON form are refused as well; events, and messages of others, are taken', async (t) => {
  const { url, deliver } = await hosted(
    t,
    wechat(ACCOUNT, () => 'reply'),
  );
  const own = { ToUserName: 'zhangsan', FromUserName: ACCOUNT.corpId, CreateTime: 1, MsgType: 'text', Content: 'said' };
  assert.equal((await send(url, jsonDelivery(JSON.stringify(own)))).body, 'Invalid sender');
  const taken = [
    text('hello'),
    { ...text('hello'), FromUserName: `${ACCOUNT.corpId}x` },
    event('click', { FromUserName: ACCOUNT.corpId }),
  ];
  for (const fields of taken) assert.equal(contentOf((await deliver(fields)).reply), 'reply');
  const nameless = { ...ACCOUNT, corpId: '' };
  const bot = await hosted(
    t,
    wechat(nameless, () => 'reply'),
    { account: nameless },
  );
  assert.equal(contentOf((await bot.deliver({ ...text('hello'), FromUserName: '' })).reply), 'reply');
});

test('an own message is refused before the store is asked: it does not take the place of a message', async (t) => {
  let asked = 0;
  const memory = new MemoryStore();
  const dedupe = Object.assign(new MemoryStore(), {
    add(...args: Parameters<MemoryStore['add']>) {
      asked++;
      return memory.add(...args);
    },
  });
  const { deliver } = await hosted(
    t,
    wechat({ ...ACCOUNT, dedupe }, () => 'reply'),
  );
  assert.equal((await deliver({ ...text('hello'), FromUserName: ACCOUNT.corpId })).status, 401);
  assert.equal(asked, 0);
  assert.equal((await deliver(text('hello'))).status, 200);
  assert.equal(asked, 1);
});

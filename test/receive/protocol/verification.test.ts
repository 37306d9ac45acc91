import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getSignature } from '@wecom/crypto';
import type { RequestHandler } from 'express';

import wechat = require('../../../lib/receive/index');

import type { Lifetime } from '../../helpers/server';
import { hosted, listen } from '../helpers/host';
import { text, toXML } from '../helpers/samples';
import {
  ACCOUNT,
  type Account,
  delivery,
  OTHER,
  type Outgoing,
  openReply,
  seal,
  send,
  signed,
  verification,
} from '../helpers/sender';
import { HELLO_A, VERIFY_A, VERIFY_B, type Vector } from '../helpers/vectors';

const HELLO = toXML(text('hello'));
const answering = (config: wechat.Config) => wechat(config, (_req, res) => res.reply('ok'));

/** With `req.query` (express) and without (bare). */
const HOSTS: Record<string, (t: Lifetime, config: wechat.Config) => Promise<string>> = {
  'under express': async (t, config) => (await hosted(t, answering(config))).url,
  'on a bare server': (t, config) => {
    const middleware = answering(config);
    return listen(t, (req, res) => middleware(req, res, (err?: unknown) => res.writeHead(500).end(String(err))));
  },
};

function asked({ signature, timestamp, nonce }: Vector, written: string): Outgoing {
  return { query: `?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&echostr=${written}` };
}

for (const [name, host] of Object.entries(HOSTS)) {
  for (const vector of [VERIFY_A, VERIFY_B]) {
    test(`${name}: the verification of ${vector.name} is answered with the plaintext, and nothing else`, async (t) => {
      const url = await host(t, vector.account);
      const { status, body, headers } = await send(url, asked(vector, encodeURIComponent(vector.encrypt)));
      assert.equal(status, 200);
      assert.equal(body, vector.message);
      assert.doesNotMatch(String(headers['content-type']), /json|html/);
    });
  }

  test(`${name}: difference R20: what is no echostr is not echoed, as the original does, also when it is signed`, async (t) => {
    const url = await host(t, ACCOUNT);
    const recorded = [HELLO, JSON.stringify({ msgtype: 'text' }), wechat.reply('a secret', 'corp', 'user')];
    for (const text of [...recorded, '', '你好', 'two words', '<b>', 'a\nb', '\u{feff}1', 'x'.repeat(129)]) {
      const { status, body } = await send(url, verification(text));
      assert.equal(`${status} ${body}`, '401 Invalid echostr', text);
    }
  });

  test(`${name}: difference R20: a recorded message is not decrypted for who sends it again as an echostr`, async (t) => {
    const url = await host(t, ACCOUNT);
    const { query, body } = delivery(HELLO);
    const [, recorded = ''] = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(String(body)) ?? [];
    const answer = await send(url, { query: `${query}&echostr=${encodeURIComponent(recorded)}` });
    assert.equal(`${answer.status} ${answer.body}`, '401 Invalid echostr');
  });

  test(`${name}: difference R20: the echo is plain text, whatever a browser would like to see in it`, async (t) => {
    const { headers } = await send(await host(t, ACCOUNT), verification('1616140317555161061'));
    assert.match(String(headers['content-type']), /^text\/plain(;|$)/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });

  test(`${name}: an echostr whose + came as blanks is still verified`, async (t) => {
    const url = await host(t, ACCOUNT);
    assert(VERIFY_A.encrypt.includes('+'));
    assert.equal((await send(url, asked(VERIFY_A, VERIFY_A.encrypt))).body, VERIFY_A.message);
    assert.equal((await send(url, asked(VERIFY_A, VERIFY_A.encrypt.replaceAll('+', '%20')))).body, VERIFY_A.message);
  });

  test(`${name}: a wrong signature, key, time or echostr is 401 Invalid signature`, async (t) => {
    const url = await host(t, ACCOUNT);
    const good = `${asked(VERIFY_A, encodeURIComponent(VERIFY_A.encrypt)).query}`;
    const wrong = [
      '',
      '?',
      good.replace(VERIFY_A.signature, ''),
      good.replace(VERIFY_A.signature, VERIFY_A.signature.slice(1)),
      good.replace(VERIFY_A.signature, `${VERIFY_A.signature}0`),
      good.replace(VERIFY_A.signature, VERIFY_A.signature.toUpperCase()),
      good.replace(VERIFY_A.signature, '你'.repeat(40)),
      good.replace(VERIFY_A.signature, 'z'.repeat(40)),
      good.replace('timestamp=1', 'timestamp=2'),
      good.replace('nonce=2', 'nonce=3'),
      good.replace('echostr=P', 'echostr=Q'),
      good.replace('msg_signature=', 'signature='),
      good.replace('msg_signature=', 'msg_signature[]='),
      good.replace('msg_signature=', 'msg_signature[a]='),
      `${good}&msg_signature=x`,
      `${good}&echostr=x`,
      String(verification('hello', OTHER).query),
    ];
    for (const query of wrong) {
      const { status, body } = await send(url, { query });
      assert.equal(`${status} ${body}`, '401 Invalid signature', query);
    }
  });

  test(`${name}: other methods are 501 Not Implemented`, async (t) => {
    const url = await host(t, ACCOUNT);
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const { status, body } = await send(url, { ...delivery(HELLO), method });
      assert.equal(`${status} ${body}`, '501 Not Implemented', method);
    }
  });

  test(`${name}: the message of set A is received and answered`, async (t) => {
    const url = await host(t, ACCOUNT);
    const { signature, timestamp, nonce, encrypt } = HELLO_A;
    const { status, body } = await send(url, {
      method: 'POST',
      query: `?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`,
      body: `<xml><ToUserName><![CDATA[${ACCOUNT.corpId}]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt></xml>`,
    });
    assert.equal(status, 200);
    assert.match(openReply(body)?.text ?? '', /<ToUserName><!\[CDATA\[mycreate\]\]>.*<!\[CDATA\[ok\]\]>/);
  });
}

test('a signed echostr that cannot be decrypted is a BadMessage error with status 400', async (t) => {
  const host = await hosted(t, answering(ACCOUNT));
  const under = seal('hello', { ...ACCOUNT, encodingAESKey: OTHER.encodingAESKey });
  for (const echostr of ['***', 'AAAA', VERIFY_A.encrypt.slice(0, 20), under]) {
    const raw = { query: `${signed(echostr)}&echostr=${encodeURIComponent(echostr)}` };
    const { status, error } = await host.deliver({ raw });
    assert.equal(status, 500);
    assert.match(String(error), /^BadMessage/);
    assert.equal(Reflect.get(host.errors.at(-1) ?? {}, 'status'), 400);
  }
});

test('a signed message that cannot be decrypted is a BadMessage error, where the original dies', async (t) => {
  const host = await hosted(t, answering(ACCOUNT));
  for (const sealed of [
    '***',
    'AAAA',
    HELLO_A.encrypt.slice(0, 20),
    'A'.repeat(64),
    seal('x', { ...OTHER, token: '' }),
  ]) {
    const raw = { method: 'POST', query: signed(sealed), body: `<xml><Encrypt>${sealed}</Encrypt></xml>` };
    const { status, error } = await host.deliver({ raw });
    assert.equal(status, 500);
    assert.match(String(error), /^BadMessage/);
    assert.equal(Reflect.get(host.errors.at(-1) ?? {}, 'status'), 400);
  }
});

test('an envelope without Encrypt is refused even when nothing is what was signed', async (t) => {
  const host = await hosted(t, answering(ACCOUNT));
  const signature = getSignature(ACCOUNT.token, '1', '2', '');
  for (const body of ['<xml></xml>', '<xml><Encrypt></Encrypt></xml>', '{}', '{"encrypt":""}', '{"encrypt":null}']) {
    const raw = { method: 'POST', query: `?msg_signature=${signature}&timestamp=1&nonce=2`, body };
    const { status, error } = await host.deliver({ raw });
    if (status !== 401) assert.match(String(error), /^BadMessage/, body);
  }
});

test('an encrypted nothing is 401 Invalid corpid', async (t) => {
  const host = await hosted(t, answering(ACCOUNT));
  const { status, reply } = await host.deliver('');
  assert.equal(`${status} ${reply}`, '401 Invalid corpid');
});

test('a config that lacks something is refused at once, in the words of the original', () => {
  const { token, encodingAESKey, corpId } = ACCOUNT;
  const refused = (field: string) => (err: Error & { field?: unknown }) =>
    err.message === 'please check arguments' && err.field === field;
  assert.throws(() => answering({ token: '', encodingAESKey, corpId }), refused('token'));
  assert.throws(() => answering({ token, encodingAESKey: '', corpId }), refused('encodingAESKey'));
  assert.throws(() => answering({ token, encodingAESKey: 'short', corpId }), { message: 'encodingAESKey invalid' });
  const misspelt: wechat.Config = Object.assign(
    { token, encodingAESKey, corpid: corpId },
    { corpid: undefined, corpID: corpId },
  );
  assert.throws(() => answering(misspelt), refused('corpId'));
});

test('the id may be called corpid, and may be empty', async (t) => {
  const { token, encodingAESKey, corpId } = ACCOUNT;
  const byAlias = await hosted(t, answering({ token, encodingAESKey, corpid: corpId }));
  assert.equal((await byAlias.deliver(HELLO)).status, 200);
  const account = { ...ACCOUNT, corpId: '' };
  const byNone = await hosted(t, answering(account), { account });
  assert.equal((await byNone.deliver(HELLO)).status, 200);
});

// The receive id.

const SUITE: Account = { ...ACCOUNT, corpId: 'tj4asffe99e54c0f4c' };

test('a message for another receive id is taken as the original takes it, and the id is req.weixin_id', async (t) => {
  const ids: unknown[] = [];
  const middleware = wechat(ACCOUNT, (req, res) => {
    ids.push(req.weixin_id);
    res.reply('ok');
  });
  const host = await hosted(t, middleware);
  for (const account of [ACCOUNT, SUITE, { ...ACCOUNT, corpId: '' }]) {
    assert.equal((await host.deliver(HELLO, account)).status, 200);
  }
  assert.deepEqual(ids, [ACCOUNT.corpId, SUITE.corpId, '']);
});

test('with checkReceiveId a message or a verification for another receive id is refused', async (t) => {
  let handled = 0;
  const middleware = wechat({ ...ACCOUNT, checkReceiveId: true }, (_req, res) => {
    handled++;
    res.reply('ok');
  });
  const host = await hosted(t, middleware);
  for (const account of [SUITE, { ...ACCOUNT, corpId: '' }, { ...ACCOUNT, corpId: `${ACCOUNT.corpId}x` }]) {
    assert.notEqual((await host.deliver(HELLO, account)).status, 200);
    assert.notEqual((await host.deliver({ raw: verification('echo', account) })).status, 200);
  }
  assert.equal(handled, 0);
  assert.equal((await host.deliver(HELLO)).status, 200);
  assert.equal((await host.deliver({ raw: verification('echo') })).reply, 'echo');
  assert.equal(handled, 1);
});

test('checkReceiveId goes by the id of req.cryptor, and by the config where that has none', async (t) => {
  const inner = new wechat.WXBizMsgCrypt(OTHER.token, OTHER.encodingAESKey, OTHER.corpId);
  const nameless = {
    getSignature: inner.getSignature.bind(inner),
    decrypt: inner.decrypt.bind(inner),
    encrypt: inner.encrypt.bind(inner),
  };
  for (const cryptor of [inner, nameless]) {
    const front: RequestHandler = (req, _res, next) => next(Object.assign(req, { cryptor }) && undefined);
    const corpId = cryptor === inner ? ACCOUNT.corpId : OTHER.corpId;
    const middleware = answering({ ...ACCOUNT, corpId, checkReceiveId: true });
    const host = await hosted(t, middleware, { front: [front], account: OTHER });
    assert.equal((await host.deliver(HELLO)).status, 200);
    const foreign = await host.deliver(HELLO, { ...OTHER, corpId: 'another' });
    assert.notEqual(foreign.status, 200);
  }
});

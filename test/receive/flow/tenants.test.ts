import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestHandler } from 'express';

import wechat = require('../../../lib/receive/index');

import { hosted } from '../helpers/host';
import { text, toXML } from '../helpers/samples';
import { ACCOUNT, delivery, OTHER, openReply, send, verification } from '../helpers/sender';

const HELLO = toXML(text('hello'));
const answering = (config: wechat.Config) => wechat(config, (_req, res) => res.reply('ok'));

// Several tenants.

test('req.cryptor, when something in front sets it, verifies, decrypts and answers instead of the config', async (t) => {
  const cryptors = new Map(
    [ACCOUNT, OTHER].map((one) => [one.corpId, new wechat.WXBizMsgCrypt(one.token, one.encodingAESKey, one.corpId)]),
  );
  const choose: RequestHandler = (req, _res, next) => {
    Object.assign(req, { cryptor: cryptors.get(String(req.query.tenant)) });
    next();
  };
  const { url } = await hosted(t, answering(ACCOUNT), { front: [choose] });
  for (const account of [OTHER, ACCOUNT, OTHER]) {
    const { query, ...rest } = delivery(HELLO, account);
    const { status, body } = await send(url, { ...rest, query: `${query}&tenant=${account.corpId}` });
    assert.equal(status, 200);
    const reply = openReply(body, account);
    assert.equal(reply?.id, account.corpId);
    assert.match(reply?.text ?? '', /<!\[CDATA\[ok\]\]>/);
    const echo = await send(url, { query: `${verification('hello', account).query}&tenant=${account.corpId}` });
    assert.equal(echo.body, 'hello');
    const wrong = await send(url, { ...rest, query: `${query}&tenant=${account === OTHER ? '' : OTHER.corpId}` });
    assert.equal(wrong.status, 401);
  }
});

test('req.cryptor may be anything with getSignature, decrypt and encrypt', async (t) => {
  const inner = new wechat.WXBizMsgCrypt(OTHER.token, OTHER.encodingAESKey, OTHER.corpId);
  const calls: string[] = [];
  const cryptor = {
    getSignature(timestamp: string | number, nonce: string | number, encrypt: string) {
      calls.push('getSignature');
      return inner.getSignature(timestamp, nonce, encrypt);
    },
    decrypt(sealed: string) {
      calls.push('decrypt');
      return inner.decrypt(sealed);
    },
    encrypt(plaintext: string) {
      calls.push('encrypt');
      return inner.encrypt(plaintext);
    },
  };
  const front: RequestHandler = (req, _res, next) => {
    Object.assign(req, { cryptor });
    next();
  };
  const host = await hosted(t, answering(ACCOUNT), { front: [front], account: OTHER });
  const { status, encrypted } = await host.deliver(HELLO);
  assert.equal(status, 200);
  assert(encrypted);
  assert.deepEqual(calls, ['getSignature', 'decrypt', 'encrypt', 'getSignature']);
});

test('req.cryptor is asked when the reply is written: a handler may have put another one there', async (t) => {
  const other = new wechat.WXBizMsgCrypt(OTHER.token, OTHER.encodingAESKey, OTHER.corpId);
  const middleware = wechat(ACCOUNT, (req, res) => {
    Object.assign(req, { cryptor: other });
    res.reply('ok');
  });
  const { url } = await hosted(t, middleware);
  const { body } = await send(url, delivery(HELLO));
  assert.equal(openReply(body, OTHER)?.id, OTHER.corpId);
});

test('a req.cryptor that lacks something is an error, and the configured key does not take its place', async (t) => {
  const whole = new wechat.WXBizMsgCrypt(ACCOUNT.token, ACCOUNT.encodingAESKey, ACCOUNT.corpId);
  const getSignature = whole.getSignature.bind(whole);
  const decrypt = whole.decrypt.bind(whole);
  for (const cryptor of [{}, { getSignature }, { getSignature, decrypt }, 'key']) {
    const front: RequestHandler = (req, _res, next) => next(Object.assign(req, { cryptor }) && undefined);
    const host = await hosted(t, answering(ACCOUNT), { front: [front] });
    assert.match(String((await host.deliver(HELLO)).error), /TypeError/);
  }
});

test('a query parser that makes numbers of digits does not break the signature', async (t) => {
  const casting: RequestHandler = (req, _res, next) => {
    const { timestamp, nonce, ...rest } = req.query;
    Object.defineProperty(req, 'query', { value: { ...rest, timestamp: Number(timestamp), nonce: Number(nonce) } });
    next();
  };
  const host = await hosted(t, answering(ACCOUNT), { front: [casting] });
  assert.equal((await host.deliver(HELLO)).status, 200);
  assert.equal((await host.deliver({ raw: verification('echo') })).reply, 'echo');
});

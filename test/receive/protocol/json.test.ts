import assert from 'node:assert/strict';
import { test } from 'node:test';
import express from 'express';

import wechat = require('../../../lib/receive/index');

import type { Lifetime } from '../../helpers/server';
import { hosted, timeless } from '../helpers/host';
import { text, toXML } from '../helpers/samples';
import { ACCOUNT, delivery, jsonDelivery, openJsonReply, openReply, seal, send, signed } from '../helpers/sender';
import { JSON_B } from '../helpers/vectors';

const HELLO = toXML(text('你好'));

async function echoing(t: Lifetime, front: express.RequestHandler[] = []) {
  const seen: unknown[] = [];
  const middleware = wechat(ACCOUNT, (req, res) => {
    seen.push(req.weixin);
    res.reply(`got ${Reflect.get(req.weixin, 'Content')}`);
  });
  return { ...(await hosted(t, middleware, { front })), seen };
}

test('a JSON envelope is answered with a JSON envelope, signed with what it says', async (t) => {
  const { url } = await echoing(t);
  const { status, body } = await send(url, jsonDelivery(HELLO));
  assert.equal(status, 200);
  assert.deepEqual(Object.keys(JSON.parse(body)).sort(), ['encrypt', 'msgsignature', 'nonce', 'timestamp']);
  const reply = openJsonReply(body);
  assert.equal(reply.id, ACCOUNT.corpId);
  assert.match(
    timeless(reply.text),
    /^<xml><ToUserName><!\[CDATA\[mycreate\]\]><\/ToUserName>.*<!\[CDATA\[got 你好\]\]>/,
  );
});

test('an XML envelope on the same address is answered with XML', async (t) => {
  const { url } = await echoing(t);
  const answers = await Promise.all([delivery(HELLO), jsonDelivery(HELLO)].map((one) => send(url, one)));
  assert.match(openReply(answers[0]?.body ?? '')?.text ?? '', /got 你好/);
  assert.match(openJsonReply(answers[1]?.body ?? '').text, /got 你好/);
});

test('a JSON envelope is known by its first sign, whatever its content type says', async (t) => {
  const { url } = await echoing(t);
  for (const type of ['application/json', 'text/xml', 'text/plain', undefined]) {
    const sent = jsonDelivery(HELLO);
    const { status, body } = await send(url, { ...sent, headers: type ? { 'content-type': type } : {} });
    assert.equal(status, 200);
    assert.match(openJsonReply(body).text, /got 你好/, type);
  }
});

test('what express.json has parsed is answered with JSON too', async (t) => {
  const { url } = await echoing(t, [express.json()]);
  assert.match(openJsonReply((await send(url, jsonDelivery(HELLO))).body).text, /got 你好/);
});

test('a JSON message inside is an object, and may be answered with one', async (t) => {
  const message = {
    msgid: 'CAIQ',
    aibotid: 'AIB',
    chattype: 'single',
    from: { userid: 'u' },
    msgtype: 'text',
    text: { content: '你好' },
  };
  const seen: unknown[] = [];
  const middleware = wechat(ACCOUNT, (req, res) => {
    seen.push(req.weixin);
    res.reply({ msgtype: 'text', text: { content: '你也好' } });
  });
  const { url } = await hosted(t, middleware);
  const { status, body } = await send(url, jsonDelivery(JSON.stringify(message)));
  assert.equal(status, 200);
  assert.deepEqual(seen, [message]);
  assert.deepEqual(JSON.parse(openJsonReply(body).text), { msgtype: 'text', text: { content: '你也好' } });
});

test('an empty reply is empty in JSON as well', async (t) => {
  const { url } = await hosted(
    t,
    wechat(ACCOUNT, (_req) => ''),
  );
  const { status, body } = await send(url, jsonDelivery(HELLO));
  assert.deepEqual([status, body], [200, '']);
});

test('the published JSON vector is verified and decrypted; its text, which is broken, is a bad message', async (t) => {
  const { account, encrypt, signature, timestamp, nonce } = JSON_B;
  const host = await hosted(
    t,
    wechat(account, () => 'never'),
    { account },
  );
  const query = `?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}`;
  const body = JSON.stringify({ tousername: 'wx5823bf96d3bd56c7', encrypt, agentid: '218' });
  const { error } = await host.deliver({ raw: { method: 'POST', query, body } });
  assert.match(String(error), /^BadMessage/);
});

test('JSON envelopes are refused like others', async (t) => {
  const { deliver, seen } = await echoing(t);
  const sealed = seal(HELLO);
  const bodies = [
    '{"encrypt":"x"}',
    '{"encrypt":7}',
    '{"encrypt":null}',
    '{"encrypt":{"a":1}}',
    `{"encrypt":["${sealed}","x"]}`,
    '{}',
    '{"__proto__":{"encrypt":"x"}}',
    `{"__proto__":{"encrypt":"${sealed}"}}`,
    `{"a":{"encrypt":"${sealed}"}}`,
    '{',
    '{"encrypt":"x"}}',
    '[]',
    'null',
  ];
  for (const body of bodies) {
    const { status, error, reply } = await deliver({ raw: { method: 'POST', query: signed(sealed), body } });
    if (status === 401) assert.equal(reply, 'Invalid signature');
    else assert.match(String(error), /^BadMessage/, body);
  }
  assert.deepEqual(seen, []);
});

test('a JSON message cannot pollute', async (t) => {
  const { deliver, seen } = await echoing(t);
  const inner =
    '{"Content":"a","__proto__":{"polluted":1},"b":{"__proto__":{"polluted":1},"c":[{"__proto__":{"polluted":1}}]}}';
  const { status } = await deliver({ raw: jsonDelivery(inner) });
  assert.equal(status, 200);
  const message = Object(seen[0]);
  for (const one of [message, message.b, message.b.c[0], {}]) {
    assert.equal(one.polluted, undefined);
    assert.equal(Object.hasOwn(one, '__proto__'), false);
  }
});

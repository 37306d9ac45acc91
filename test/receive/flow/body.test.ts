import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import express, { type RequestHandler } from 'express';

import wechat = require('../../../lib/receive/index');

import type { Lifetime } from '../../helpers/server';
import { type Host, hosted, listen } from '../helpers/host';
import { text, toXML } from '../helpers/samples';
import { ACCOUNT, delivery, jsonDelivery, openReply, send } from '../helpers/sender';

const HELLO = toXML(text('你好'));
const echo = (extra: object = {}) =>
  wechat({ ...ACCOUNT, ...extra }, (req, res) => res.reply(`got ${Reflect.get(req.weixin, 'Content')}`));

/** An echoing host behind other middleware. */
function behind(t: Lifetime, ...front: RequestHandler[]): Promise<Host> {
  return hosted(t, echo(), { front });
}

/** A body parser that leaves its result in `req[property]`. */
function leaves(property: 'body' | 'rawBody', parse: (bytes: Buffer) => unknown): RequestHandler {
  return (req, _res, next) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk) => chunks.push(chunk));
    req.on('end', () => {
      Reflect.set(req, property, parse(Buffer.concat(chunks)));
      next();
    });
  };
}

/** What a parser of XML leaves: with lists or without, with its root or without. */
function parsed(bytes: Buffer): { ToUserName: string; Encrypt: string } {
  const [, sealed = ''] = /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(bytes.toString()) ?? [];
  return { ToUserName: ACCOUNT.corpId, Encrypt: sealed };
}

const FRONTS: Record<string, RequestHandler[]> = {
  nothing: [],
  'express.text': [express.text({ type: () => true })],
  'express.raw': [express.raw({ type: () => true })],
  'express.json, which leaves XML alone': [express.json()],
  'express.urlencoded, which leaves XML alone': [express.urlencoded()],
  'a parser that leaves {} and the stream alone': [
    (req, _res, next) => {
      req.body = {};
      next();
    },
  ],
  'a rawBody of text': [leaves('rawBody', String)],
  'a rawBody of bytes': [leaves('rawBody', (bytes) => bytes)],
  'a parser that leaves bytes as a Uint8Array': [leaves('body', (bytes) => new Uint8Array(bytes))],
  'a parser of XML, with lists': [
    leaves('body', (bytes) => ({ xml: { ToUserName: [ACCOUNT.corpId], Encrypt: [parsed(bytes).Encrypt] } })),
  ],
  'a parser of XML, without lists': [leaves('body', (bytes) => ({ xml: parsed(bytes) }))],
  'a parser of XML, without its root': [leaves('body', parsed)],
  'a parser of XML, without prototypes': [
    leaves('body', (bytes) =>
      Object.assign(Object.create(null), { xml: Object.assign(Object.create(null), parsed(bytes)) }),
    ),
  ],
};

for (const [name, front] of Object.entries(FRONTS)) {
  test(`difference R4: a message is received behind ${name}`, async (t) => {
    const host = await behind(t, ...front);
    const { status, reply, xml, weixin } = await host.deliver(HELLO);
    assert.equal(status, 200);
    assert.match(reply, /<!\[CDATA\[got 你好\]\]>/);
    assert.equal(xml, HELLO);
    assert.equal(Object(weixin).Content, '你好');
  });
}

test('rawBody counts before a body that something else has changed', async (t) => {
  const changed = '<xml><Encrypt>changed</Encrypt></xml>';
  for (const body of [changed, Buffer.from(changed), { xml: { Encrypt: 'changed' } }]) {
    const host = await behind(t, leaves('rawBody', String), (req, _res, next) => {
      req.body = body;
      next();
    });
    assert.equal((await host.deliver(HELLO)).status, 200);
  }
});

const GONE: Record<string, unknown> = {
  nothing: undefined,
  '{}': {},
  'an empty string': '',
  'no bytes': Buffer.alloc(0),
};

for (const [name, left] of Object.entries(GONE)) {
  test(`a body that was read before and left as ${name} is an empty one, not a hanging request`, async (t) => {
    const host = await behind(
      t,
      leaves('body', () => left),
    );
    const { error } = await host.deliver(HELLO);
    assert.equal(error, 'Wechat');
    assert.equal(host.errors[0]?.message, 'body is empty');
  });
}

test('a parsed body without Encrypt is refused', async (t) => {
  for (const left of [
    { xml: {} },
    { xml: 'text' },
    { xml: { Encrypt: {} } },
    { Encrypt: 7 },
    { xml: null },
    { a: 1 },
    [],
    7,
  ]) {
    const host = await behind(
      t,
      leaves('body', () => left),
    );
    const { status, error } = await host.deliver(HELLO);
    if (status !== 401) assert.match(String(error), /^(BadMessage|Wechat)/, JSON.stringify(left));
  }
});

/** The listener of a bare node:http server around a connect middleware. */
function bare(t: Lifetime, extra: object, errors: unknown[] = []): Promise<string> {
  const middleware = echo(extra);
  return listen(t, (req, res) => {
    middleware(req, res, (err?: unknown) => {
      errors.push(err);
      res.writeHead(500).end('failed');
    });
  });
}

test('req.query is not needed: a bare node:http server will do', async (t) => {
  const url = await bare(t, {});
  const { status, body } = await send(`${url}/anywhere`, delivery(HELLO));
  assert.equal(status, 200);
  assert.match(openReply(body)?.text ?? '', /got 你好/);
});

test('difference R5: a body of more than 1 MB is answered with 413, which the client can read', async (t) => {
  const url = await bare(t, {});
  for (const size of [1024 * 1024 + 1, 8_000_000]) {
    const { status, headers } = await send(url, { ...delivery(HELLO), body: Buffer.alloc(size, 'a') });
    assert.equal(status, 413, `${size}`);
    assert.equal(headers.connection, 'close');
  }
});

test('a client that reads only when it has written everything gets its 413, too', async (t) => {
  const url = new URL(await bare(t, {}));
  const body = Buffer.alloc(6_000_000, 'a');
  for (const head of [`Content-Length: ${body.length}\r\n\r\n`, 'Transfer-Encoding: chunked\r\n\r\n5b8d80\r\n']) {
    const socket = connect(Number(url.port), url.hostname).pause();
    t.after(() => socket.destroy());
    socket.write(`POST / HTTP/1.1\r\nHost: host\r\n${head}`);
    await new Promise<void>((resolve, reject) => socket.write(body, (err) => (err ? reject(err) : resolve())));
    if (head.startsWith('T')) socket.write('\r\n0\r\n\r\n');
    let answer = '';
    for await (const chunk of socket) answer += chunk;
    assert.match(answer, /^HTTP\/1\.1 413 .*Payload Too Large$/s);
  }
});

test('a body of nearly 1 MB is received', async (t) => {
  const url = await bare(t, {});
  const large = toXML(text('你'.repeat(200_000)));
  const { status, body } = await send(url, delivery(large));
  assert.equal(status, 200);
  assert.match(openReply(body)?.text ?? '', /got 你你/);
});

test('config.limit moves the limit, both ways', async (t) => {
  const small = await bare(t, { limit: 500 });
  assert.equal((await send(small, delivery(HELLO))).status, 413);
  assert.equal((await send(small, { ...delivery('<xml></xml>'), body: 'a'.repeat(500) })).status, 500);
  const large = await bare(t, { limit: 8_000_000 });
  assert.equal((await send(large, delivery(toXML(text('a'.repeat(3_000_000)))))).status, 200);
});

test('a body without a length is measured as it comes', async (t) => {
  const url = await bare(t, {});
  const sent = request(url, { method: 'POST', agent: false });
  t.after(() => sent.destroy());
  sent.on('error', () => {});
  sent.write(Buffer.alloc(1_500_000, 'a'));
  const [res] = await once(sent, 'response');
  assert.equal(res.statusCode, 413, 'answered while the body has not ended');
});

test('a body without an end does not keep the server reading for ever', async (t) => {
  const url = new URL(await bare(t, {}));
  const socket = connect(Number(url.port), url.hostname);
  t.after(() => socket.destroy());
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.on('error', () => {});
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.write('POST / HTTP/1.1\r\nHost: host\r\nTransfer-Encoding: chunked\r\n\r\n');
  const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
  let sent = 0;
  const pour = () => {
    while (!socket.destroyed && socket.writable) {
      sent += chunk.length;
      if (!socket.write(chunk)) return;
    }
  };
  socket.on('drain', pour);
  pour();
  await closed;
  assert.match(answer, /^HTTP\/1\.1 413 /);
  assert(sent < 500_000_000, `${sent} bytes went in before the connection was closed`);
});

test('after 413 the server still answers others', async (t) => {
  const url = await bare(t, {});
  await Promise.all(Array.from({ length: 20 }, () => send(url, { ...delivery(HELLO), body: Buffer.alloc(2_000_000) })));
  assert.equal((await send(url, delivery(HELLO))).status, 200);
});

test('a body that comes in drops, cut inside its signs, is received whole', async (t) => {
  const url = await bare(t, {});
  const { query = '', body = '' } = delivery(HELLO);
  const bytes = Buffer.from(String(body).replace('<xml>', '<xml><Note>你好👋</Note>'));
  const sent = request(`${url}${query}`, { method: 'POST', agent: false, headers: { 'content-length': bytes.length } });
  const answered = once(sent, 'response');
  for (let at = 0; at < bytes.length; at += 7) {
    await new Promise((resolve) => sent.write(bytes.subarray(at, at + 7), resolve));
  }
  sent.end();
  const [res] = await answered;
  res.resume();
  assert.equal(res.statusCode, 200);
});

test('a sender that hangs up half-way does no harm, and no handler hears of it', async (t) => {
  let handled = 0;
  const errors: unknown[] = [];
  const middleware = wechat(ACCOUNT, (_req, res) => {
    handled++;
    res.reply('');
  });
  let aborted = () => {};
  const seen = new Promise<void>((resolve) => {
    aborted = resolve;
  });
  const url = await listen(t, (req, res) => {
    if (req.headers['x-half']) req.on('close', aborted);
    middleware(req, res, (err?: unknown) => {
      errors.push(err);
      res.end();
    });
  });
  const { query = '', body = '' } = delivery(HELLO);
  const sent = request(`${url}${query}`, {
    method: 'POST',
    agent: false,
    headers: { 'content-length': body.length, 'x-half': '1' },
  });
  sent.on('error', () => {});
  await new Promise((resolve) => sent.write(body.slice(0, 100), resolve));
  sent.destroy();
  await seen;
  assert.equal((await send(url, delivery(HELLO))).status, 200);
  assert.equal(handled, 1);
  assert(errors.length <= 1);
});

test('a body behind a parser may be as large as that parser allows, up to our limit', async (t) => {
  const host = await hosted(t, echo({ limit: 500 }), { front: [express.text({ type: () => true })] });
  const { status } = await host.deliver(toXML(text('a'.repeat(1000))));
  assert.equal(status, 413);
});

test('a JSON envelope is received behind express.json and behind express.text', async (t) => {
  for (const front of [[], [express.json()], [express.text({ type: () => true })]]) {
    const host = await behind(t, ...front);
    assert.equal((await host.deliver({ raw: jsonDelivery(HELLO) })).status, 200);
  }
});

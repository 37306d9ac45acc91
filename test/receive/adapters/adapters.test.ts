import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { test } from 'node:test';
import Fastify from 'fastify';
import Koa from 'koa';

import wechat = require('../../../lib/receive/index');

import { listen } from '../helpers/host';
import { MESSAGES, text, toXML } from '../helpers/samples';
import {
  ACCOUNT,
  delivery,
  jsonDelivery,
  openJsonReply,
  openReply,
  send,
  signed,
  verification,
} from '../helpers/sender';
import { type App, SERVERS } from '../helpers/servers';

// The same application in each framework's current version, behind a real server; all go through the same paces.

const HELLO = toXML(text('你好'));
const contentOf = (body: string) => /<Content><!\[CDATA\[(.*)\]\]><\/Content>/s.exec(openReply(body)?.text ?? '')?.[1];

/** Answers by value, by `res.reply`, with nothing, later, with an error. */
function application(): App {
  const handler = wechat(ACCOUNT)
    .text(async (message) => {
      if (message.Content === 'fail') throw new RangeError('no');
      if (message.Content === 'silent') return '';
      return `got ${message.Content.slice(0, 100)}`;
    })
    .event('click', (click, _req, res) => {
      setImmediate(() => res.reply(`clicked ${click.EventKey}`));
    })
    .location((_location, _req, _res, next) => next(null))
    .voice((_voice, _req, res) => {
      res.writeHead(204);
      res.end();
    })
    .link((_link, _req, res) => {
      res.statusCode = 202;
      res.setHeader('X-Own', 'yes');
      res.end('by hand');
    });
  return [{ ...ACCOUNT, limit: 1024 * 1024 }, handler];
}

for (const [name, serve] of Object.entries(SERVERS)) {
  test(`${name}: verification, messages, replies`, async (t) => {
    const base = await serve(t, ...application());
    const url = `${base}/wechat`;
    const echo = await send(url, verification('1616140317555161061'));
    assert.equal(`${echo.status} ${echo.body}`, '200 1616140317555161061');
    assert.doesNotMatch(String(echo.headers['content-type']), /json|html/);

    assert.equal(contentOf((await send(url, delivery(HELLO))).body), 'got 你好');
    const silent = await send(url, delivery(toXML(text('silent'))));
    assert.equal(`${silent.status} ${silent.body}`, '200 ');
    const click = '<xml><MsgType>event</MsgType><Event>click</Event><EventKey>k</EventKey></xml>';
    assert.equal(contentOf((await send(url, delivery(click))).body), 'clicked k');
    assert.match(openJsonReply((await send(url, jsonDelivery(HELLO))).body).text, /got 你好/);
    assert.equal(
      contentOf((await send(url, delivery(toXML(text('大'.repeat(200_000)))))).body),
      `got ${'大'.repeat(100)}`,
    );

    const byHand = await send(url, delivery(toXML(MESSAGES.link ?? {})));
    assert.equal(`${byHand.status} ${byHand.body} ${byHand.headers['x-own']}`, '202 by hand yes');
    assert.equal((await send(url, delivery(toXML(MESSAGES.voice ?? {})))).status, 204, 'a status that allows no body');
  });

  test(`${name}: what is refused, handed on or fails gets its status, and the server lives`, async (t) => {
    const warnings: Error[] = [];
    const keep = (warning: Error) => warnings.push(warning);
    process.on('warning', keep);
    t.after(() => process.off('warning', keep));
    const base = await serve(t, ...application());
    const url = `${base}/wechat`;

    const unsigned = await send(url, { ...delivery(HELLO), query: '?msg_signature=x&timestamp=1&nonce=2' });
    assert.equal(`${unsigned.status} ${unsigned.body}`, '401 Invalid signature');
    const noQuery = await send(url, { ...delivery(HELLO), query: '' });
    assert.equal(noQuery.status, 401);
    const put = await send(url, { ...delivery(HELLO), method: 'PUT' });
    assert.equal(`${put.status} ${put.body}`, '501 Not Implemented');
    assert.equal((await send(url, { method: 'POST', query: signed('x'), body: 'no XML' })).status, 400);
    assert.equal(
      (await send(url, { method: 'POST', query: signed('AAAA'), body: '<xml><Encrypt>AAAA</Encrypt></xml>' })).status,
      400,
    );
    assert.notEqual((await send(url, { method: 'POST', query: signed('x') })).status, 200);
    assert.equal((await send(url, delivery(toXML(MESSAGES.image ?? {})))).status, 404);
    assert.equal((await send(url, delivery(toXML(MESSAGES.location ?? {})))).status, 404, 'next(null) is no error');
    assert.equal((await send(url, delivery(toXML(text('fail'))))).status, 500);

    const pong = await send(`${base}/ping`, {});
    assert.equal(pong.body, 'pong');
    const json = await send(`${base}/json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    assert.equal(json.body, '{"a":1}', 'the bodies of other routes are read as ever');
    assert.equal(contentOf((await send(url, delivery(HELLO))).body), 'got 你好');
    assert.deepEqual(
      warnings.filter(({ message }) => message !== 'no'),
      [],
    );
  });

  test(`${name}: a body over the limit is answered with 413, which the client can read`, async (t) => {
    const url = `${await serve(t, ...application())}/wechat`;
    for (const size of [1024 * 1024 + 1, 4_000_000]) {
      const { status } = await send(url, { ...delivery(HELLO), body: Buffer.alloc(size, 'a') });
      assert.equal(status, 413);
    }
    assert.equal(contentOf((await send(url, delivery(HELLO))).body), 'got 你好');
  });

  test(`${name}: a larger limit is one, and the content type of a message does not matter`, async (t) => {
    const [config, handler] = application();
    const url = `${await serve(t, { ...config, limit: 3_000_000 }, handler)}/wechat`;
    const large = await send(url, delivery(toXML(text('大'.repeat(600_000)))));
    assert.equal(contentOf(large.body), `got ${'大'.repeat(100)}`);
    for (const type of [
      'text/xml',
      'application/xml; charset=utf-8',
      'text/plain',
      'application/x-www-form-urlencoded',
    ]) {
      const { body } = await send(url, { ...delivery(HELLO), headers: { 'content-type': type } });
      assert.equal(contentOf(body), 'got 你好', type);
    }
  });

  test(`${name}: many at a time are answered each with its own reply`, async (t) => {
    const url = `${await serve(t, ...application())}/wechat`;
    const said = Array.from({ length: 50 }, (_, i) => `message ${i}`);
    const replies = await Promise.all(said.map((one) => send(url, delivery(toXML(text(one))))));
    assert.deepEqual(
      replies.map(({ body }) => contentOf(body)),
      said.map((one) => `got ${one}`),
    );
  });

  test(`${name}: a sender that hangs up half-way leaves the server alive`, async (t) => {
    const base = await serve(t, ...application());
    const { query = '', body = '' } = delivery(HELLO);
    for (let i = 0; i < 6; i++) {
      const sent = httpRequest(`${base}/wechat${query}`, {
        method: i % 3 ? 'POST' : 'PUT',
        agent: false,
        headers: { 'content-length': body.length },
      });
      sent.on('error', () => {});
      await new Promise((resolve) => sent.write(body.slice(0, 40 * i + 1), resolve));
      const closed = new Promise((resolve) => sent.once('close', resolve));
      sent.destroy();
      await closed;
    }
    assert.equal(contentOf((await send(`${base}/wechat`, delivery(HELLO))).body), 'got 你好');
  });
}

test('an adapter takes a plain handler as well, or a handler that knows its config', async (t) => {
  const plain = await listen(
    t,
    wechat.node(ACCOUNT, () => 'plain'),
  );
  assert.equal(contentOf((await send(plain, delivery(HELLO))).body), 'plain');
  const typed = await listen(
    t,
    wechat.node(
      ACCOUNT,
      wechat.text(() => 'typed'),
    ),
  );
  assert.equal(contentOf((await send(typed, delivery(HELLO))).body), 'typed');
});

test('koa behind a body parser: ctx.request.body and ctx.request.rawBody are looked at', async (t) => {
  for (const leave of [(body: string) => ({ body }), (body: string) => ({ rawBody: body, body: {} })]) {
    const server = new Koa();
    server.use(async (ctx, next) => {
      const chunks: Buffer[] = [];
      for await (const chunk of ctx.req) chunks.push(chunk);
      Object.assign(ctx.request, leave(Buffer.concat(chunks).toString()));
      await next();
    });
    server.use(wechat.koa(...application()));
    const url = await listen(t, server.callback());
    assert.equal(contentOf((await send(url, delivery(HELLO))).body), 'got 你好');
  }
});

test('koa: what something in front left on the request of node:http is not overwritten', async (t) => {
  for (const property of ['body', 'rawBody']) {
    const koa = new Koa();
    koa.use(wechat.koa(...application()));
    const callback = koa.callback();
    const url = await listen(t, async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk);
      callback(Object.assign(req, { [property]: Buffer.concat(chunks) }), res);
    });
    assert.equal(contentOf((await send(url, delivery(HELLO))).body), 'got 你好', property);
  }
});

test('node: a response that its handler began before it failed is broken off, not left hanging', async (t) => {
  const listener = wechat.node(ACCOUNT, (_req, res) => {
    res.writeHead(200, { 'content-length': 100 });
    res.write('a part');
    throw new RangeError('no');
  });
  const url = await listen(t, listener);
  await assert.rejects(send(url, delivery(HELLO)), /aborted|socket hang up/);
});

test('node: a handler that replied before it failed has replied', async (t) => {
  const listener = wechat.node(ACCOUNT, (_req, res) => {
    res.reply('replied');
    throw new RangeError('no');
  });
  const url = await listen(t, listener);
  assert.equal(contentOf((await send(url, delivery(HELLO))).body), 'replied');
});

test('koa mounted below a prefix and behind other middleware still answers 404 by itself', async (t) => {
  const server = new Koa();
  const order: string[] = [];
  server.use(async (_ctx, next) => {
    order.push('before');
    await next();
    order.push('after');
  });
  server.use(wechat.koa(...application()));
  const url = await listen(t, server.callback());
  assert.equal((await send(url, delivery(toXML(MESSAGES.image ?? {})))).status, 404);
  assert.equal((await send(url, delivery(HELLO))).status, 200);
  assert.deepEqual(order, ['before', 'after', 'before', 'after']);
});

test('fastify: two applications on two addresses of one server', async (t) => {
  const server = Fastify();
  for (const one of ['a', 'b'])
    server.register(
      wechat.fastify(ACCOUNT, () => `app ${one}`),
      { url: `/${one}` },
    );
  t.after(() => server.close());
  const base = await server.listen({ port: 0, host: '127.0.0.1' });
  for (const one of ['a', 'b'])
    assert.equal(contentOf((await send(`${base}/${one}`, delivery(HELLO))).body), `app ${one}`);
});

test('fetch: the request may come from any URL, with or without a body, and its `extra` reaches the handler', async () => {
  const handle = wechat.fetch(ACCOUNT, (req) => `tenant ${Reflect.get(req, 'tenant')}`);
  const { query, body } = delivery(HELLO);
  const answer = await handle(new Request(`https://host/a/b${query}`, { method: 'POST', body: String(body) }), {
    tenant: 7,
  });
  assert.equal(contentOf(await answer.text()), 'tenant 7');
  const echo = await handle(new Request(`https://host/${verification('echo').query}`));
  assert.equal(await echo.text(), 'echo');
  const empty = await handle(new Request(`https://host/${query}`, { method: 'POST' }));
  assert.equal(empty.status, 400);
});

test('fetch: what the handler throws is the caller’s to see', async () => {
  const handle = wechat.fetch(ACCOUNT, () => {
    throw new RangeError('no');
  });
  const { query, body } = delivery(HELLO);
  await assert.rejects(
    handle(new Request(`https://host/${query}`, { method: 'POST', body: String(body) })),
    RangeError,
  );
});

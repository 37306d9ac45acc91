import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import express from 'express';

import wechat = require('../../lib/receive/index');

import { hosted, listen, sessions } from './helpers/host';
import { event, message, text, toXML } from './helpers/samples';
import { ACCOUNT, delivery, type Outgoing, openReply, send, signed, verification } from './helpers/sender';
import { original, SIDES } from './helpers/sides';
import { VERIFY_A } from './helpers/vectors';

// Where ours behaves otherwise than wechat-enterprise 0.1.1 on purpose: the numbers are those of the table in docs/migrating.md.
// What ends the process of the original is shown on one that runs apart.

const HELLO = toXML(text('hello'));
const answered = (w: typeof wechat) => w(ACCOUNT, (_req, res) => res.reply('ok'));

let child: ChildProcess;
let base = '';

before(async () => {
  child = fork(join(__dirname, 'helpers/original_alone.ts'));
  [base] = await once(child, 'message');
});
after(async () => {
  child.disconnect();
  await once(child, 'exit');
});

/** What nobody catches when the original gets this request. */
async function fate(path: string, outgoing: Outgoing): Promise<unknown> {
  const told = once(child, 'message');
  const sent = send(`${base}${path}`, outgoing).catch(() => undefined);
  const [uncaught] = await told;
  child.once('message', (more) => assert.fail(String(more)));
  child.removeAllListeners('message');
  void sent;
  return uncaught;
}

const UNDECRYPTABLE: Outgoing = {
  method: 'POST',
  query: signed('AAAA'),
  body: '<xml><Encrypt>AAAA</Encrypt></xml>',
};

test('difference R1: blanks for a body are a bad message, where an unsigned request ends the original', async (t) => {
  const raw = { method: 'POST', body: ' \n ' };
  assert.match(String(await fate('/answers', raw)), /^uncaughtException TypeError/);
  const host = await hosted(t, answered(wechat));
  assert.match(String((await host.deliver({ raw })).error), /^(BadMessage|Wechat)/);
});

test('difference R1: what cannot be decrypted is a bad message, where it ends the original', async (t) => {
  assert.match(String(await fate('/answers', UNDECRYPTABLE)), /^uncaughtException/);
  const host = await hosted(t, answered(wechat));
  assert.match(String((await host.deliver({ raw: UNDECRYPTABLE })).error), /^BadMessage/);
});

test('difference R3: a handler that throws is an error of the request, where it ends the original', async (t) => {
  assert.match(String(await fate('/throws', delivery(HELLO))), /^uncaughtException RangeError/);
  const middleware = wechat(ACCOUNT, (_req, _res) => {
    throw new RangeError('the handler failed');
  });
  assert.equal((await (await hosted(t, middleware)).deliver(HELLO)).error, 'RangeError');
});

test('difference R3: a handler that rejects is an error of the request, where it ends the original', async (t) => {
  assert.match(String(await fate('/rejects', delivery(HELLO))), /^unhandledRejection RangeError/);
  const middleware = wechat(ACCOUNT, async (_req, _res) => {
    throw new RangeError('the handler failed');
  });
  assert.equal((await (await hosted(t, middleware)).deliver(HELLO)).error, 'RangeError');
});

test('difference R3: a second reply is ignored with a warning, where it ends the original', async (t) => {
  assert.match(String(await fate('/twice', delivery(HELLO))), /^uncaughtException/);
  const middleware = wechat(ACCOUNT, (_req, res) => {
    res.reply('once');
    res.reply('twice');
  });
  const warned = once(process, 'warning');
  const { status, reply, error } = await (await hosted(t, middleware)).deliver(HELLO);
  assert.equal(status, 200);
  assert.match(reply, /once/);
  assert.equal(error, undefined);
  const [warning] = await warned;
  assert(warning instanceof Error);
});

test('difference R2: bad messages carry the status 400, so that express does not call them its own fault', async (t) => {
  const status = async (w: typeof wechat) => {
    const app = express().disable('x-powered-by').set('env', 'test');
    app.use(answered(w));
    return (await send(await listen(t, app), { method: 'POST', query: signed('x'), body: 'no XML' })).status;
  };
  assert.deepEqual([await status(wechat), await status(original)], [400, 500]);
});

test('difference R2: an empty body carries the status 400 as well', async (t) => {
  const of = async (w: typeof wechat) => {
    const host = await hosted(t, answered(w));
    const { error } = await host.deliver({ raw: { method: 'POST', query: signed('x') } });
    const { message, status, statusCode } = Object(host.errors[0]);
    return { error, message, status, statusCode };
  };
  const same = { error: 'Wechat', message: 'body is empty' };
  assert.deepEqual(await of(wechat), { ...same, status: 400, statusCode: 400 });
  assert.deepEqual(await of(original), { ...same, status: undefined, statusCode: undefined });
});

test('difference R14: the receive id may be empty, which the original refuses', () => {
  const config = { ...ACCOUNT, corpId: '' };
  assert.doesNotThrow(() => wechat(config, () => {}));
  assert.throws(() => original(config, () => {}), { message: 'please check arguments' });
});

test('difference R7: req.query is not needed, without which the original throws', async (t) => {
  assert.match(String(await fate('/bare', delivery(HELLO))), /^uncaughtException TypeError/);
  const middleware = answered(wechat);
  const url = await listen(t, (req, res) => middleware(req, res, () => res.end()));
  assert.match(openReply((await send(url, delivery(HELLO))).body)?.text ?? '', /ok/);
});

test('difference R7: an echostr with blanks for + is verified, which the original refuses', async (t) => {
  const { encrypt, nonce, signature, timestamp, message: echo } = VERIFY_A;
  const raw = { query: `?msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&echostr=${encrypt}` };
  assert.equal((await (await hosted(t, answered(wechat))).deliver({ raw })).reply, echo);
  assert.equal((await (await hosted(t, answered(original))).deliver({ raw })).status, 401);
});

test('difference R1: an echostr that cannot be decrypted is named BadMessage, where the original throws what OpenSSL says', async (t) => {
  const raw = { query: `${signed('AAAA')}&echostr=AAAA` };
  assert.match(String((await (await hosted(t, answered(wechat))).deliver({ raw })).error), /^BadMessage/);
  assert.equal((await (await hosted(t, answered(original))).deliver({ raw })).error, 'Error');
  const good = { raw: verification('x') };
  assert.equal((await (await hosted(t, answered(wechat))).deliver(good)).reply, 'x');
});

test('difference R8: a message without FromUserName has no session, where the original shares one among all such', async (t) => {
  const counts = SIDES.map(async ([, w]) => {
    const middleware = w(ACCOUNT, (req, res) => {
      const mine = Reflect.get(req, 'wxsession');
      if (mine) Object.assign(mine, { count: Number(Object(mine).count ?? 0) + 1 });
      res.reply(`count ${Object(mine).count}`);
    });
    const host = await hosted(t, middleware, { front: [sessions()] });
    const { FromUserName: _, ...nobody } = event('kf_msg_or_event');
    await host.deliver(nobody);
    return (await host.deliver(nobody)).reply.match(/count \w+/)?.[0];
  });
  assert.deepEqual(await Promise.all(counts), ['count undefined', 'count 2']);
});

test('difference R9: a list as the content of a text reply is a TypeError, where the original joins it', async (t) => {
  const of = (w: typeof wechat) =>
    w(ACCOUNT, (_req, res) => {
      Reflect.apply(res.reply, res, [{ type: 'text', content: ['a', 'b'] }]);
    });
  assert.equal((await (await hosted(t, of(wechat))).deliver(HELLO)).error, 'TypeError');
  assert.match((await (await hosted(t, of(original))).deliver(HELLO)).reply, /<!\[CDATA\[a,b\]\]>/);
});

test('difference R12: ]]> in a reply stays text, where it breaks the XML of the original', async (t) => {
  const content = 'a]]>b]]]]>>c';
  const of = async (w: typeof wechat) =>
    (
      await hosted(
        t,
        w(ACCOUNT, (_req, res) => res.reply(content)),
      )
    )
      .deliver(HELLO)
      .then(({ reply }) => reply);
  const [ours, theirs] = [await of(wechat), await of(original)];
  assert.match(theirs, /<Content><!\[CDATA\[a\]\]>b/);
  assert.equal(contentOf(ours), content);
});

/** The text of Content, with its CDATA sections joined as a parser of XML joins them. */
function contentOf(xml: string): string {
  const [, inside = ''] = /<Content>(.*)<\/Content>/s.exec(xml) ?? [];
  assert.match(inside, /^(<!\[CDATA\[((?!\]\]>).)*\]\]>)+$/s);
  return [...inside.matchAll(/<!\[CDATA\[(.*?)\]\]>/gs)].map((match) => match[1]).join('');
}

test('difference R12: an object of an unknown type is a TypeError, where the original sends [object Object]', async (t) => {
  const content = { type: 'hologram', content: { mediaId: 'm' } };
  const of = (w: typeof wechat) =>
    w(ACCOUNT, (_req, res) => {
      Reflect.apply(res.reply, res, [content]);
    });
  assert.equal((await (await hosted(t, of(wechat))).deliver(HELLO)).error, 'TypeError');
  assert.match((await (await hosted(t, of(original))).deliver(HELLO)).reply, /\[object Object\]/);
  assert.throws(() => Reflect.apply(wechat.reply, null, [content, 'a', 'b']), {
    name: 'TypeError',
    message: /hologram/,
  });
});

test('difference R13: a list that is gone falls through to the handler, where it ends the original', async (t) => {
  await send(`${base}/list`, delivery(HELLO));
  assert.match(String(await fate('/list', delivery(HELLO))), /^uncaughtException TypeError/);
  const middleware = wechat(ACCOUNT, (req, res) => {
    if (req.wxsession?._wait) return res.reply('the list is gone');
    wechat.List.add('short-lived', [['{a}', 'A']]);
    res.wait('short-lived');
    wechat.List.clear();
  });
  const host = await hosted(t, middleware, { front: [sessions()] });
  await host.deliver(text('start'));
  assert.match((await host.deliver(text('a'))).reply, /the list is gone/);
});

test('difference R15: shortvideo has a shortcut', async (t) => {
  assert.equal(Reflect.get(original, 'shortvideo'), undefined);
  const host = await hosted(
    t,
    wechat(
      ACCOUNT,
      wechat.shortvideo((shortvideo) => shortvideo.MediaId),
    ),
  );
  assert.match(
    (await host.deliver(message('shortvideo', { MediaId: 'media_id', ThumbMediaId: 't' }))).reply,
    /media_id/,
  );
});

test('difference R15: middleware() is what the documentation says, and middlewarify() what the original has', async (t) => {
  assert.equal(Reflect.get(original(ACCOUNT), 'middleware'), undefined);
  const host = await hosted(
    t,
    wechat(ACCOUNT)
      .text((_message, _req, res) => res.reply('ok'))
      .middleware(),
  );
  assert.match((await host.deliver(HELLO)).reply, /ok/);
});

test('difference R13: a message of a type like `constructor` meets no handler, where the original calls Object', async (t) => {
  const host = await hosted(
    t,
    wechat(
      ACCOUNT,
      wechat.text((_message, _req, res) => res.reply('ok')),
    ),
  );
  for (const type of ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'valueOf']) {
    assert.equal((await host.deliver(message(type, {}))).status, 404, type);
  }
});

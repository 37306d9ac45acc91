import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestHandler } from 'express';

import type wechat = require('../../lib/receive/index');

import { EVENTS, MESSAGES, SAMPLES, SEVERAL_ANSWERS, text } from './helpers/samples';
import { ACCOUNT } from './helpers/sender';
import { original, SIDES, sideBySide, type Wechat } from './helpers/sides';

// The same requests to ours and to wechat-enterprise 0.1.1: the same statuses, bodies, decrypted replies, req.weixin,
// req.weixin_xml and names of errors. What differs on purpose is named in differences.test.ts.

/** Answers with what it was called with, in the way of each of the documented forms. */
const FORMS: Record<string, (w: Wechat) => RequestHandler> = {
  'wechat(config, handler)': (w) =>
    w(ACCOUNT, (req, res) => {
      res.reply(`plain ${JSON.stringify(req.weixin)}`);
    }),
  'wechat(config, wechat.text(fn)…)': (w) => w(ACCOUNT, everyType(w)),
  'wechat(config).text(fn)….middlewarify()': (w) => {
    const handler = w(ACCOUNT);
    for (const type of TYPES) shortcut(handler, type);
    return handler.middlewarify();
  },
  'wechat(config).setHandler(type, fn)': (w) => {
    const handler = w(ACCOUNT);
    for (const type of [...TYPES, 'shortvideo', 'hologram']) {
      assert.equal(
        handler.setHandler(type, (message, _req, res) => told(type, message, res)),
        handler,
      );
    }
    return handler.middlewarify();
  },
};

const TYPES = ['text', 'image', 'voice', 'video', 'location', 'link', 'event'] as const;

/** `wechat.text(fn)` or `handler.text(fn)`, for any type. */
function shortcut(on: object, type: string): wechat.Handler {
  const fn = (message: object, _req: unknown, res: Replying) => told(type, message, res);
  return Reflect.get(on, type).call(on, fn);
}

function everyType(w: Wechat): wechat.Handler {
  const handler = shortcut(w, 'text');
  for (const type of TYPES.slice(1)) assert.equal(shortcut(handler, type), handler);
  assert(handler instanceof w(ACCOUNT).constructor);
  return handler;
}

interface Replying {
  reply(content: string): void;
}

function told(type: string, message: object, res: Replying): void {
  res.reply(`${type} ${JSON.stringify(message)}`);
}

for (const [form, make] of Object.entries(FORMS)) {
  test(`${form}: every message and event`, async (t) => {
    const { deliver } = await sideBySide(t, make);
    for (const fields of Object.values(SAMPLES)) await deliver(fields);
    await deliver('<xml></xml>');
    await deliver('<xml><Content>no type</Content></xml>');
  });
}

test('the static shortcuts, each alone: what they do not handle falls through', async (t) => {
  for (const type of TYPES) {
    const { deliver } = await sideBySide(t, (w) => w(ACCOUNT, shortcut(w, type)));
    for (const fields of [...Object.values(MESSAGES), EVENTS.click ?? {}]) {
      const { status } = await deliver(fields);
      assert.equal(status, fields.MsgType === type ? 200 : 404);
    }
  }
});

test('a handler is called with (message, req, res, next), a plain one with (req, res, next)', async (t) => {
  const typed = await sideBySide(t, (w) =>
    w(
      ACCOUNT,
      w.text((...args) => {
        const [message, req, res, next] = args;
        const shape = [args.length, message === req.weixin, typeof res.end, typeof next];
        res.reply(JSON.stringify([...shape, req.method, typeof req.weixin_xml]));
      }),
    ),
  );
  assert.match((await typed.deliver(text('hello'))).reply, /\[4,true,"function","function","POST","string"\]/);
  const plain = await sideBySide(t, (w) =>
    w(ACCOUNT, (...args) => {
      const [, res, next] = args;
      res.reply(JSON.stringify([args.length, typeof next]));
    }),
  );
  assert.match((await plain.deliver(text('hello'))).reply, /\[3,"function"\]/);
});

test('a handler that calls next lets the message pass, with req.weixin set; next(err) is an error', async (t) => {
  const { deliver } = await sideBySide(t, (w) =>
    w(ACCOUNT, (req, _res, next) => {
      next(Reflect.get(req.weixin, 'Content') === 'fail' ? new RangeError('no') : undefined);
    }),
  );
  assert.equal((await deliver(text('pass'))).status, 404);
  assert.equal((await deliver(text('fail'))).error, 'RangeError');
});

test('the next middleware may still use res.reply', async (t) => {
  const { deliver } = await sideBySide(t, (w) => {
    const middleware = w(ACCOUNT, (_req, _res, next) => next());
    return (req, res, next) => {
      middleware(req, res, (err) => {
        if (err) return next(err);
        setImmediate(() => Reflect.apply(Reflect.get(res, 'reply'), res, ['from the next one']));
      });
    };
  });
  assert.match((await deliver(text('hello'))).reply, /from the next one/);
});

test('no handler at all lets every message pass', async (t) => {
  const { deliver } = await sideBySide(t, (w) => Reflect.apply(w, null, [ACCOUNT, undefined]));
  assert.equal((await deliver(text('hello'))).status, 404);
});

test('a handler may answer with the framework: res.writeHead, res.end', async (t) => {
  const { deliver } = await sideBySide(t, (w) =>
    w(ACCOUNT, (_req, res) => {
      res.writeHead(202);
      res.end('by hand');
    }),
  );
  assert.equal((await deliver(text('hello'))).reply, 'by hand');
});

test('a handler may answer later, and reads its arguments from `arguments` if it likes', async (t) => {
  const { deliver } = await sideBySide(t, (w) =>
    w(
      ACCOUNT,
      w
        .text((_message, _req, res) => {
          setImmediate(() => res.reply('later'));
        })
        .image(function () {
          // biome-ignore lint/complexity/noArguments: as code of 2015 does
          arguments[2].reply('arguments');
        }),
    ),
  );
  assert.match((await deliver(text('hello'))).reply, /later/);
  assert.match((await deliver(MESSAGES.image ?? {})).reply, /arguments/);
});

test('getHandler gives the handler of a type, and one that passes on for others', () => {
  for (const [, w] of SIDES) {
    const fn = () => {};
    const handler = w.text(fn);
    assert.equal(handler.getHandler('text'), fn);
    let passed = 0;
    Reflect.apply(handler.getHandler('image'), null, [{}, {}, {}, () => passed++]);
    assert.equal(passed, 1);
    const plain = () => {};
    const all = Reflect.construct(handler.constructor, [ACCOUNT, plain]);
    assert.equal(all.getHandler('text'), plain);
  }
});

test('the statics of the original are all there', () => {
  const ours = SIDES[0]?.[1];
  for (const [name, value] of Object.entries(original)) {
    assert.equal(typeof Reflect.get(ours ?? {}, name), typeof value, name);
  }
  for (const name of ['shortvideo', 'Session', 'WXBizMsgCrypt', 'PKCS7Encoder']) {
    assert.notEqual(Reflect.get(ours ?? {}, name), undefined, name);
  }
  assert.equal(typeof Reflect.get(ours?.util ?? {}, 'wrapper'), 'function');
  assert.equal(typeof Reflect.get(ours?.API ?? {}, 'mixin'), 'function');
});

test('config is set when the handler is joined with it, and stays readable', () => {
  for (const [, w] of SIDES) {
    const handler = w.text(() => {});
    w(ACCOUNT, handler);
    assert.deepEqual(Reflect.get(handler, 'config'), ACCOUNT);
  }
});

test('answers to several answers of one question differ only in what the original loses', async (t) => {
  const { ours, theirs } = await sideBySide(t, (w) => w(ACCOUNT, (_req, res) => res.reply('ok')));
  const theirView = JSON.stringify((await theirs.deliver(SEVERAL_ANSWERS)).weixin);
  const ourView = JSON.stringify((await ours.deliver(SEVERAL_ANSWERS)).weixin);
  assert.equal(ourView.replace('["id1","id2"]', '[{},{}]'), theirView);
});

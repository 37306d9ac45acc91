import assert from 'node:assert/strict';
import { AsyncResource } from 'node:async_hooks';
import { once } from 'node:events';
import { test } from 'node:test';
import type { RequestHandler } from 'express';

import wechat = require('../../../lib/receive/index');

import { seesOneArgument } from '../../../lib/receive/flow/handler_parameters';
import type { AnyHandler } from '../../../lib/receive/types/handlers';
import { MemoryStore } from '../../../lib/stores/memory';
import type { Lifetime } from '../../helpers/server';
import { contentOf, gate, hosted, sessions } from '../helpers/host';
import { event, text } from '../helpers/samples';
import { ACCOUNT } from '../helpers/sender';
import { original } from '../helpers/sides';

// A handler that takes the message alone has nothing to reply with later: its end is answered.

type TextHandler = wechat.MessageHandler<wechat.Messages['text']>;

async function answer(t: Lifetime, handler: TextHandler) {
  const { status, reply } = await (await hosted(t, wechat(ACCOUNT, wechat.text(handler)))).deliver(text('hello'));
  return [status, reply];
}

const heard: unknown[] = [];
const app = {
  async method(message: wechat.Messages['text']) {
    heard.push(message);
  },
};

const ENDING: Record<string, TextHandler> = {
  'returns nothing': (message) => {
    heard.push(message);
  },
  'resolves to nothing': async (message) => {
    await new Promise((resolve) => setImmediate(resolve));
    heard.push(message);
  },
  'is a function': (message) => {
    heard.push(message);
  },
  'is a method': app.method,
  'takes the message apart': ({ Content, ...rest }) => {
    heard.push(Content, rest);
  },
  'returns what a list says to a push': (message) => heard.push(message),
  'returns true': (message) => message.Content === 'hello',
  'returns a map': (message) => new Map().set('said', message.Content),
  "resolves to WeCom's answer to a call": async (_message) => ({ errcode: 0, errmsg: 'ok', msgid: 'm' }),
  'returns a timer': (message) => setTimeout(() => heard.push(message), 1),
};

for (const [name, handler] of Object.entries(ENDING)) {
  test(`difference R19: a handler that takes the message alone and ${name} is answered with an empty 200`, async (t) => {
    assert.deepEqual(await answer(t, handler), [200, '']);
  });
}

test('difference R19: the original leaves that request without an answer', async (t) => {
  const handled = gate<{ writableEnded: boolean }>();
  const front: RequestHandler = (_req, res, next) => {
    ended = () => res.writableEnded;
    next();
  };
  let ended = () => true;
  const middleware = original(
    ACCOUNT,
    original.text((_message) => void setImmediate(() => handled.open({ writableEnded: ended() }))),
  );
  const host = await hosted(t, middleware, { front: [front] });
  const hanging = host.deliver(text('hello')).catch((err: Error) => err);
  assert.deepEqual(await handled.promise, { writableEnded: false });
  void hanging;
});

test('a promise of nothing is answered when it is kept, not before', async (t) => {
  const go = gate();
  const order: string[] = [];
  const host = await hosted(
    t,
    wechat(
      ACCOUNT,
      wechat.event('click', async (_click) => {
        await go.promise;
        order.push('handled');
      }),
    ),
  );
  const answered = host.deliver(event('click')).then(({ status }) => order.push(`answered ${status}`));
  await host.deliver(text('another'));
  go.open();
  await answered;
  assert.deepEqual(order, ['handled', 'answered 200']);
});

test('with dedupe it is handled once, and its empty answer repeated', async (t) => {
  let handled = 0;
  const handler = wechat.text((_message) => {
    handled++;
  });
  const host = await hosted(t, wechat({ ...ACCOUNT, dedupe: new MemoryStore() }, handler));
  const hello = text('hello');
  for (let i = 0; i < 3; i++) assert.equal((await host.deliver(hello)).status, 200);
  assert.equal(handled, 1);
});

test('an entry of a list is no different', async (t) => {
  wechat.List.add('alone', [['{a}', (message: wechat.Messages['text']) => void heard.push(message)]]);
  const handler = wechat.text((_message, _req, res) => res.wait('alone'));
  const host = await hosted(t, wechat(ACCOUNT, handler), { front: [sessions()] });
  await host.deliver(text('list'));
  const { status, reply } = await host.deliver(text('a'));
  assert.deepEqual([status, reply], [200, '']);
});

test('a plain handler, whose only parameter is the request, is waited for', async (t) => {
  const plain = await hosted(
    t,
    wechat(ACCOUNT, (req) => {
      setImmediate(() => Reflect.get(Object(Reflect.get(req, 'res')), 'reply')('later'));
    }),
  );
  assert.equal(contentOf((await plain.deliver(text('hello'))).reply), 'later');
});

test('what can reply later by what it was called with is not answered for', async (t) => {
  const late = (_message: unknown, _req: unknown, res: wechat.Replying) => void setImmediate(() => res.reply('late'));
  const kept: Record<string, TextHandler> = {
    'with its own length': Object.defineProperty((...args: Parameters<typeof late>) => late(...args), 'length', {
      value: 1,
    }) as TextHandler,
    'kept in its async context': AsyncResource.bind(
      Object.defineProperty(late, 'length', { value: 1, configurable: true }) as TextHandler,
    ),
  };
  for (const [name, handler] of Object.entries(kept)) {
    assert.equal(handler.length, 1, name);
    const host = await hosted(t, wechat(ACCOUNT, wechat.text(handler)));
    assert.equal(contentOf((await host.deliver(text('hello'))).reply), 'late', name);
  }
});

test('a reply after the end of such a handler is ignored with a warning, as any second one', async (t) => {
  const warned = once(process, 'warning');
  const front: RequestHandler = (_req, res, next) => {
    later = () => Reflect.get(res, 'reply')('too late');
    next();
  };
  let later = () => {};
  const host = await hosted(
    t,
    wechat(
      ACCOUNT,
      wechat.text((_message) => void setImmediate(later)),
    ),
    { front: [front] },
  );
  assert.equal((await host.deliver(text('hello'))).reply, '');
  assert.match(String((await warned)[0]), /second reply/);
});

// The text of functions: what compilers and people write.

const made = (source: string): AnyHandler => new Function(`return (${source});`)();

const ALONE = [
  'm => 1',
  'async m => 1',
  '消息 => 1',
  '(m) => 1',
  '(m,) => 1',
  'async (m) => 1',
  '(m /* , req, res */) => 1',
  '( // the message)\n m ) => 1',
  '({ Content }) => Content',
  '({ Content: [a, b] = [")", ","], ...rest }) => 1',
  "({ 'a,b)': c, d = '\\')' }) => 1",
  '([first, , third]) => 1',
  '(m) => ({ ...m })',
  '(m) => arguments.length',
  'function (m) { return 1; }',
  'function handle(m) { return 1; }',
  'async function handle ( m ) { return 1; }',
  'function $_(m) { return { ...m }; }',
  '({ handle(m) { return 1; } }).handle',
  '({ async handle(m) { return 1; } }).handle',
  '({ async(m) { return 1; } }).async',
  'new (class { handle(m) { return 1; } })().handle',
];

const DOUBTFUL = [
  '() => 1',
  '(...args) => 1',
  '(m, ...rest) => 1',
  '(m, req = {}) => 1',
  '(m /* = */, req = {}) => 1',
  '(m = {}) => 1',
  '({ Content }, ...rest) => 1',
  '({ a = `}),` }, req = {}) => 1',
  '(m, req) => 1',
  'function (m) { return arguments[2]; }',
  'function (m) { return eval("argu" + "ments"); }',
  'function (m, ...rest) { return 1; }',
  '(function (m) { return 1; }).bind(null)',
  '(function (a, m) { return 1; }).bind(null, 1)',
  'new Proxy((m) => 1, {})',
  'Object.defineProperty((...args) => 1, "length", { value: 1 })',
  'function* (m) { yield 1; }',
  '({ *handle(m) { yield 1; } }).handle',
  '({ ["a" + "b"](m) { return 1; } }).ab',
  'Math.abs',
];

test('a function with one parameter and no other way to its arguments is told from all others', () => {
  for (const source of ALONE) assert.equal(seesOneArgument(made(source)), true, source);
  for (const source of DOUBTFUL) assert.equal(seesOneArgument(made(source)), false, source);
});

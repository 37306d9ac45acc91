import assert from 'node:assert/strict';
import { test } from 'node:test';

import wechat = require('../../../lib/receive/index');

import { contentOf, hosted } from '../helpers/host';
import { text } from '../helpers/samples';
import { ACCOUNT } from '../helpers/sender';

// Handlers of old times behind wrappers: what the wrapper looks like says nothing of when the handler replies.

type TextHandler = wechat.MessageHandler<wechat.Messages['text']>;
type Rest = [req: unknown, res: wechat.Replying, next?: (err: unknown) => void];

const slow = (_message: unknown, _req: unknown, res: wechat.Replying) => {
  setTimeout(() => res.reply('late'), 20);
};

const WRAPPERS: Record<string, TextHandler> = {
  'passes all on': (...args) => slow(args[0], args[1], args[2]),
  'passes the rest on': (message, ...rest: Rest) => slow(message, rest[0], rest[1]),
  'catches what a promise rejects with': (...args) => Promise.resolve(slow(args[0], args[1], args[2])).catch(args[3]),
  'is async': async (message, ...rest: Rest) => {
    slow(message, rest[0], rest[1]);
  },
  'is async and declares nothing': async (...args) => slow(args[0], args[1], args[2]),
  'reads its arguments': function (_message) {
    // biome-ignore lint/complexity/noArguments: as code of 2015 does
    const res = arguments[2];
    setTimeout(() => res.reply('late'), 20);
  },
  'has default parameters': (message, req = Object.create(null), res = Object.create(null)) => slow(message, req, res),
  'replies by the response of the request': (_message, req) => {
    setTimeout(() => Reflect.get(Object(Reflect.get(req, 'res')), 'reply')('late'), 20);
  },
  'is bound': slow.bind(null),
  'is a proxy': new Proxy(slow, {}),
  'returns what is no content': (...args) => {
    slow(args[0], args[1], args[2]);
    return new Date();
  },
};

for (const [name, wrapper] of Object.entries(WRAPPERS)) {
  test(`a handler of old times behind a wrapper that ${name} is waited for`, async (t) => {
    const host = await hosted(t, wechat(ACCOUNT, wechat.text(wrapper)));
    assert.equal(contentOf((await host.deliver(text('hello'))).reply), 'late');
  });
}

import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';

import wechat = require('../../../lib/receive/index');

import type { Lifetime } from '../../helpers/server';
import { contentOf, gate, hosted } from '../helpers/host';
import { text, toXML } from '../helpers/samples';
import { ACCOUNT, delivery, send } from '../helpers/sender';

const HELLO = text('hello');

type AnyForm = wechat.Handler | wechat.PlainHandler;

/** What a host with this handler answers to one message. */
async function answer(t: Lifetime, handler: AnyForm, what = HELLO) {
  const host = await hosted(t, wechat(ACCOUNT, handler));
  return { ...(await host.deliver(what)), errors: host.errors };
}

// Answers by return value.

test('difference R16: a handler without `res` answers with what it returns', async (t) => {
  const { reply } = await answer(t, (req) => `got ${Reflect.get(req.weixin, 'Content')}`);
  assert.equal(contentOf(reply), 'got hello');
  const typed = await answer(
    t,
    wechat.text((message) => `got ${message.Content}`),
  );
  assert.equal(contentOf(typed.reply), 'got hello');
  const withReq = await answer(
    t,
    wechat.text((message, req) => `${req.method} ${message.Content}`),
  );
  assert.equal(contentOf(withReq.reply), 'POST hello');
});

test('an async handler answers with what it resolves to, whether it declares `res` or not', async (t) => {
  const later = async (content: string) => {
    await new Promise((resolve) => setImmediate(resolve));
    return content;
  };
  assert.equal(
    contentOf(
      (
        await answer(
          t,
          wechat.text(async (message) => later(message.Content)),
        )
      ).reply,
    ),
    'hello',
  );
  assert.equal(
    contentOf(
      (
        await answer(
          t,
          wechat.text(async (message, _req, _res) => later(message.Content)),
        )
      ).reply,
    ),
    'hello',
  );
  assert.equal(contentOf((await answer(t, async (_req, _res, _next) => later('plain'))).reply), 'plain');
});

test('a returned list is news, a returned object what its type says', async (t) => {
  const news = await answer(
    t,
    wechat.text(() => [{ title: 't', description: 'd', picUrl: 'p', url: 'u' }]),
  );
  assert.match(news.reply, /<ArticleCount>1<\/ArticleCount>/);
  const image = await answer(
    t,
    wechat.text(async () => ({ type: 'image', content: { mediaId: 'm' } })),
  );
  assert.match(image.reply, /<Image><MediaId><!\[CDATA\[m\]\]><\/MediaId><\/Image>/);
});

test("a handler that returns '' or null is answered with an empty 200", async (t) => {
  for (const nothing of [null, '']) {
    const { status, reply } = await answer(
      t,
      wechat.text((_message) => nothing),
    );
    assert.deepEqual([status, reply], [200, ''], String(nothing));
    const promised = await answer(
      t,
      wechat.text(async (_message) => nothing),
    );
    assert.deepEqual([promised.status, promised.reply], [200, ''], String(nothing));
    const declaring = await answer(t, async (_req, _res) => nothing);
    assert.deepEqual([declaring.status, declaring.reply], [200, ''], String(nothing));
  }
});

test('a handler without parameters answers with what it returns', async (t) => {
  assert.equal(contentOf((await answer(t, () => 'returned')).reply), 'returned');
  assert.equal(contentOf((await answer(t, async () => 'resolved')).reply), 'resolved');
});

test('a handler with `res` that returns something answers when it calls reply, as in the original', async (t) => {
  const done = gate();
  const { reply } = await answer(
    t,
    wechat.text((_message, _req, res) => {
      setImmediate(() => {
        res.reply('by hand');
        done.open();
      });
      return 'returned' as never;
    }),
  );
  await done.promise;
  assert.equal(contentOf(reply), 'by hand');
});

test('an async handler with `res` that replies by hand is not answered twice', async (t) => {
  const warnings: Error[] = [];
  const keep = (warning: Error) => warnings.push(warning);
  process.on('warning', keep);
  t.after(() => process.off('warning', keep));
  for (const returned of [undefined, 'returned too']) {
    const { reply, errors } = await answer(t, async (_req, res) => {
      res.reply('by hand');
      return returned;
    });
    assert.equal(contentOf(reply), 'by hand');
    assert.deepEqual(errors, []);
  }
  const later = await answer(t, async (_req, res) => {
    setTimeout(() => res.reply('later'), 20);
  });
  assert.equal(contentOf(later.reply), 'later', 'a promise of nothing leaves the answer to res.reply');
  assert.deepEqual(
    warnings.filter(({ message }) => !/reply/i.test(message)),
    [],
  );
});

test('a promise of the framework, such as an express response, is not taken for a reply', async (t) => {
  const { status, reply, errors } = await answer(t, async (_req, res) => {
    res.writeHead(202);
    return res.end('by hand');
  });
  assert.deepEqual([status, reply], [202, 'by hand']);
  assert.deepEqual(errors, []);
});

test('a thenable is waited for like a promise', async (t) => {
  const thenable = {
    // biome-ignore lint/suspicious/noThenProperty: bluebird and old libraries have one
    then: (resolve: (value: string) => void) => {
      setImmediate(resolve, 'thenable');
    },
  };
  const { reply } = await answer(
    t,
    wechat.text((_message) => thenable as unknown as Promise<string>),
  );
  assert.equal(contentOf(reply), 'thenable');
});

// Failures.

const FAILING: Record<string, AnyForm> = {
  'throws at once': () => {
    throw new RangeError('no');
  },
  'throws at once, with res': (_req, _res, _next) => {
    throw new RangeError('no');
  },
  rejects: async () => {
    throw new RangeError('no');
  },
  'rejects later, with res': async (_req, _res, _next) => {
    await new Promise((resolve) => setImmediate(resolve));
    throw new RangeError('no');
  },
  'throws as the handler of a type': wechat.text(() => {
    throw new RangeError('no');
  }),
  'rejects as the handler of a type': wechat.text(async (_message, _req, _res) => {
    throw new RangeError('no');
  }),
  'replies with what cannot be written': (_req, res) => {
    Reflect.apply(res.reply, res, [{ type: 'hologram', content: {} }]);
  },
  'returns what cannot be written': async () => ({ type: 'hologram', content: {} }) as never,
};

for (const [name, handler] of Object.entries(FAILING)) {
  test(`a handler that ${name}: the error goes to next, once, and the application answers`, async (t) => {
    const { status, error, errors } = await answer(t, handler);
    assert.equal(status, 500);
    assert.match(String(error), /RangeError|TypeError/);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(errors.length, 1);
  });
}

test('a rejection with nothing is still an error', async (t) => {
  for (const reason of [undefined, null, '', 0, 'text']) {
    const { status } = await answer(t, async () => Promise.reject(reason));
    assert.equal(status, 500, String(reason));
  }
});

test('a handler that replies and then throws has replied; the error still reaches the application', async (t) => {
  const { status, reply, errors } = await answer(t, async (_req, res) => {
    res.reply('replied');
    throw new RangeError('afterwards');
  });
  assert.equal(status, 200);
  assert.equal(contentOf(reply), 'replied');
  assert.deepEqual(
    errors.map(({ name }) => name),
    ['RangeError'],
  );
});

test('a handler that calls next and then fails is passed on once', async (t) => {
  const { status, errors } = await answer(t, async (_req, _res, next) => {
    next(new SyntaxError('first'));
    throw new RangeError('second');
  });
  assert.equal(status, 500);
  assert.deepEqual(
    errors.map(({ name }) => name),
    ['SyntaxError'],
  );
});

test('a handler that hands on has no say any more, whatever it returns', async (t) => {
  const middleware = wechat(ACCOUNT, async (_req, _res, next) => {
    next();
    return 'too late';
  });
  const host = await hosted(t, (req, res, next) => {
    middleware(req, res, (err) => {
      if (err) return next(err);
      setTimeout(() => res.status(202).send('the next one'), 20);
    });
  });
  const { status, reply } = await host.deliver(HELLO);
  assert.deepEqual([status, reply], [202, 'the next one']);
});

test('what the next middleware throws is nobody’s to catch: an uncaught exception', async (t) => {
  const child = fork(join(__dirname, '../helpers/next_throws.ts'));
  t.after(() => {
    child.disconnect();
    return once(child, 'exit');
  });
  const [base] = await once(child, 'message');
  for (const path of ['/hands-on', '/throws', '/rejects']) {
    const told = once(child, 'message');
    await send(`${base}${path}`, delivery(toXML(HELLO)));
    assert.deepEqual((await told)[0], 'uncaughtException RangeError', path);
  }
});

test('of two replies the first counts, and process warns of the second', async (t) => {
  const warned = once(process, 'warning');
  const { reply, errors } = await answer(t, (_req, res) => {
    res.reply('first');
    res.reply('');
    res.reply('third');
  });
  assert.equal(contentOf(reply), 'first');
  assert.deepEqual(errors, []);
  const [warning] = await warned;
  assert(warning instanceof Error);
  assert.match(warning.message, /repl/i);
});

test('an empty reply counts as one too', async (t) => {
  const warned = once(process, 'warning');
  const { status, reply } = await answer(t, (_req, res) => {
    res.reply('');
    res.reply('second');
  });
  assert.deepEqual([status, reply], [200, '']);
  await warned;
});

test('a handler runs in the AsyncLocalStorage that the middleware was called in', async (t) => {
  const storage = new AsyncLocalStorage<string>();
  const middleware = wechat(ACCOUNT, () => `for ${storage.getStore()}`);
  const { deliver } = await hosted(t, (req, res, next) => storage.run('tenant 7', () => middleware(req, res, next)));
  assert.equal(contentOf((await deliver(HELLO)).reply), 'for tenant 7');
});

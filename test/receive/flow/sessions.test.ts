import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestHandler } from 'express';
import session from 'express-session';

import wechat = require('../../../lib/receive/index');

import type { Lifetime } from '../../helpers/server';
import { type Host, hosted, sessions } from '../helpers/host';
import { event, MESSAGES, text } from '../helpers/samples';
import { ACCOUNT } from '../helpers/sender';
import { SIDES, sideBySide, type Wechat } from '../helpers/sides';

// Sessions and lists, on express-session's memory store; first side by side with the original.

/** What is kept of one user: `Session` of either side. */
type Kept = Record<string, unknown> & {
  save(callback?: (err?: unknown) => void): unknown;
  destroy(callback: (err?: unknown) => void): unknown;
};
const kept = (req: { wxsession?: unknown }) => Object(req.wxsession) as Kept;
const of = (req: { weixin: object }, name: string) => String(Reflect.get(req.weixin, name));

interface Answering {
  reply(content: string): void;
}

/** The list of the examples: a handler in the form of the middleware's own, a text, and a line without a key. */
function addLists(w: Wechat, form: 'plain' | 'typed'): void {
  const plain = (_req: unknown, res: Answering) => res.reply('chosen by a handler');
  const typed = (message: { Content: string }, _req: unknown, res: Answering) => res.reply(`chosen ${message.Content}`);
  w.List.add('menu', [
    ['reply {a} for a handler', form === 'plain' ? plain : typed],
    ['reply {b} for a text', 'chosen by text'],
    ['reply {多 词} for words', 'words'],
    ['reply {c} or {d} for both', 'both'],
    ['a line without a key', 'never'],
  ]);
}

const APPLICATIONS: Record<string, (w: Wechat) => RequestHandler> = {
  'a plain handler': (w) => {
    addLists(w, 'plain');
    return w(ACCOUNT, (req, res) => {
      const content = of(req, 'Content');
      if (content === 'list') return res.wait('menu');
      if (content === 'unknown') return res.wait('no such list');
      if (content === 'leave') return res.nowait('left');
      const { count = 0, _wait = '' } = kept(req);
      kept(req).count = Number(count) + 1;
      res.reply(`${of(req, 'MsgType')} ${count} ${_wait}`);
    });
  },
  'handlers of types': (w) => {
    addLists(w, 'typed');
    return w(
      ACCOUNT,
      w
        .text((message, req, res) => {
          if (message.Content === 'list') return res.wait('menu');
          if (message.Content === 'leave') return res.nowait('left');
          kept(req).count = Number(kept(req).count ?? 0) + 1;
          res.reply(`${message.Content} ${kept(req).count} ${kept(req)._wait ?? ''}`);
        })
        .event((message, req, res) => res.reply(`${message.Event} ${kept(req)._wait ?? ''} ${kept(req).count ?? 0}`)),
    );
  },
};

const CONVERSATION = [
  ...[
    'hello',
    'again',
    'list',
    'a',
    'b',
    '多 词',
    'c',
    'd',
    'c} or {d',
    'a line without a key',
    'x',
    'A',
    'a',
    'list',
    'b',
  ],
  ...['leave', 'a', 'b', 'unknown', 'hello'],
];

for (const [name, make] of Object.entries(APPLICATIONS)) {
  test(`${name}: a conversation with a list goes as in the original`, async (t) => {
    const { deliver } = await sideBySide(t, make, () => ({ front: [sessions()] }));
    for (const said of CONVERSATION) await deliver(text(said));
    await deliver(event('click', { EventKey: 'a' }));
    if (name === 'a plain handler') await deliver(MESSAGES.image ?? {});
  });

  test(`${name}: users and apps do not see each other's sessions`, async (t) => {
    const { deliver } = await sideBySide(t, make, () => ({ front: [sessions()] }));
    const from = (FromUserName: string, ToUserName: string, said: string) => ({
      ...text(said),
      FromUserName,
      ToUserName,
    });
    await deliver(from('a', 'corp', 'list'));
    await deliver(from('b', 'corp', 'b'));
    await deliver(from('a', 'other', 'b'));
    assert.match((await deliver(from('a', 'corp', 'b'))).reply, /chosen by text/);
  });
}

test('List: descriptions, keys and clear are those of the original', () => {
  const items: [string, string][] = [
    ['reply {a} for a', 'A'],
    ['{b}', 'B'],
    ['no key', 'C'],
    ['two {c} and {d}', 'D'],
    ['{}', 'E'],
  ];
  const views = SIDES.map(([, { List }]) => {
    List.add('a list', items);
    const list = List.get('a list');
    const keys = ['a', 'b', 'c', 'd', 'c} and {d', '', 'x', 'no key'].map((key) => list?.get(key));
    const gone = List.get('no list');
    List.clear();
    return { description: list?.description, name: list?.name, keys, gone, cleared: List.get('a list') };
  });
  assert.deepEqual(views[0], views[1]);
});

test('keys and names that every object has are none of a list', async (t) => {
  wechat.List.add('menu', [['{a}', 'A']]);
  for (const name of ['constructor', '__proto__', 'toString']) {
    assert.equal(wechat.List.get(name), undefined);
    assert.equal(wechat.List.get('menu')?.get(name), undefined);
  }
  wechat.List.add('__proto__', [['{b}', 'B']]);
  assert.equal(Reflect.get({}, 'description'), undefined);
  const host = await waiting(t);
  await host.deliver(text('list'));
  for (const said of ['constructor', '__proto__', 'hasOwnProperty']) {
    assert.match((await host.deliver(text(said))).reply, new RegExp(`heard ${said}`));
  }
});

/** Puts the user into the list `menu` when told so, and repeats everything else. */
async function waiting(t: Lifetime, front = [sessions()]): Promise<Host> {
  const middleware = wechat(ACCOUNT, (req, res) => {
    if (of(req, 'Content') === 'list') return res.wait('menu');
    res.reply(`heard ${of(req, 'Content')}`);
  });
  return hosted(t, middleware, { front });
}

test('the handler of a list entry may be async and may fail, as any other', async (t) => {
  wechat.List.add('menu', [
    ['{a}', async () => 'later'],
    [
      '{f}',
      () => {
        throw new RangeError('no');
      },
    ],
  ]);
  const host = await waiting(t);
  await host.deliver(text('list'));
  assert.match((await host.deliver(text('a'))).reply, /later/);
  assert.equal((await host.deliver(text('f'))).error, 'RangeError');
});

test('difference R13: a list that is gone falls through, also when its name is one that every object has', async (t) => {
  const store = new session.MemoryStore();
  const host = await waiting(t, [sessions(store)]);
  for (const name of ['gone', 'constructor', '__proto__', 7, null, { a: 1 }]) {
    const cookie = { originalMaxAge: null };
    await new Promise((resolve) =>
      store.set('mycreate:wx5823bf96d3bd56c7', { cookie, _wait: name } as unknown as session.SessionData, resolve),
    );
    assert.match((await host.deliver(text('a'))).reply, /heard a/, String(name));
  }
});

test('res.wait for an unknown list is 500 UndefinedListError, and tells the callback', async (t) => {
  for (const [side, w] of SIDES) {
    let told: Error | undefined;
    const middleware = w(ACCOUNT, (_req, res) => {
      res.wait('no such list', (err) => {
        told = err;
      });
    });
    const host = await hosted(t, middleware, { front: [sessions()] });
    const { status, reply } = await host.deliver(text('a'));
    assert.equal(`${status} ${reply}`, '500 UndefinedListError', side);
    assert.equal(told?.name, 'UndefinedListError');
    assert.equal(told?.message, 'Undefined list: no such list');
  }
});

test('sessions are stored under FromUserName:ToUserName, as plain data without functions', async (t) => {
  for (const [side, w] of SIDES) {
    const store = new session.MemoryStore();
    const middleware = w(ACCOUNT, (req, res) => {
      kept(req).visited = { at: [1, 2] };
      res.reply('ok');
    });
    const host = await hosted(t, middleware, { front: [sessions(store)] });
    await host.deliver(text('a'));
    const saved: unknown = await new Promise((resolve) =>
      store.get('mycreate:wx5823bf96d3bd56c7', (_err, data) => resolve(data)),
    );
    assert.deepEqual(Object.keys(Object(saved)).sort(), ['cookie', 'visited'], side);
    assert.deepEqual(Object(saved).visited, { at: [1, 2] }, side);
  }
});

test('a session can be saved by hand and destroyed', async (t) => {
  for (const [side, w] of SIDES) {
    const middleware = w(ACCOUNT, (req, res) => {
      const mine = kept(req);
      if (of(req, 'Content') === 'destroy') {
        return void mine.destroy((err) => res.reply(`destroyed ${err ?? ''} ${typeof Reflect.get(req, 'wxsession')}`));
      }
      mine.count = Number(mine.count ?? 0) + 1;
      mine.save(() => res.reply(`count ${mine.count} ${mine.id}`));
    });
    const host = await hosted(t, middleware, { front: [sessions()] });
    assert.match((await host.deliver(text('a'))).reply, /count 1 mycreate:wx5823bf96d3bd56c7/, side);
    assert.match((await host.deliver(text('a'))).reply, /count 2 /, side);
    assert.match((await host.deliver(text('destroy'))).reply, /destroyed {2}undefined/, side);
    assert.match((await host.deliver(text('a'))).reply, /count 1 /, side);
  }
});

test('a stored session that tries to pollute is only data', async (t) => {
  const store = new session.MemoryStore();
  const host = await waiting(t, [sessions(store)]);
  const evil = JSON.parse(
    '{"cookie":{},"id":1,"req":2,"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
  );
  await new Promise((resolve) => store.set('mycreate:wx5823bf96d3bd56c7', evil, resolve));
  assert.match((await host.deliver(text('a'))).reply, /heard a/);
  assert.equal(Reflect.get({}, 'polluted'), undefined);
});

/** A store whose `get` does what it is told. */
class Broken extends session.MemoryStore {
  constructor(private readonly answer: (callback: (err: unknown, data?: session.SessionData | null) => void) => void) {
    super();
  }
  override get(sid: string, callback: (err: unknown, data?: session.SessionData | null) => void): void {
    if (!sid.includes(':')) return super.get(sid, callback);
    this.answer(callback);
  }
}

test('a store that fails does not leave the message without an answer', async (t) => {
  const answers: ConstructorParameters<typeof Broken>[0][] = [
    (callback) => callback(new Error('the store is down')),
    (callback) => callback(null, null),
    () => {
      throw new Error('the store is down');
    },
  ];
  for (const answer of answers) {
    const host = await waiting(t, [sessions(new Broken(answer))]);
    const { status } = await host.deliver(text('a'));
    assert([200, 500].includes(status));
  }
});

test('returned answers keep their session too', async (t) => {
  const middleware = wechat(ACCOUNT, async (req) => {
    kept(req).count = Number(kept(req).count ?? 0) + 1;
    return `count ${kept(req).count}`;
  });
  const host = await hosted(t, middleware, { front: [sessions()] });
  for (const count of [1, 2, 3]) assert.match((await host.deliver(text('a'))).reply, new RegExp(`count ${count}`));
});

test('without sessions there is no res.wait and no req.wxsession', async (t) => {
  for (const [side, w] of SIDES) {
    const middleware = w(ACCOUNT, (req, res) => {
      res.reply(`${typeof Reflect.get(req, 'wxsession')} ${typeof Reflect.get(res, 'wait')}`);
    });
    const { reply } = await (await hosted(t, middleware)).deliver(text('a'));
    assert.match(reply, side === 'ours' ? /undefined (undefined|function)/ : /undefined undefined/, side);
  }
});

import { inspect } from 'node:util';
import { FRESH, SECRET } from '../sides/answers';
import { CALLBACK, type Case, call, fails, given, type Setup, steps } from '../sides/case';
import type { Outcome } from '../sides/outcome';

type Done = (err?: unknown, token?: unknown, more?: unknown) => void;

const enoent = () => Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' });

/** A call on an api whose store is the user's own. Nothing is stored but what that store says. */
function stored(setup: Setup, one: Case = call('getUser', 'lisi', CALLBACK)): Case {
  return { ...given(setup, one), tokens: ['fresh'] };
}

/** A getToken with a name that says what it gives. */
function gets(token: unknown): Setup {
  const getToken = (done: Done) => done(null, token);
  return { getToken: Object.defineProperty(getToken, 'name', { value: `gives ${inspect(token)}` }) };
}

/** What ours does where the original used a token that is none: it fetches one, as for an empty store. */
function asFetched(number: number, setup: Setup): Case {
  return { ...stored(setup), difference: { number, how: 'fetches a token', like: stored(gets(null)) } };
}

const once = (outcomes: Outcome[]) =>
  outcomes.map(({ wire, calls, ...outcome }) => ({ ...outcome, wire: wire.slice(0, -1), calls: calls.slice(0, 1) }));

export const store: Case[] = [
  stored(gets({ accessToken: 'stored-token' })),
  stored(gets({ accessToken: 'stored-token', expireTime: 1, more: 'keys' })),
  stored(gets(null)),
  stored(gets(undefined)),
  stored(gets('')),
  stored({
    getToken(this: { corpid: string }, done: Done) {
      done(null, { accessToken: this.corpid });
    },
  }),
  stored({ getToken: (done: Done) => setImmediate(done, null, { accessToken: 'stored-token' }) }),
  stored(gets({ accessToken: 'stored-token' }), call('getLatestToken', CALLBACK)),
  stored({ getToken: (done: Done) => done(new Error('mock error')) }),
  stored({ getToken: (done: Done) => done(new Error('mock error')) }, call('getLatestToken', CALLBACK)),
  stored({ getToken: (done: Done) => done('in words') }),
  ...[{ accessToken: '' }, {}, 'a string', { accessToken: 5 }, true].map((token) => asFetched(17, gets(token))),
  asFetched(13, { getToken: (done: Done) => done(enoent()) }),
  fails(13, stored({ getToken: () => JSON.parse('') }), 'SyntaxError: Unexpected end of JSON input', true),
  {
    ...stored({
      getToken(done: Done) {
        done(null, { accessToken: 'stored-token' });
        done(null, { accessToken: 'stored-token' });
      },
    }),
    difference: { number: 'called once', how: 'takes the first answer of the store', ours: once },
  },

  stored({ saveToken: (_: unknown, done: Done) => done(null, 'more', 'arguments') }),
  stored({ saveToken: (_: unknown, done: Done) => done() }),
  stored({ saveToken: (_: unknown, done: Done) => done(new Error('no disk')) }),
  stored({ saveToken: (_: unknown, done: Done) => done('no disk') }, call('getAccessToken', CALLBACK)),
  // The default getToken reads what this saveToken never wrote: gettoken before every call.
  stored(
    { saveToken: (_: unknown, done: Done) => done() },
    steps(['getUser', 'a', CALLBACK], ['getUser', 'b', CALLBACK]),
  ),
  stored({
    saveToken(this: { corpid: string }, token: { accessToken: string }, done: Done) {
      done(new Error(`${this.corpid} ${token.accessToken === FRESH} ${Object.keys(token)}`));
    },
  }),
  fails(
    13,
    stored({
      saveToken: () => {
        throw new Error('no disk');
      },
    }),
    'Error: no disk',
  ),
  {
    ...stored({
      saveToken(_: unknown, done: Done) {
        done(null);
        done(null);
      },
    }),
    difference: { number: 'called once', how: 'takes the first answer of the store', ours: once },
  },
  stored({ production: true }),
  given({ production: true }, call('getUser', 'a', CALLBACK)),
  stored({}, steps(['getUser', 'a', CALLBACK], ['getUser', 'b', CALLBACK])),
  stored({}, steps(['getAccessToken', CALLBACK], ['getLatestToken', CALLBACK])),
  // getAccessToken never set api.token.
  fails(
    'bad input',
    stored({}, steps(['getAccessToken', CALLBACK], ['_getUser', 'a', CALLBACK])),
    'Error: api.token is not set: methods named _… expect it, call the one without _.',
  ),
  stored({ corpsecret: `${SECRET}-中文` }),
];

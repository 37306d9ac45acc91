import { ask, join, once } from '../core/callbacks';
import { read } from '../core/property';
import type { RawCallback, AccessToken as Token } from '../core/types';
import { duringAttempt } from '../http/diagnostics';

export interface AccessTokenConstructor {
  new (accessToken: string): Token;
  (accessToken: string): Token;
  readonly prototype: Token;
}

export const AccessToken = function (this: unknown, accessToken: string): Token {
  if (!(this instanceof AccessToken)) return new AccessToken(accessToken);
  (this as Token).accessToken = accessToken;
  return this;
} as AccessTokenConstructor;

/** A token fetched just now. The 10 s are for the way to WeCom: a token is not to die while a request travels. */
export function fetchedToken(accessToken: string, expiresIn: unknown): Token {
  const token = new AccessToken(accessToken);
  const seconds = Number(expiresIn);
  if (!(seconds > 0)) return token;
  return Object.defineProperties(token, {
    expireTime: { value: Date.now() + (seconds - 10) * 1000 },
    expiresIn: { value: seconds },
  });
}

/** Whether the clock says that this token is dead. WeCom may void it earlier, and says so with an errcode. */
export function isExpired(token: unknown): boolean {
  const expireTime = read(token, 'expireTime');
  return typeof expireTime === 'number' && expireTime <= Date.now();
}

/** What the token flow needs of an api: the four functions that users replace, and where the current token stands. */
export interface TokenHolder {
  token?: { accessToken: string };
  getToken(callback: RawCallback): unknown;
  saveToken(token: Token, callback: RawCallback): unknown;
  getAccessToken(callback: RawCallback): unknown;
}

type TokenCallback = (err: unknown, token?: Token, stored?: boolean) => void;

interface Fetched {
  count: number;
  latest?: Token;
}

const fetches = new WeakMap<object, Fetched>();
/** Errors of a token fetch: a bad secret is 40001 too, and no new token cures it. */
const fetchErrors = new WeakSet<object>();
const unrepeatable = new WeakSet<object>();

function fetchesOf(holder: object): Fetched {
  const known = fetches.get(holder);
  if (known) return known;
  const none: Fetched = { count: 0 };
  fetches.set(holder, none);
  return none;
}

/** Marks the failure of a request that cannot be sent twice (its stream is read): the token is renewed, the call is not repeated. */
export function neverRepeat(err: unknown): void {
  if (typeof err === 'object' && err !== null) unrepeatable.add(err);
}

/**
 * Fetches a token with `start` and saves it; calls that come while a fetch is under way share its token or its error.
 */
export function fetchToken(holder: TokenHolder, start: (done: TokenCallback) => void, callback: RawCallback): void {
  join(holder, 'token', callback, (done) => {
    start((err, token) => {
      if (err || !token) return done(err);
      ask(
        (saved) => holder.saveToken(token, saved),
        (failed) => {
          if (failed) return done(failed);
          const known = fetchesOf(holder);
          known.count++;
          known.latest = token;
          done(null, token);
        },
      );
    });
  });
}

/** The stored token, if there is a usable one; a file store without a file has none. */
export function storedToken(holder: TokenHolder, callback: TokenCallback): void {
  ask(
    (answer) => holder.getToken(answer),
    (err, token) => {
      if (err && read(err, 'code') !== 'ENOENT') return callback(err);
      callback(null, err ? undefined : restored(token));
    },
  );
}

/** The token among whatever a store gave: its other keys are the store's own. */
function restored(token: unknown): Token | undefined {
  if (token instanceof AccessToken && token.accessToken) return token;
  const accessToken = read(token, 'accessToken');
  if (Buffer.isBuffer(accessToken)) return restored({ accessToken: accessToken.toString() });
  return isUsable(token) ? AccessToken(token.accessToken) : undefined;
}

function isUsable(token: unknown): token is Token {
  const accessToken = read(token, 'accessToken');
  return typeof accessToken === 'string' && accessToken !== '';
}

/** What decides about a second attempt; an API family other than WeCom's has its own numbers. */
export interface RetryPolicy {
  /** errcodes that say: this token is not valid, another one may be. */
  codes: ReadonlySet<number>;
}

/**
 * Runs `call` with a token. If WeCom refuses the token, another one is found (in the store, where another process may
 * have put it, or fetched) and `call` runs once more, exactly once. `call` is given the callback of its attempt.
 */
export function withToken(
  holder: TokenHolder,
  policy: RetryPolicy | null,
  call: (callback: RawCallback) => unknown,
  callback: RawCallback,
): void {
  const since = fetchesOf(holder).count;
  obtain(holder, since, undefined, (err, token, stored) => {
    if (err || !token) return callback(err);
    attempt(holder, token, call, (...answer) => {
      const [failure, data, res] = answer;
      // As many arguments as 0.3.0 gave: co, async and the like look at how many there are.
      if (!policy || !isTokenError(policy, failure, data))
        return stored ? callback(failure, data, res) : callback(...answer);
      obtain(holder, since, token.accessToken, (renewal, fresh) => {
        if (typeof failure === 'object' && failure && unrepeatable.has(failure)) return callback(failure, data, res);
        if (renewal || !fresh) return callback(renewal);
        duringAttempt(2, () => attempt(holder, fresh, call, callback));
      });
    });
  });
}

/** `call` reads `holder.token` before it does anything asynchronous, so a neighbour's token cannot slip in between. */
function attempt(
  holder: TokenHolder,
  token: Token,
  call: (callback: RawCallback) => unknown,
  callback: RawCallback,
): void {
  holder.token = token;
  const answer = once(callback);
  try {
    call(answer);
  } catch (err) {
    if (answer.called) throw err;
    process.nextTick(answer, err);
  }
}

/**
 * A token other than the `refused` one: from the store; or fetched by this instance `since` the call began (the store
 * may lag, or keep nothing); or fetched now.
 */
function obtain(holder: TokenHolder, since: number, refused: string | undefined, callback: TokenCallback): void {
  storedToken(holder, (err, stored) => {
    if (err) return callback(err);
    if (stored && stored.accessToken !== refused) return callback(null, stored, true);
    const { count, latest } = fetchesOf(holder);
    if (count > since && latest && latest.accessToken !== refused) return callback(null, latest);
    holder.getAccessToken((failed, token) => {
      if (typeof failed === 'object' && failed) fetchErrors.add(failed);
      if (failed) return callback(failed);
      if (!isUsable(token)) return callback(new Error('getAccessToken gave no access token.'));
      callback(null, token);
    });
  });
}

function isTokenError(policy: RetryPolicy, err: unknown, data: unknown): boolean {
  if (typeof err === 'object' && err && fetchErrors.has(err)) return false;
  const code = read(data, 'errcode') ?? (read(err, 'name') === 'WeChatAPIError' ? read(err, 'code') : undefined);
  return policy.codes.has(Number(code));
}

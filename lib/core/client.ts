import { Call } from '../auth/call';
import { historyOf } from '../auth/history';
import { sharedBehind } from '../auth/shared';
import { saveToken, storedToken } from '../auth/token';
import { withLast } from '../compat/with_last';
import type { Bounds, within } from '../policy';
import { wrapper } from '../util';
import type { Base, Statics } from './api';
import { ask } from './ask';
import { callbackOrPromise, split } from './callback';
import { callerOf } from './caller';
import { construct } from './construct';
import { endpointOf, method } from './endpoint/methods';
import { WeChatAPIError } from './errors';
import { Extensions } from './extend';
import type { Family } from './family';
import { type Go, policyOf } from './policies';
import { read } from './property';
import { request, requestOf } from './request';
import { join } from './single_flight';
import type { AccessToken, Method, RawCallback, RequestOptions } from './types';

const NO_CODES: ReadonlySet<number> = new Set();

/** Makes the constructor of a family, with the methods that every api has, and the statics. */
export function define<T extends Base, C extends Statics<T>>(family: Family<T>): C {
  function API(this: T, ...args: unknown[]): void {
    if (this === undefined || Object.is(this, globalThis))
      throw new TypeError('API is a constructor: call it with new.');
    construct(this, family, args);
  }
  const { identity, tokens, prefix, added = {} } = family;
  const extensions = new Extensions(API.prototype, ['within', ...Object.getOwnPropertyNames(added)]);
  Object.assign(API.prototype, baseOf(family));
  Object.defineProperties(API.prototype, Object.getOwnPropertyDescriptors(added));
  if (prefix) Object.defineProperty(API.prototype, 'prefix', { get: prefixOf(prefix), configurable: true });
  const mixin = (obj: object) => extensions.mixin(obj);
  const ext = (name: string, url: string, override = false) => extensions.ext(name, url, override);
  // Enumerable are the two statics of the original alone: `Object.keys(API)` is its.
  Object.assign(API, { mixin, AccessToken: tokens.AccessToken });
  const statics = { ext, patch: ext, WeChatAPIError, default: API };
  for (const [name, value] of Object.entries(statics)) {
    Object.defineProperty(API, name, { value, writable: true, configurable: true });
  }
  Object.defineProperty(API, 'length', { value: identity.length + 2 });
  // A function that is a constructor, which the types cannot say.
  return API as unknown as C;
}

function prefixOf<T>(prefix: (api: T) => string) {
  return function (this: T): string {
    return prefix(this);
  };
}

function baseOf<T extends Base>(family: Family<T>) {
  return {
    setOpts(this: T, opts: RequestOptions): void {
      this.defaults = opts;
    },

    request,

    getAccessToken(this: T, _callback?: unknown) {
      // biome-ignore lint/complexity/noArguments: the callback is the last function, wherever it stands
      const asked = split(arguments);
      const promise = callbackOrPromise(
        () => 'getAccessToken',
        asked,
        (_, callback) => {
          join(this, 'token', callback, (done) => renewToken(family, this, done));
        },
      );
      return promise ?? this;
    },

    preRequest: preRequestOf(family),

    within(this: T, bounds: Bounds): T {
      const policy = require('../policy') as { within: typeof within };
      return policy.within(this, bounds);
    },

    getLatestToken: method('getLatestToken', 1, (api: T, _: [], callback) => {
      storedToken(api, family.tokens, !!family.missing(api), (err, token) => {
        if (err) return callback(err);
        if (token) return callback(null, token);
        ask(api, api.getAccessToken, [], callback);
      });
    }),
  };
}

function preRequestOf<T extends Base>(family: Family<T>) {
  return function preRequest(this: T, method: Method, args: ArrayLike<unknown>, retryed?: boolean): unknown {
    const endpoint = endpointOf(method);
    const plan = {
      name: () => nameOf(this, method),
      path: endpoint?.path,
      hasToken: endpoint?.hasToken ?? true,
      tokens: family.tokens,
      deadCodes: retryed ? NO_CODES : family.deadCodes,
      fetches: !family.missing(this),
      caller: callerOf(preRequest),
    };
    const asked = split(args);
    return callbackOrPromise(plan.name, asked, (given, callback) => {
      const rest = asked.callback || endpoint ? given : withLast(method, given);
      const run = (answer: RawCallback) =>
        endpoint ? Reflect.apply(method, this, [...rest, answer]) : ask(this, method, rest, answer);
      const policy = policyOf(this);
      if (!policy) return new Call(this, plan, run, callback).start();
      const go: Go = (manner, done) => {
        const call = new Call(this, plan, run, (...answer) => done(call, answer), manner);
        call.start();
      };
      policy({ api: this, name: plan.name, path: plan.path, args: given }, go, callback);
    });
  };
}

/** What users call a method; those of old mixins have no name of their own. */
function nameOf(api: object, method: Method): string {
  if (method?.name) return method.name.replace(/^_/, '');
  for (const key in api) if (Reflect.get(api, key) === method) return key.replace(/^_/, '');
  return 'preRequest';
}

/** Fetches a token; where processes share a store of ours, one of them does, and the others take that token. */
function renewToken<T extends Base>(family: Family<T>, api: T, done: RawCallback): void {
  const fetch = (fetched: RawCallback) => fetchToken(family, api, fetched);
  const shared = family.missing(api) ? undefined : sharedBehind(api.getToken);
  if (!shared) return fetch(done);
  const revive = (accessToken: string, expireTime: number) =>
    Object.defineProperty(family.tokens.AccessToken(accessToken), 'expireTime', { value: expireTime });
  shared.renew(api, 'token', revive, fetch, done);
}

/** The token in an answer. */
function fetchedOf<T extends Base>({ tokens }: Family<T>, api: T, data: unknown): AccessToken | undefined {
  const accessToken = read(data, 'access_token');
  if (typeof accessToken !== 'string' || accessToken === '') return tokens.lacking?.(api);
  return tokens.made(accessToken, read(data, 'expires_in'));
}

/** Fetches a token and saves it. */
function fetchToken<T extends Base>(family: Family<T>, api: T, done: RawCallback): void {
  const { tokens } = family;
  const missing = family.missing(api);
  // It was the answer to a request, which came later.
  if (missing) return process.nextTick(done, missing);
  const answer: RawCallback = (err, data) => {
    if (err) return done(err);
    const token = fetchedOf(family, api, data);
    if (!token) return done(new WeChatAPIError(`${tokens.call} answered without an access_token.`, -1));
    saveToken(api, token, (failed) => {
      if (failed) return done(failed);
      historyOf(api).fetched(token);
      done(null, token);
    });
  };
  const options = tokens.options?.(api) ?? { dataType: 'json' };
  requestOf(api, undefined, tokens.url(api), options, wrapper(answer));
}

import { Call } from '../auth/call';
import { historyOf } from '../auth/history';
import { AccessToken, fetchedToken, saveToken, storedToken } from '../auth/token';
import { withLast } from '../compat/with_last';
import { wrapper } from '../util';
import type { Base, Constructor } from './api';
import { ask } from './ask';
import { callbackOrPromise, split } from './callback';
import { callerOf } from './caller';
import { endpointOf, method } from './endpoint/methods';
import { WeChatAPIError } from './errors';
import { Extensions } from './extend';
import { read } from './property';
import { request, requestOf } from './request';
import { join } from './single_flight';
import type { Method, RawCallback, RequestOptions } from './types';

/** What makes one API of this engine: how its tokens are fetched, and which errcodes say that one is dead. */
export interface Family<T> {
  /** Errcodes that say: this token is not valid, another one may be. */
  deadCodes: ReadonlySet<number>;
  /** The name of the call that fetches a token, for messages. */
  tokenCall: string;
  tokenURL(api: T): string;
  /** The error of an api that has nothing to fetch a token with, in the server's own words. */
  missing(api: T): WeChatAPIError | undefined;
}

const NO_CODES: ReadonlySet<number> = new Set();

/**
 * Makes a constructor of `construct`, which sets up a new api: with the methods that every api has, and the statics.
 * `added` are the names among the prototype's that 0.3.0 did not have.
 */
export function define<T extends Base>(construct: (this: T, ...args: never) => void, family: Family<T>, own: object) {
  const API = construct as unknown as Constructor<T>;
  const extensions = new Extensions(API.prototype, Object.keys(own));
  Object.assign(API.prototype, baseOf(family), own);
  const mixin = (obj: object) => extensions.mixin(obj);
  const ext = (name: string, url: string, override = false) => extensions.ext(name, url, override);
  // Enumerable are the two statics of 0.3.0 alone: `Object.keys(API)` is its.
  Object.assign(API, { mixin, AccessToken });
  for (const [name, value] of Object.entries({ ext, patch: ext, WeChatAPIError, default: API })) {
    Object.defineProperty(API, name, { value, writable: true, configurable: true });
  }
  return API;
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
          join(this, 'token', callback, (done) => fetchToken(family, this, done));
        },
      );
      return promise ?? this;
    },

    preRequest: preRequestOf(family),

    getLatestToken: method('getLatestToken', 1, (api: T, _: [], callback) => {
      storedToken(api, !!family.missing(api), (err, token) => {
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
      deadCodes: retryed ? NO_CODES : family.deadCodes,
      fetches: !family.missing(this),
      caller: callerOf(preRequest),
    };
    const asked = split(args);
    return callbackOrPromise(plan.name, asked, (given, callback) => {
      const rest = asked.callback || endpoint ? given : withLast(method, given);
      const run = (answer: RawCallback) =>
        endpoint ? Reflect.apply(method, this, [...rest, answer]) : ask(this, method, rest, answer);
      new Call(this, plan, run, callback).start();
    });
  };
}

/** What users call a method; those of old mixins have no name of their own. */
function nameOf(api: object, method: Method): string {
  if (method?.name) return method.name.replace(/^_/, '');
  for (const key in api) if (Reflect.get(api, key) === method) return key.replace(/^_/, '');
  return 'preRequest';
}

/** Fetches a token and saves it. */
function fetchToken<T extends Base>(family: Family<T>, api: T, done: RawCallback): void {
  const missing = family.missing(api);
  if (missing) return done(missing);
  const answer: RawCallback = (err, data) => {
    if (err) return done(err);
    const accessToken = read(data, 'access_token');
    if (typeof accessToken !== 'string' || accessToken === '') {
      return done(new WeChatAPIError(`${family.tokenCall} answered without an access_token.`, -1));
    }
    const token = fetchedToken(accessToken, read(data, 'expires_in'));
    saveToken(api, token, (failed) => {
      if (failed) return done(failed);
      historyOf(api).fetched(token);
      done(null, token);
    });
  };
  requestOf(api, undefined, family.tokenURL(api), { dataType: 'json' }, wrapper(answer));
}

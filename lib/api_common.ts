import { AccessToken, fetchedToken, fetchToken, isExpired, storedToken, withToken } from './auth/token';
import type { Base, Constructor, Options } from './core/api';
import { callbackOrPromise, chapter, method, post, withLast } from './core/endpoint';
import { WeChatAPIError } from './core/errors';
import { queryOf } from './core/path';
import { read } from './core/property';
import type {
  Client,
  GetToken,
  Id,
  Method,
  RawCallback,
  RequestOptions,
  SaveToken,
  AccessToken as Token,
} from './core/types';
import { send } from './http/transport';
import { wrapper } from './util';

/** What makes this a client of WeCom: where it lives, how it gives tokens, which errcodes say that a token is dead. */
const WECOM = {
  prefix: 'https://qyapi.weixin.qq.com/cgi-bin/',
  /** 获取access_token {@link https://developer.work.weixin.qq.com/document/path/91039} */
  tokenPath: ({ corpid, corpsecret }: Base) =>
    `gettoken?${queryOf([
      ['corpid', corpid],
      ['corpsecret', corpsecret],
    ])}`,
  retry: { codes: new Set([42001, 40014, 40001]) },
};

const API = function (this: Base, ...args: [Options] | [string, string, Id?, GetToken?, SaveToken?]): void {
  if (this === undefined || Object.is(this, globalThis)) throw new TypeError('API is a constructor: call it with new.');
  const { corpid, corpsecret, agentid, getToken, saveToken, getTicketToken, saveTicketToken, prefix, ...defaults } =
    optionsOf(args);
  Object.assign(this, { corpid, corpsecret, agentid, store: null });
  this.getToken = getToken || getFromMemory;
  this.saveToken = saveToken || saveInMemory;
  this.prefix = prefix === undefined ? WECOM.prefix : prefix.replace(/\/?$/, '/');
  this.defaults = defaults;
  // From the JS-SDK chapter, which a program that picks its chapters may have left out.
  const register: unknown = Reflect.get(this, 'registerTicketHandle');
  if (typeof register === 'function') register.call(this, getTicketToken, saveTicketToken);
} as unknown as Constructor<Base>;

function optionsOf(args: [Options] | [string, string, Id?, GetToken?, SaveToken?]): Options {
  const [first, corpsecret, agentid, getToken, saveToken] = args;
  if (typeof first === 'object' && first !== null) return first;
  return { corpid: first, corpsecret: corpsecret as string, agentid, getToken, saveToken };
}

const getFromMemory: GetToken = function (this: Client, callback) {
  const { store } = this as Base;
  callback(null, isExpired(store) ? null : store);
};

const saveInMemory: SaveToken = function (this: Client, token, callback) {
  (this as Base).store = token;
  if (process.env.NODE_ENV === 'production') {
    // biome-ignore lint/suspicious/noConsole: 0.3.0's own warning, which people look for in their logs
    console.warn("Don't save token in memory, when cluster or multi-computer!");
  }
  callback(null);
};

/** `defaults` with `opts` over them. Both belong to the caller, so every request gets objects of its own. */
function merge(defaults: unknown, opts: unknown): RequestOptions {
  const options: Record<string, unknown> = typeof defaults === 'object' ? { ...defaults } : {};
  const { headers } = options;
  // Inherited options count, as they always did.
  if (typeof opts === 'object') for (const key in opts) options[key] = Reflect.get(opts as object, key);
  if (headers || options.headers) options.headers = Object.assign({}, headers, read(opts, 'headers'));
  return options;
}

function fetchFromWeCom(api: Base, done: (err: unknown, token?: Token) => void): void {
  const answer: RawCallback = (err, data) => {
    if (err) return done(err);
    const token = read(data, 'access_token');
    if (typeof token === 'string' && token !== '') return done(null, fetchedToken(token, read(data, 'expires_in')));
    done(new WeChatAPIError('gettoken answered without an access_token.', -1));
  };
  api.request(api.prefix + WECOM.tokenPath(api), { dataType: 'json' }, wrapper(answer));
}

Object.assign(API.prototype, {
  setOpts(this: Base, opts: RequestOptions) {
    this.defaults = opts;
  },

  setEndpoint(this: Base, endpoint: string) {
    const url = /^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`;
    const { origin, pathname } = new URL(url);
    this.prefix = pathname === '/' ? `${origin}/cgi-bin/` : url.replace(/\/?$/, '/');
  },

  request(this: Base, url: string, ...args: unknown[]) {
    return callbackOrPromise(args, (given, callback) => send(url, merge(this.defaults, given[0]), callback));
  },

  getAccessToken(this: Base, ...args: unknown[]) {
    const outcome = callbackOrPromise(args, (_, callback) => {
      fetchToken(this, (done) => fetchFromWeCom(this, done), callback);
    });
    return outcome ?? this;
  },

  getLatestToken: method((api: Base, _, callback) => {
    storedToken(api, (err, token) => {
      if (err) return callback(err);
      return token ? callback(null, token) : api.getAccessToken(callback);
    });
  }),

  preRequest(this: Base, method: Method, args: ArrayLike<unknown>, retryed?: boolean) {
    return callbackOrPromise(args, (given, callback, promised) => {
      const call = (answer: RawCallback) =>
        Reflect.apply(method, this, promised ? withLast(method, given, answer) : [...given, answer]);
      withToken(this, retryed ? null : WECOM.retry, call, callback);
    });
  },
});

function mixin(obj: object): void {
  for (const key in obj) {
    refuseOverride(key);
    Reflect.set(API.prototype, key, Reflect.get(Object(obj), key));
  }
}

function ext(name: string, url: string, override = false): void {
  if (!override) refuseOverride(name);
  Object.assign(API.prototype, chapter({ [name]: post(url, (data: unknown) => data) }));
}

function refuseOverride(key: string): void {
  if (!Object.hasOwn(API.prototype, key)) return;
  throw new Error(`Don't allow override existed prototype method. method: ${key}`);
}

// Enumerable are the two statics of 0.3.0 alone: `Object.keys(API)` is its.
Object.assign(API, { mixin, AccessToken });
for (const [name, value] of Object.entries({ ext, patch: ext, WeChatAPIError, default: API })) {
  Object.defineProperty(API, name, { value, writable: true, configurable: true });
}

export = API;

import { isExpired } from './auth/token';
import type { Base, Options } from './core/api';
import { define } from './core/client';
import { queryOf } from './core/endpoint/path';
import { WeChatAPIError } from './core/errors';
import type { Client, GetToken, Id, SaveToken } from './core/types';

/** What makes this a client of WeCom: where it lives, how it gives tokens, which errcodes say that a token is dead. */
const WECOM = {
  prefix: 'https://qyapi.weixin.qq.com/cgi-bin/',
  deadCodes: new Set([42001, 40014, 40001]),
  tokenCall: 'gettoken',
  /** 获取access_token {@link https://developer.work.weixin.qq.com/document/path/91039} */
  tokenURL: ({ prefix, corpid, corpsecret }: Base) =>
    `${prefix}gettoken?${queryOf([
      ['corpid', corpid],
      ['corpsecret', corpsecret],
    ])}`,
  missing({ corpid, corpsecret }: Base) {
    if (!corpid) return new WeChatAPIError('corpid missing', 41002);
    return corpsecret ? undefined : new WeChatAPIError('corpsecret missing', 41004);
  },
};

type Positional = [corpid: string, corpsecret: string, agentid?: Id, getToken?: GetToken, saveToken?: SaveToken];

function API(this: Base, ...args: [Options] | Positional): void {
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
}
Object.defineProperty(API, 'length', { value: 5 });

function optionsOf(args: [Options] | Positional): Options {
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

/** What 0.3.0 did not have: a user's mixin may take these names. */
const added = {
  setEndpoint(this: Base, endpoint: string): void {
    const url = /^https?:\/\//i.test(endpoint) ? endpoint : `https://${endpoint}`;
    const { origin, pathname } = new URL(url);
    this.prefix = pathname === '/' ? `${origin}/cgi-bin/` : url.replace(/\/?$/, '/');
  },
};

const client = define(API, WECOM, added);

export = client;

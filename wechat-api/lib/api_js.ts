import { createHash, randomBytes } from 'node:crypto';
import {
  type AnyClient,
  ask,
  chapter,
  type Endpoint,
  latestTicket,
  method,
  type RawCallback,
  read,
  refuseNull,
  Ticket,
  type TicketStore,
  ticket,
} from 'wechat-enterprise-api/core';
import type { Base, Client, GetTicketToken, SaveTicketToken, StoredTicket, TicketType } from './types';

/** What this chapter keeps on an api, and calls through it so that overrides count. */
interface Signer
  extends Client,
    Pick<Base, 'ticketStore' | 'getTicketToken' | 'saveTicketToken' | 'jsTicket' | 'wxCardTicket'> {
  getTicket: Endpoint<[type?: TicketType], Ticket>;
}

/** Where the tickets of one type are: the user's two functions, or the memory. */
function storeOf(api: AnyClient, type: unknown): TicketStore {
  const { getTicketToken, saveTicketToken } = api as Signer;
  return { owner: api, kind: String(type), given: [type], get: getTicketToken, save: saveTicketToken };
}

/** Takes the type first, and, as the first versions did, no type at all. */
function getFromMemory(this: Client, ...given: unknown[]): void {
  const type = typeof given[0] === 'function' ? 'jsapi' : String(given.shift());
  const [callback] = given as [RawCallback];
  callback(null, (this as Signer).ticketStore[type]);
}

function saveInMemory(this: Client, ...given: unknown[]): void {
  const type = typeof given[1] === 'function' ? 'jsapi' : String(given.shift());
  const [fetched, callback] = given as [Ticket, RawCallback];
  (this as Signer).ticketStore[type] = fetched;
  if (process.env.NODE_ENV === 'production') {
    // biome-ignore lint/suspicious/noConsole: 1.x's own warning, which people look for in their logs
    console.warn('Dont save ticket in memory, when cluster or multi-computer!');
  }
  callback(null);
}

/** A method that works with a ticket: it puts a valid one where `_name` reads it, and calls that. */
function withTicket<A extends unknown[], R>(name: string, length: number, type: TicketType) {
  const place = type === 'jsapi' ? 'jsTicket' : 'wxCardTicket';
  return method<Signer, A, R>(name, length, (api, args, callback) => {
    const fetch = (done: RawCallback) => (type === 'jsapi' ? api.getTicket(done) : api.getTicket(type, done));
    latestTicket(storeOf(api, type), fetch, (err, latest) => {
      if (err) return callback(err);
      const { ticket: text, expireTime } = Object(latest);
      api[place] = new Ticket(text, expireTime);
      ask(api, Reflect.get(api, `_${name}`), args, callback);
    });
  });
}

/** JS-SDK: tickets and signatures of pages and cards */
const js = chapter({
  /** Sets where tickets are kept, by type: in `api.ticketStore` without arguments, which it empties. */
  registerTicketHandle(
    this: Signer,
    getTicketToken?: GetTicketToken | null,
    saveTicketToken?: SaveTicketToken | null,
  ): void {
    if (!getTicketToken && !saveTicketToken) this.ticketStore = {};
    this.getTicketToken = getTicketToken || getFromMemory;
    this.saveTicketToken = saveTicketToken || saveInMemory;
  },

  /** 获取ticket {@link https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html} Of type jsapi, or wx_card. Always fetches, and saves: `getJsConfig` fetches only when it must. */
  getTicket: ticket((api, params) => storeOf(api, read(params, 'type')))(
    'cgi-bin/ticket/getticket?access_token&type',
    (type?: TicketType) => ({ type: type ?? 'jsapi' }),
  ).returns<Ticket>(),

  /**
   * JS-SDK使用权限签名算法 {@link https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html}
   *
   * What `wx.config` takes. `param.url`: the page's address as the browser shows it; its `#…` does not count.
   */
  getJsConfig: withTicket<[param: js.ConfigParam], js.Config>('getJsConfig', 2, 'jsapi'),
  _getJsConfig: method<Signer, [param: js.ConfigParam], js.Config>('_getJsConfig', 2, (api, [param], callback) => {
    refuseNull('param', param ?? null);
    const nonceStr = nonce();
    const timestamp = now();
    const page = String(param.url).replace(/#.*$/s, '');
    const text = `jsapi_ticket=${api.jsTicket?.ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${page}`;
    const { debug, jsApiList, beta } = param;
    const config = { debug, appId: api.appid, timestamp, nonceStr, signature: sha1(text), jsApiList };
    callback(null, beta ? { ...config, beta } : config);
  }),

  /** 卡券签名 {@link https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html} The `cardExt` of a card, for `wx.addCard`. */
  getCardExt: withTicket<[param: js.CardParam], js.CardExt>('getCardExt', 2, 'wx_card'),
  _getCardExt: method<Signer, [param: js.CardParam], js.CardExt>('_getCardExt', 2, (api, [param], callback) => {
    refuseNull('param', param ?? null);
    const { card_id, code, openid, balance } = param;
    const timestamp = now();
    const parts = [api.wxCardTicket?.ticket, card_id, timestamp, code || '', openid || '', balance || ''];
    const ext = { timestamp, signature: sha1(parts.sort().join('')), code: code || '', openid: openid || '' };
    callback(null, balance ? { ...ext, balance } : ext);
  }),

  /** The jsapi ticket that is valid now: the stored one, or a fetched one. */
  getLatestTicket: withTicket<[], StoredTicket>('getLatestTicket', 1, 'jsapi'),
  _getLatestTicket: method<Signer, [], StoredTicket>('_getLatestTicket', 1, (api, _, callback) => {
    callback(null, api.jsTicket);
  }),
});

function now(): string {
  return String(Math.floor(Date.now() / 1000));
}

function nonce(): string {
  return randomBytes(7).toString('hex');
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('hex');
}

declare namespace js {
  interface ConfigParam {
    /** The page's address as the browser shows it. */
    url: string;
    debug?: boolean;
    jsApiList?: string[];
    /** For interfaces under test. */
    beta?: boolean;
  }

  interface Config {
    debug: boolean | undefined;
    appId: string;
    /** s since 1970 */
    timestamp: string;
    nonceStr: string;
    signature: string;
    jsApiList: string[] | undefined;
    beta?: boolean;
  }

  interface CardParam {
    card_id: string;
    /** Of a card whose codes are the merchant's own. */
    code?: string;
    /** Of the one user who may take it. */
    openid?: string;
    balance?: string | number;
  }

  interface CardExt {
    /** s since 1970 */
    timestamp: string;
    signature: string;
    code: string;
    openid: string;
    balance?: string | number;
  }

  type Signed = (param: CardParam, callback: RawCallback) => unknown;
}

export = js;

import type {
  AnyBase,
  AnyClient,
  GetToken,
  PolicyOptions,
  RequestOptions,
  SaveToken,
  Statics,
  Store,
  Ticket,
} from 'wechat-enterprise-api/core';
import type { AccountToken, AccountTokenConstructor } from './token';

/** Whose api it is, and where it sends its requests. */
interface Account {
  appid: string;
  /** Without a slash at its end. */
  endpoint: string;
  /** Of `showQRCodeURL`. */
  mpPrefix: string;
  /** Of `uploadMPVideo` and `uploadLogo`. */
  fileServerPrefix: string;
}

/** What an endpoint needs of the api it is called on. */
export interface Client extends AnyClient, Account {}

/** The kinds of tickets: of JS-SDK pages, and of cards. */
export type TicketType = 'jsapi' | 'wx_card' | (string & {});

/** What a store keeps of a ticket. */
export interface StoredTicket {
  ticket: string;
  /** ms since 1970 */
  expireTime: number;
}

/** Gets a ticket that was saved, or nothing. Called as a method of the api. May return a promise of it instead. */
export type GetTicketToken = (
  this: Client,
  type: TicketType,
  callback: (err?: unknown, ticket?: StoredTicket | null) => void,
) => unknown;

/** Saves a ticket where other processes find it. Called as a method of the api. May return a promise instead. */
export type SaveTicketToken = (
  this: Client,
  type: TicketType,
  ticket: Ticket,
  callback: (err?: unknown, ...more: unknown[]) => void,
) => unknown;

/** The options form of the constructor. What is not named here becomes urllib's options for every request. */
export interface Options extends RequestOptions, PolicyOptions {
  appid: string;
  appsecret: string;
  /** Fetch tokens with cgi-bin/stable_token: a fetch does not void the tokens of other processes. @default false */
  stableToken?: boolean | undefined;
  /**
   * Where tokens and tickets are kept, for all processes that share it: `redisStore(client)` and `fileStore(directory)` of
   * wechat-enterprise-api. One process at a time fetches.
   *
   * @default this instance's memory
   */
  store?: Store | undefined;
  /** @default this instance's memory, or `store` */
  getToken?: GetToken<Client> | undefined;
  /** @default this instance's memory */
  saveToken?: SaveToken<Client> | undefined;
  /** @default this instance's memory */
  getTicketToken?: GetTicketToken | undefined;
  /** @default this instance's memory */
  saveTicketToken?: SaveTicketToken | undefined;
  /** @default https://api.weixin.qq.com */
  endpoint?: string | undefined;
  /** @default https://mp.weixin.qq.com/cgi-bin/ */
  mpPrefix?: string | undefined;
  /** @default https://file.api.weixin.qq.com/cgi-bin/ */
  fileServerPrefix?: string | undefined;
}

/** What every api has, whichever chapters are mixed in. */
export interface Base extends AnyBase, Account {
  appsecret: string;
  store: AccountToken | null;
  getToken: GetToken<Client>;
  saveToken: SaveToken<Client>;
  ticketStore: Record<string, StoredTicket>;
  getTicketToken: GetTicketToken;
  saveTicketToken: SaveTicketToken;
  /** The ticket that `_getJsConfig` signs with. */
  jsTicket?: StoredTicket;
  /** The ticket that `_getCardExt` signs with. */
  wxCardTicket?: StoredTicket;
  /** Sends requests to another host: `api2.weixin.qq.com`, or a URL that begins with http(s)://. */
  setEndpoint(domain: string): void;
  /** Calls `hook(options)` before each request: urllib's `beforeRequest`. */
  setHook(hook: RequestOptions['beforeRequest']): void;
}

type Get = GetToken<Client> | null;
type Save = SaveToken<Client> | null;

export interface Constructor<T> extends Statics<T> {
  new (appid: string, appsecret: string, getToken?: Get, saveToken?: Save): T;
  new (options: Options): T;
  /** For `API.call(this, …)` in an ES5 subclass. */
  (this: object, ...args: [Options] | [string, string, Get?, Save?]): void;
  readonly AccessToken: AccountTokenConstructor;
  readonly default: Constructor<T>;
}

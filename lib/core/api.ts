import type { GetTicket, SaveTicket } from '../auth/ticket';
import type { AccessTokenConstructor } from '../auth/token';
import type { WeChatAPIError } from './errors';
import type { AccessToken, Callback, Client, GetToken, Id, Method, RequestOptions, SaveToken } from './types';

/** The options form of the constructor. What is not named here becomes urllib's options for every request. */
export interface Options extends RequestOptions {
  corpid: string;
  /** The secret of the app, or of the address book. */
  corpsecret: string;
  /** The app that sends; not needed for the address book alone. */
  agentid?: Id | undefined;
  /** @default this instance's memory */
  getToken?: GetToken | undefined;
  /** @default this instance's memory */
  saveToken?: SaveToken | undefined;
  /** @default this instance's memory */
  getTicketToken?: GetTicket | undefined;
  /** @default this instance's memory */
  saveTicketToken?: SaveTicket | undefined;
  /** What goes before each path. @default https://qyapi.weixin.qq.com/cgi-bin/ */
  prefix?: string | undefined;
}

/** What every api has, whichever chapters are mixed in. */
export interface Base extends Client {
  corpsecret: string;
  store: AccessToken | null;
  getToken: GetToken;
  saveToken: SaveToken;
  defaults: RequestOptions;
  ticketStore: { ticket?: string; expireTime?: number } | null;
  getTicketToken: GetTicket;
  saveTicketToken: SaveTicket;
  /** Sets urllib's options for every request of this api; they replace the ones set before. */
  setOpts(opts: RequestOptions): void;
  /** Sends requests elsewhere: `host`, which means https, or `http(s)://host[:port][/path]`, taken as given; without a path, /cgi-bin/. */
  setEndpoint(endpoint: string): void;
  /**
   * Sends one request: the options of `setOpts`, `opts` over them. Knows nothing of errcodes; without `dataType`
   * the result is a Buffer. Every call goes through here.
   */
  request<R = unknown>(url: string, callback: Callback<R>): void;
  request<R = unknown>(url: string, opts: RequestOptions, callback: Callback<R>): void;
  request<R = unknown>(url: string, opts?: RequestOptions): Promise<R>;
  /** Fetches a token from WeCom, always, and saves it; joins a fetch under way. */
  getAccessToken(callback: Callback<AccessToken>): this;
  getAccessToken(): Promise<AccessToken>;
  /** The stored token, or, if there is none, a fetched one. */
  getLatestToken(): Promise<AccessToken>;
  getLatestToken(callback: Callback<AccessToken>): void;
  /**
   * Runs `method` as a method of this api with a token in `this.token`, and with `args`, whose callback it wraps: when
   * WeCom refuses the token, the call is repeated once with another one. `retryed`: it is not.
   */
  preRequest(method: Method, args: ArrayLike<unknown>, retryed?: boolean): unknown;
}

export interface Constructor<T> {
  new (corpid: string, corpsecret: string, agentid?: Id, getToken?: GetToken | null, saveToken?: SaveToken | null): T;
  new (options: Options): T;
  /** For `API.call(this, …)` in an ES5 subclass. */
  (this: object, ...args: [Options] | [string, string, Id?, (GetToken | null)?, (SaveToken | null)?]): void;
  readonly prototype: T;
  readonly AccessToken: AccessTokenConstructor;
  readonly WeChatAPIError: typeof WeChatAPIError;
  readonly default: Constructor<T>;
  /** Copies the methods of `obj` onto `API.prototype`. An existing name throws. */
  mixin<M extends object>(obj: M & ThisType<T & M>): void;
  /** Defines `name(data, callback)` as a POST of JSON to `url`: a full URL, or a path after the prefix. */
  ext(name: string, url: string, override?: boolean): void;
  /** The same as `ext`, by the name that wechat-api gave it. */
  patch(name: string, url: string, override?: boolean): void;
}

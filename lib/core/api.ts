import type { AccessTokenConstructor } from '../auth/token';
import type { Bounds } from '../policy/stop';
import type { WeChatAPIError } from './errors';
import type { AccessToken, Callback, Client, GetToken, Kept, Method, RequestOptions, SaveToken } from './types';

/** What every api has, of whatever family and whichever chapters are mixed in. */
export interface Base extends Client {
  store: AccessToken | null;
  getToken: Kept<GetToken<never>>;
  saveToken: Kept<SaveToken<never>>;
  defaults: RequestOptions;
  /** Sets urllib's options for every request of this api; they replace the ones set before. */
  setOpts(opts: RequestOptions): void;
  /**
   * Sends one request: the options of `setOpts`, `opts` over them. Knows nothing of errcodes; without `dataType`
   * the result is a Buffer. Every call goes through here.
   */
  request<R = unknown>(url: string, callback: Callback<R>): void;
  request<R = unknown>(url: string, opts: RequestOptions, callback: Callback<R>): void;
  request<R = unknown>(url: string, opts?: RequestOptions): Promise<R>;
  /** Fetches a token, always, and saves it; joins a fetch under way. */
  getAccessToken(callback: Callback<AccessToken>): this;
  getAccessToken(): Promise<AccessToken>;
  /** The stored token, or, if there is none, a fetched one. */
  getLatestToken(): Promise<AccessToken>;
  getLatestToken(callback: Callback<AccessToken>): void;
  /**
   * This api with bounds for each call that is made through it: `api.within({ deadline: 5000 }).getUser('zhangsan')`. They
   * include all waiting and all attempts. A call that is stopped after it was sent may have been executed.
   */
  within(bounds: Bounds): this;
  /**
   * Runs `method` as a method of this api with a token in `this.token`, and with `args`, whose callback it wraps: when
   * the token is refused, the call is repeated once with another one. `retryed`: it is not.
   */
  preRequest(method: Method, args: ArrayLike<unknown>, retryed?: boolean): unknown;
}

/** What stands on the constructor of every family. */
export interface Statics<T> {
  readonly prototype: T;
  readonly AccessToken: AccessTokenConstructor;
  readonly WeChatAPIError: typeof WeChatAPIError;
  /** Copies the methods of `obj` onto `API.prototype`. An existing name throws. */
  mixin<M extends object>(obj: M & ThisType<T & M>): void;
  /** Defines `name(data, callback)` as a POST of JSON to `url`: a full URL, or a path after the prefix. */
  ext(name: string, url: string, override?: boolean): void;
  /** The same as `ext`, by the name that wechat-api gave it. */
  patch(name: string, url: string, override?: boolean): void;
}

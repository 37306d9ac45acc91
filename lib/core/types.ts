import type { IncomingHttpHeaders } from 'node:http';
import type { Stream } from 'node:stream';
import type { RequestOptions as UrllibOptions } from 'urllib';
import type { TokenContext } from '../auth/identity';

/** An id as WeCom takes it: mostly numbers, which it also accepts as strings. It goes out with the type it was given. */
export type Id = number | string;

/** What every answer of WeCom holds. Success is `errcode` 0, or none at all. */
export interface Ack {
  /** 0 on success. */
  errcode: number;
  /** Meant for people: programs look at `errcode`. */
  errmsg: string;
}

/**
 * What a callback gets as its first argument.
 *
 * - `name` is `WeChatAPIError` when WeCom refused (`code` is its errcode), `WeChatAPI` + a transport error's name
 *   (`WeChatAPIResponseTimeoutError`, …) when no usable answer came.
 * - Errors of your own store functions and of the file system arrive as they are.
 */
export interface CallError extends Error {
  /** The errcode of a refusal, or the code of a system error. */
  code?: number | string;
  /** WeCom's answer, where there was one: the `invaliduser` of a refused message, say. */
  result?: unknown;
  /** HTTP status, where there was an answer. */
  status?: number;
  /** The method that was called. */
  method?: string;
  /** The path that was asked for, without secrets. */
  path?: string;
  /** 1, or 2 when the call had been repeated with a new token. */
  attempt?: number;
}

/** The HTTP answer, as urllib describes it. */
export interface Response {
  status: number;
  statusCode: number;
  statusMessage: string | null;
  headers: IncomingHttpHeaders;
  /** Body size in bytes. */
  size: number;
  aborted: boolean;
  /** Time from request to answer, in ms. */
  rt: number;
  keepAliveSocket: boolean;
  data: unknown;
  requestUrls: string[];
  timing: Record<string, number> | null;
  remoteAddress: string;
  remotePort: number | string;
  socketHandledRequests: number;
  socketHandledResponses: number;
}

/** `result` is only meaningful while `err` is null; on an error it is the raw answer, if one came. */
export type Callback<R> = (err: CallError | null, result: R, res: Response) => void;

/** A callback as the machinery passes it on, before anything is known of the answer. */
export type RawCallback = (err?: unknown, data?: unknown, res?: unknown) => void;

/** urllib's options, for one request (`request`) or for all (`setOpts`, the options object of the constructor). */
export interface RequestOptions extends Omit<UrllibOptions, 'agent' | 'httpsAgent' | 'timeout' | 'headers' | 'stream'> {
  /** ms, for connecting and for answering, or `[connect, answer]`. @default 5000; uploads, downloadMedia and downloadMaterial: always 60000 */
  timeout?: number | [connect: number, answer: number];
  headers?: Record<string, string | string[] | number | null | undefined>;
  /** Sent as the body. */
  stream?: Stream & { destroy?(): void };
  /** Ends the request when it is aborted: the error is a `WeChatAPIAbortError`, its `cause` the signal's reason. */
  signal?: AbortSignal;
  /**
   * Bytes that an answer may have, as it comes over the wire and unzipped (not where urllib unzips it); more is a
   * `WeChatAPIResponseTooLargeError`. @default no limit
   */
  maxResponseSize?: number;
  /** For http: URLs. `false`: no agent. @default a keep-alive agent shared by the process */
  agent?: UrllibOptions['agent'] | false;
  /** For https: URLs. `false`: no agent. @default a keep-alive agent shared by the process */
  httpsAgent?: UrllibOptions['httpsAgent'] | false;
}

/** What an endpoint needs of the api it is called on. Each member is a seam that users stub or override. */
export interface Client {
  prefix: string;
  token: { accessToken: string };
  request(url: string, opts: RequestOptions, callback: RawCallback): unknown;
  preRequest(method: Method, args: ArrayLike<unknown>, retryed?: boolean): unknown;
}

/** A method that takes a callback last. */
export type Method = (this: never, ...args: never) => unknown;

/** An access token. Only `accessToken` is enumerable: stored, compared or printed it is what 0.3.0 made. */
export interface AccessToken {
  accessToken: string;
  /** When it stops to be valid, in ms since 1970: fetch time + expires_in − 10 s. Unknown for a token from a store. */
  readonly expireTime?: number;
  /** Its validity when it was fetched, in s: what a store wants as its time to live. */
  readonly expiresIn?: number;
}

/** Gets a token that `saveToken` saved; null or undefined: there is none, fetch one. Called as a method of the api. */
export type GetToken<C = Client> = (
  this: C,
  callback: (err?: unknown, token?: { accessToken: string } | null) => void,
  context: TokenContext,
) => unknown;

/** A function of the user's, as it is called: the context may be left out. As a method, so that it can be replaced. */
export type Kept<F> = F extends (this: infer C, ...args: [...infer A, TokenContext]) => unknown
  ? { call(this: C, ...args: [...A, context?: TokenContext]): unknown }['call']
  : never;

/** Saves a token where other processes find it; `token.expiresIn` (s) is its time to live. Called as a method of the api. */
export type SaveToken<C = Client> = (
  this: C,
  token: AccessToken,
  callback: (err?: unknown, ...more: unknown[]) => void,
  context: TokenContext,
) => unknown;

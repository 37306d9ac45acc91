import { types } from 'node:util';

import { redact, redactParsed, scrubResponse } from '../http/redact';
import { read } from './property';
import type { CallError } from './types';

/** Errors that were made here, which gain what is known of their call. Those of stores and files stay as they are. */
const reported = new WeakSet<object>();
const refusals = new WeakSet<object>();
const ofTokens = new WeakSet<object>();

/**
 * WeCom answered and refused: `code` is the errcode, `message` the errmsg, both as they came.
 *
 * An instance is a plain Error that is known by a mark: bluebird takes errors of any other class for bugs of the
 * program, and `.catch(Promise.OperationalError, …)` would miss them.
 */
export class WeChatAPIError extends Error implements CallError {
  override name = 'WeChatAPIError';
  code: number | string;
  declare readonly result?: unknown;
  declare readonly status?: number;
  declare readonly method?: string;
  declare readonly path?: string;
  declare readonly attempt?: number;

  constructor(message: string, code: number | string) {
    super(message);
    this.code = code;
    if (new.target === WeChatAPIError) Object.setPrototypeOf(this, Error.prototype);
    refusals.add(this);
    reported.add(this);
  }

  static {
    Object.defineProperty(WeChatAPIError, Symbol.hasInstance, { value: isInstance });
  }
}

/** `value instanceof this`, for the class itself by the mark, and for those that extend it as ever. */
function isInstance(this: unknown, value: unknown): boolean {
  if (this !== WeChatAPIError) return Function.prototype[Symbol.hasInstance].call(this, value);
  // bluebird wraps errors in its own, with the original as the cause.
  return isRefusal(value) || (read(value, 'isOperational') === true && isRefusal(read(value, 'cause')));
}

function isRefusal(value: unknown): boolean {
  return typeof value === 'object' && value !== null && refusals.has(value);
}

/** What an error says besides name, message and code; not enumerable, so that it is printed as 0.3.0's was. */
export interface Details {
  result?: unknown;
  status?: unknown;
  method?: string;
  path?: string | undefined;
  attempt?: number;
  cause?: unknown;
}

/** Adds what an error lacks. */
export function detail<E extends object>(err: E, details: Details): E {
  for (const [name, value] of Object.entries(details)) {
    if (value === undefined || read(err, name) !== undefined) continue;
    Object.defineProperty(err, name, { value, writable: true, configurable: true });
  }
  return err;
}

/** The errcode by which WeCom refused, or undefined for success: none, 0, or the "0" that old endpoints send. */
export function errcodeOf(data: unknown): number | string | undefined {
  const errcode = read(data, 'errcode');
  if (typeof errcode !== 'number' && typeof errcode !== 'string') return undefined;
  return Number(errcode) === 0 ? undefined : errcode;
}

/** The error for an answer by which WeCom refused. */
export function refusal(data: unknown, code: number | string, res: unknown): WeChatAPIError {
  const secrets = scrubResponse(res);
  const errmsg = read(data, 'errmsg');
  const err = new WeChatAPIError(redact(errmsg === undefined ? '' : String(errmsg), secrets), code);
  return detail(err, { result: redactParsed(data, secrets), ...placeOf(res) });
}

/** The error for an answer without a body. */
export function noData(res: unknown): Error {
  if (isGateways(res)) return statusError(null, res);
  scrubResponse(res);
  return detail(new WeChatAPIError('No data received.', -1), placeOf(res));
}

/** Whether the HTTP status says that this is not an answer of WeCom's, which has 200 whatever it says. */
export function isGateways(res: unknown): boolean {
  const status = Number(read(res, 'statusCode'));
  return status >= 300 || (status >= 100 && status < 200);
}

/** The error for an HTTP status of 300 or more without an errcode: a gateway answered, or the address is wrong. */
export function statusError(data: unknown, res: unknown): Error {
  const secrets = scrubResponse(res);
  const { status, path } = placeOf(res);
  const err = Object.assign(new Error(`HTTP status ${status}`), { name: 'WeChatAPIStatusError', status });
  reported.add(err);
  return detail(err, { result: redactParsed(data, secrets), path });
}

/** Where an answer came from; without secrets, for `res` has lost them by now. */
function placeOf(res: unknown): { status: unknown; path: string | undefined } {
  const urls = read(res, 'requestUrls');
  const url: unknown = Array.isArray(urls) ? urls.at(-1) : undefined;
  const path = typeof url === 'string' ? url.replace(/^\w+:\/\/[^/]*/, '') : undefined;
  return { status: read(res, 'statusCode'), path };
}

/** A transport error under its public name: `WeChatAPI` before urllib's. What is not an error object passes as it is. */
export function transportError(err: unknown): unknown {
  if (typeof err !== 'object' || err === null) return err;
  const name = read(err, 'name');
  if (typeof name === 'string' && !name.startsWith('WeChatAPI')) Reflect.set(err, 'name', `WeChatAPI${name}`);
  return report(err);
}

/** Marks an error as made here. */
export function report<E>(err: E): E {
  if (typeof err === 'object' && err !== null) reported.add(err);
  return err;
}

/** Whether an error was made here, and is nobody else's. */
export function isReported(err: unknown): err is Error {
  return types.isNativeError(err) && reported.has(err);
}

/** An error of several calls, for one of them: with what is not known of any call yet. */
export function copyOf(err: Error): Error {
  const { method, attempt, stack, ...own } = Object.getOwnPropertyDescriptors(err) as PropertyDescriptorMap;
  const copy = Object.defineProperties(new Error(err.message), own);
  Object.setPrototypeOf(copy, Object.getPrototypeOf(err));
  for (const marks of [reported, refusals, ofTokens]) if (marks.has(err)) marks.add(copy);
  return copy;
}

/** Marks an error of a token fetch: a bad secret is 40001 too, and no new token cures it. */
export function markOfToken(err: unknown): void {
  if (typeof err === 'object' && err !== null) ofTokens.add(err);
}

export function isOfToken(err: unknown): boolean {
  return typeof err === 'object' && err !== null && ofTokens.has(err);
}

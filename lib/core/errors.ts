import { redact, scrubResponse } from '../http/redact';
import { read } from './property';
import type { CallError } from './types';

/** WeCom answered and refused: `code` is the errcode, `message` the errmsg, both as they came. */
export class WeChatAPIError extends Error implements CallError {
  override name = 'WeChatAPIError';
  code: number | string;

  constructor(message: string, code: number | string) {
    super(message);
    this.code = code;
  }
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
  return new WeChatAPIError(redact(errmsg === undefined ? '' : String(errmsg), secrets), code);
}

/** The error for an answer without a body. */
export function noData(res: unknown): WeChatAPIError {
  scrubResponse(res);
  return new WeChatAPIError('No data received.', -1);
}

/** A transport error under its public name: `WeChatAPI` before urllib's. What is not an error object passes as it is. */
export function transportError(err: unknown): unknown {
  const name = read(err, 'name');
  const renamed = typeof name !== 'string' || name.startsWith('WeChatAPI');
  if (typeof err === 'object' && err !== null && !renamed) Reflect.set(err, 'name', `WeChatAPI${name}`);
  return err;
}

/** Throws for null, which 0.3.0 crashed on: `name` is the argument. */
export function refuseNull(name: string, value: unknown): void {
  if (value === null) throw new TypeError(`${name} must not be null.`);
}

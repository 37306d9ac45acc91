import { channel } from 'node:diagnostics_channel';
import { errcodeOf } from '../core/errors';
import { read } from '../core/property';
import { redact, secretsOf } from './redact';

/** What is published of one request. The same object goes to all its events, so a subscriber may keep notes on it. */
export interface RequestEvent {
  method: string;
  /** Without the values of tokens, secrets, tickets and codes. */
  url: string;
  /** 1, or 2 when the call is repeated with a new token. */
  attempt: number;
  /** WeCom's answer: 0 is success. Undefined while under way and when no answer could be read. */
  errcode?: number | string | undefined;
  /** HTTP status, when there was one. */
  status?: number | undefined;
  /** From request to answer, in ms. */
  duration?: number | undefined;
  /** Why no usable answer came; without secrets. */
  error?: unknown;
}

const start = channel('wechat-enterprise-api:request:start');
const end = channel('wechat-enterprise-api:request:end');
const error = channel('wechat-enterprise-api:request:error');

type Finish = (err: unknown, data: unknown, res: unknown) => void;
const silent: Finish = () => {};

/**
 * Publishes `start` and returns what publishes the rest: `error` if the request failed or WeCom refused it, and in
 * any case `end`. Costs nothing while nobody subscribes.
 */
export function trace(method: string, url: unknown, attempt: number): Finish {
  if (!start.hasSubscribers && !end.hasSubscribers && !error.hasSubscribers) return silent;
  const event: RequestEvent = { method, url: redact(String(url), secretsOf(url)), attempt };
  const began = performance.now();
  start.publish(event);
  return (err, data, res) => {
    event.duration = performance.now() - began;
    const status = Number(read(res, 'statusCode'));
    if (status > 0) event.status = status;
    if (err) event.error = err;
    else event.errcode = errcodeOf(answer(data)) ?? 0;
    if (event.error || event.errcode !== 0) error.publish(event);
    end.publish(event);
  };
}

/** Downloads come as bytes; a small text among them is how WeCom refuses one. */
function answer(data: unknown): unknown {
  if (!Buffer.isBuffer(data) || data.length > 8192 || data[0] !== 0x7b) return data;
  try {
    return JSON.parse(data.toString());
  } catch {
    return undefined;
  }
}

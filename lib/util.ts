import { errcodeOf, noData, refusal, transportError } from './core/errors';
import type { Callback, RawCallback, RequestOptions } from './core/types';

/**
 * Turns urllib's answer into ours: transport errors are renamed, a refusal (errcode other than 0) becomes an error,
 * an empty answer too. Deep-required by mixins written for 0.3.0.
 */
export function wrapper<R = unknown>(callback?: Callback<R> | null): RawCallback {
  const answer = (callback ?? (() => {})) as RawCallback;
  return (err, data, res) => {
    if (err) return answer(transportError(err), data, res);
    if (data === null || data === undefined) return answer(noData(res), data, res);
    const errcode = errcodeOf(data);
    if (errcode !== undefined) return answer(refusal(data, errcode, res), data, res);
    answer(null, data, res);
  };
}

/** urllib options for a POST of JSON that is answered with JSON. A string is sent as it is. */
export function postJSON(data: unknown): RequestOptions {
  return { dataType: 'json', type: 'POST', data, headers: { 'Content-Type': 'application/json' } };
}

/** Defines `host[name]` and `host['_' + name]`, the pair that `preRequest` works with. */
export function make(host: Record<string, unknown>, name: string, fn: (...args: never[]) => unknown): void {
  host[name] = function (this: { preRequest(method: unknown, args: ArrayLike<unknown>): unknown }, ...args: unknown[]) {
    return this.preRequest(Reflect.get(this, `_${name}`), args);
  };
  host[`_${name}`] = fn;
}

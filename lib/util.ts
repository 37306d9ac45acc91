import { errcodeOf, isGateways, noData, refusal, statusError, transportError } from './core/errors';
import { read } from './core/property';
import type { Callback, RawCallback, RequestOptions } from './core/types';

/**
 * Turns urllib's answer into ours: transport errors are renamed; a refusal (errcode other than 0), an empty answer and a
 * gateway's answer (HTTP status 300 or more, no errcode) become errors. Deep-required by mixins written for 0.3.0.
 */
export function wrapper<R = unknown>(callback?: Callback<R> | null): RawCallback {
  const answer = (callback ?? (() => {})) as RawCallback;
  return (err, data, res) => {
    if (err) return answer(transportError(err), data, res);
    if (data === null || data === undefined) return answer(noData(res), data, res);
    const errcode = errcodeOf(data);
    if (errcode !== undefined) return answer(refusal(data, errcode, res), data, res);
    if (isGateways(res) && read(data, 'errcode') === undefined) return answer(statusError(data, res), data, res);
    answer(null, data, res);
  };
}

/** urllib options for a POST of JSON that is answered with JSON. A string is sent as it is. */
export function postJSON(data: unknown): RequestOptions {
  return { dataType: 'json', type: 'POST', data, headers: { 'Content-Type': 'application/json' } };
}

/** Defines `host[name]` and `host['_' + name]`, the pair that `preRequest` works with. */
export function make(host: Record<string, unknown>, name: string, fn: (...args: never[]) => unknown): void {
  host[name] = function (this: { preRequest(method: unknown, args: ArrayLike<unknown>): unknown }) {
    // biome-ignore lint/complexity/noArguments: overrides of preRequest look at it
    return this.preRequest(Reflect.get(this, `_${name}`), arguments);
  };
  host[`_${name}`] = fn;
}

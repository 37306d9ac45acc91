import { IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import type { Failure, Response } from './outcome';

/** A value as data that survives the way to another process, with what deep-equal would not see. */
export function describe(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return { Buffer: value.toString() };
  if (typeof value === 'function') return '[function]';
  if (typeof value === 'bigint') return `${value}n`;
  if (Array.isArray(value)) return value.map(describe);
  if (typeof value !== 'object' || value === null) return value;
  const hidden = Object.getOwnPropertyNames(value).filter(
    (key) => !Object.prototype.propertyIsEnumerable.call(value, key),
  );
  const kind = value.constructor?.name;
  const plain = Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, inner === value ? '[circle]' : describe(inner)]),
  );
  const shown = kind === 'Object' ? plain : { [String(kind)]: plain };
  return hidden.length > 0 ? { ...shown, '[hidden]': hidden } : shown;
}

/** What callers see of an error; what is not an error passes as it is. */
export function describeError(err: unknown): Failure | null | undefined {
  if (err === undefined || err === null) return err;
  if (!(err instanceof Error)) return { notAnError: describe(err) };
  const code: unknown = Reflect.get(err, 'code');
  return { name: err.name, message: err.message, code, keys: Object.keys(err).sort() };
}

/** The third argument, without what differs from one run to the next. */
export function describeResponse(res: unknown): Response | undefined {
  if (typeof res !== 'object' || res === null) return undefined;
  if (res instanceof IncomingMessage) return { keys: ['an IncomingMessage'] };
  const { status, statusCode, statusMessage, size, aborted, data, headers, requestUrls }: Record<string, unknown> = {
    ...res,
  };
  const type: unknown = Reflect.get(Object(headers), 'content-type');
  const urls = Array.isArray(requestUrls) ? requestUrls.map(String) : [];
  return {
    status,
    statusCode,
    statusMessage,
    size,
    aborted,
    type,
    urls,
    data: describe(data),
    keys: Object.keys(res).sort(),
  };
}

/** Whether any of the secrets can be read in what the callback got. */
export function leaks(values: unknown[], secrets: string[]): boolean {
  const text = inspect(values, { depth: 8, showHidden: true, maxStringLength: null, maxArrayLength: null });
  return secrets.some((secret) => text.includes(secret));
}

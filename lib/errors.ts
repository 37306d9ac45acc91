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

const SECRET =
  '(?:(?:suite_|provider_)?access_token|(?:corp|suite_|provider_)?secret|(?:jsapi_|user_|suite_)?ticket|(?:auth_|permanent_)?code)';
/** `access_token=…` in a URL, `"access_token":"…` in JSON, also when that JSON was quoted once more or cut off. */
const LABELLED = new RegExp(`(?<![\\w-])(${SECRET}(?:=|\\\\*"\\s*:\\s*\\\\*"))[^&\\s"\\\\#<>]+`, 'gi');
const IN_URL = new RegExp(`[?&]${SECRET}=([^&#\\s]+)`, 'gi');
/** Shorter values are left to their label: cutting `12` out of every text would hide more than it protects. */
const SHORTEST_SECRET = 6;
/** Raw answers above this size are no error texts; walking a broken 100 MB download would only cost time. */
const LARGEST_RAW = 64 * 1024;
const DEEPEST = 6;

/** The text without the values of tokens, secrets, tickets and codes; `secrets` are values to cut wherever they stand. */
export function redact(text: string, secrets: readonly string[] = []): string {
  const unlabelled = secrets.reduce((left, secret) => left.replaceAll(secret, '***'), text);
  return unlabelled.replace(LABELLED, '$1***');
}

/** The secret values that a request's URL carried, as sent and decoded. */
export function secretsOf(url: unknown): string[] {
  if (typeof url !== 'string') return [];
  const sent = [...url.matchAll(IN_URL)].map((match) => match[1] ?? '');
  return [...new Set(sent.flatMap((value) => [value, decode(value)]))].filter(
    (value) => value.length >= SHORTEST_SECRET,
  );
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/**
 * Cuts secrets out of everything an error or a failed answer holds, in place: callers keep the object, with its
 * prototype and extra properties. Parsed answers under `data` are WeCom's words and stay as they came.
 */
export function scrub<T>(value: T, secrets: readonly string[] = []): T {
  scrubInside(value, secrets, new Set(), DEEPEST);
  return value;
}

function scrubInside(value: unknown, secrets: readonly string[], seen: Set<object>, depth: number): void {
  if (typeof value !== 'object' || value === null || seen.has(value) || depth === 0) return;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) {
    const property = Object.getOwnPropertyDescriptor(value, key)?.value;
    if (typeof property === 'string') Reflect.set(value, key, redact(property, secrets));
    else if (Buffer.isBuffer(property)) Reflect.set(value, key, redactBytes(property, secrets));
    else if (key !== 'data' && isOurs(property)) scrubInside(property, secrets, seen, depth - 1);
  }
}

function redactBytes(bytes: Buffer, secrets: readonly string[]): Buffer {
  if (bytes.length > LARGEST_RAW) return bytes;
  const text = bytes.toString('latin1');
  const clean = redact(text, secrets);
  return clean === text ? bytes : Buffer.from(clean, 'latin1');
}

/** Errors, lists and plain records are part of what is reported; sockets, requests and the like are not to be touched. */
function isOurs(value: unknown): boolean {
  if (value instanceof Error || Array.isArray(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** An own property of anything, or undefined: what comes from outside is asked, not trusted. */
export function read(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** The errcode by which WeCom refused, or undefined for success: none, 0, or the "0" that old endpoints send. */
export function errcodeOf(data: unknown): number | string | undefined {
  const errcode = read(data, 'errcode');
  if (typeof errcode !== 'number' && typeof errcode !== 'string') return undefined;
  return Number(errcode) === 0 ? undefined : errcode;
}

/** The error for an answer by which WeCom refused. `res` goes to the caller too, so it loses its secrets here. */
export function refusal(data: unknown, code: number | string, res: unknown): WeChatAPIError {
  const urls = read(res, 'requestUrls');
  const secrets = Array.isArray(urls) ? urls.flatMap(secretsOf) : [];
  scrub(res, secrets);
  const errmsg = read(data, 'errmsg');
  return new WeChatAPIError(redact(errmsg === undefined ? '' : String(errmsg), secrets), code);
}

/** The error for an answer without a body. */
export function noData(): WeChatAPIError {
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

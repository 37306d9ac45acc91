import { read } from '../core/property';
import type { RequestOptions } from '../core/types';

/** Names of secrets; what follows an underscore may have any name before it: `device_access_token`. Callbacks write `AuthCode`. */
const SECRET = `(?:${[
  '(?:\\w+_)?(?:(?:access_?|refresh_?)?token|secret|secret_key|(?:suite_?)?ticket|session_key|password|auth_?code)',
  '(?:corp|app)secret',
  'encoding_?aes_?key',
  '(?:\\w+_)?permanent_code',
  '(?:tfa|launch|register|welcome|response|msg)_?code',
  'pmi_pwd',
  'code',
].join('|')})`;
/**
 * `access_token=…` in a URL, `"access_token":"…` in JSON, also when that JSON was quoted once more or cut off. Short
 * numbers are error codes, no secrets.
 */
const LABELLED = new RegExp(
  `(?<![\\w-])(${SECRET}(?:=|\\\\*"\\s*:\\s*\\\\*"))(?!-?\\d{1,6}(?![\\w-]))[^&\\s"\\\\#<>]+`,
  'gi',
);
/** A robot's key is a secret where it stands in a URL; elsewhere keys name buttons. */
const IN_URL = new RegExp(`[?&](?:${SECRET}|key)=([^&#\\s]+)`, 'gi');
const ROBOT_KEY = /([?&]key=)[^&\s"\\#<>]+/gi;
/** `user:password@` in front of a host. */
const USERINFO = /(\w:\/\/)[^/?#\s"@]+@/g;
/** urllib adds the state of an agent to messages; the names of its sockets hold client certificates and keys. */
const AGENT_STATUS = /, agent status: \{.*?\}(?=, socketHandledRequests)/s;
const COOKIES = /("set-cookie":)\[[^\]]*\]/gi;
const NAME = new RegExp(`^${SECRET}$`, 'i');
/** Shorter values are left to their label: cutting `12` out of every text would hide more than it protects. */
const SHORTEST_SECRET = 6;
/** Raw answers above this size are no error texts; walking a broken 100 MB download would only cost time. */
const LARGEST_RAW = 64 * 1024;
const DEEPEST = 6;

/** The text without the values of tokens, secrets, tickets and codes; `secrets` are values to cut wherever they stand. */
export function redact(text: string, secrets: readonly string[] = []): string {
  const unlabelled = secrets.reduce((left, secret) => left.replaceAll(secret, '***'), text);
  return unlabelled
    .replace(LABELLED, '$1***')
    .replace(ROBOT_KEY, '$1***')
    .replace(USERINFO, '$1***@')
    .replace(AGENT_STATUS, '')
    .replace(COOKIES, '$1["***"]');
}

/** The secret values that a request carried in its URL (as sent and decoded) and in its parameters. */
export function secretsOf(url: unknown, data?: unknown): string[] {
  const sent = typeof url === 'string' ? [...url.matchAll(IN_URL)].map((match) => match[1] ?? '') : [];
  const given = typeof data === 'object' && data !== null ? Object.entries(data) : [];
  const named = given.flatMap(([name, value]) => (isSecretName(name) && typeof value === 'string' ? [value] : []));
  const all = [...sent, ...sent.map(attempt(decodeURIComponent)), ...named, ...named.map(attempt(encodeURIComponent))];
  return [...new Set(all)].filter((value) => value.length >= SHORTEST_SECRET);
}

/** `convert`, for values it may not like. */
function attempt(convert: (value: string) => string): (value: string) => string {
  return (value) => {
    try {
      return convert(value);
    } catch {
      return value;
    }
  };
}

/**
 * Cuts secrets out of everything an error or a failed answer holds, in place: callers keep the object, with its
 * prototype and extra properties. A parsed answer under `data` is the caller's too, so it is replaced by a clean copy.
 */
export function scrub<T>(value: T, secrets: readonly string[] = []): T {
  scrubInside(value, secrets, new Set(), DEEPEST);
  return value;
}

function scrubInside(value: unknown, secrets: readonly string[], seen: Set<object>, depth: number): void {
  if (typeof value !== 'object' || value === null || seen.has(value) || depth === 0) return;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) {
    const property = key === 'stack' ? stackOf(value) : Object.getOwnPropertyDescriptor(value, key)?.value;
    if (key === 'set-cookie') Reflect.set(value, key, ['***']);
    else if (key === 'stack' && typeof property === 'string') scrubStack(value, property, secrets);
    else if (typeof property === 'string') Reflect.set(value, key, redact(property, secrets));
    else if (Buffer.isBuffer(property)) Reflect.set(value, key, redactBytes(property, secrets));
    else if (key === 'data') Reflect.set(value, key, redactParsed(property, secrets));
    else if (isOurs(property)) scrubInside(property, secrets, seen, depth - 1);
  }
}

/** An error's stack is an accessor of its own in newer versions of Node.js: it is read, not looked up. */
function stackOf(value: object): unknown {
  try {
    return Reflect.get(value, 'stack');
  } catch {
    return undefined;
  }
}

/** Replaces the accessor, too: it may have no setter. */
function scrubStack(value: object, stack: string, secrets: readonly string[]): void {
  const clean = redact(stack, secrets);
  if (clean === stack) return;
  const { enumerable = false } = Object.getOwnPropertyDescriptor(value, 'stack') ?? {};
  Reflect.defineProperty(value, 'stack', { value: clean, writable: true, configurable: true, enumerable });
}

function redactBytes(bytes: Buffer, secrets: readonly string[]): Buffer {
  if (bytes.length > LARGEST_RAW) return bytes;
  const text = bytes.toString('latin1');
  const clean = redact(text, secrets);
  return clean === text ? bytes : Buffer.from(clean, 'latin1');
}

/** A parsed answer without secrets: itself, if it has none. */
export function redactParsed(data: unknown, secrets: readonly string[]): unknown {
  try {
    const text = JSON.stringify(data) ?? '';
    const clean = redact(text, secrets);
    return clean === text ? data : JSON.parse(clean);
  } catch {
    return data;
  }
}

/** Errors, lists and plain records are part of what is reported; sockets, requests and the like are not to be touched. */
function isOurs(value: unknown): boolean {
  if (value instanceof Error || Array.isArray(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** What answers came to, where `requestUrls` does not tell it all: a code among the parameters, an answer that streams. */
const asked = new WeakMap<object, { url: string; data: unknown }>();

/** Keeps what was asked, for the case that the answer turns out to be a failure; most calls need no keeping. */
export function rememberRequest(res: unknown, url: string, { data, streaming }: RequestOptions): void {
  if (typeof res !== 'object' || res === null) return;
  if (streaming || (typeof data === 'object' && data !== null && Object.keys(data).some(isSecretName))) {
    asked.set(res, { url, data });
  }
}

function isSecretName(name: string): boolean {
  return NAME.test(name);
}

/** The answer of a failed call goes to the caller with the error, so it loses its secrets; gives what was cut. */
export function scrubResponse(res: unknown): string[] {
  if (typeof res !== 'object' || res === null) return [];
  const { url, data } = asked.get(res) ?? {};
  const urls = read(res, 'requestUrls');
  const secrets = [...secretsOf(url, data), ...(Array.isArray(urls) ? urls.flatMap((each) => secretsOf(each)) : [])];
  scrub(res, secrets);
  return secrets;
}

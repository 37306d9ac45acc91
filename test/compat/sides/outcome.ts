import { createHash } from 'node:crypto';
import type { Recorded } from '../../helpers/server';
import { TICKET } from './answers';

export type Failure =
  | { name: string; message: string; code: unknown; keys: string[]; rejected?: boolean }
  | { notAnError: unknown; rejected?: boolean };

export interface Response {
  keys: string[];
  urls?: string[];
  [field: string]: unknown;
}

/** One call of a callback. */
export interface Answer {
  err: Failure | null | undefined;
  data: unknown;
  res: Response | undefined;
  /** Before the method returned. */
  sync: boolean;
}

/** A request, with what identifies side and run taken out. */
export interface Wire {
  method: string;
  /** Path after the prefix, and the query as sent. */
  url: string;
  headers: Record<string, unknown>;
  body: string;
}

/** What a method gave: a promise, seen when it settled, or anything else. */
export type Returned = { resolved: unknown } | { rejected: Failure } | { value: unknown };

/** What one step did, to the server and to its caller. */
export interface Outcome {
  wire: Wire[];
  calls: Answer[];
  returned?: Returned;
  thrown?: Failure;
  crashes?: Failure[];
  /** On the console. */
  said?: string[];
  /** The arguments, if they are no longer what they were. */
  changed?: string;
}

/** What the worker reports of a step. */
export interface Done extends Omit<Outcome, 'wire' | 'calls'> {
  run: number;
  step: number;
  calls: Reported[];
}

interface Reported extends Answer {
  /** An error that holds a secret (difference 11). */
  leaks: boolean;
  /** Answered over a connection that had been used before (difference 12). */
  reused: boolean;
}

const PREFIX = /http:\/\/127\.0\.0\.1:\d+\/(?:original|ours)\/\d+\.\d+\/cgi-bin\//g;
const SECRET = /((?:access_token|corpsecret|ticket|code)(?:=|\\*":\\*"))[^&\s"\\]+/g;
/** What differs with the connection that a request happened to get (difference 12). */
const CONNECTION: [RegExp, string][] = [
  [/keepalive socket: \w+/, 'keepalive socket: *'],
  [/socketHandledRequests: \d+, socketHandledResponses: \d+/, 'socketHandled*'],
  [/"connection":"[^"]*"(,"keep-alive":"[^"]*")?/, '"connection":*'],
];

/** What came over the wire, as far as the sides have to agree on it: all but the connection (difference 12). */
export function wireOf(request: Recorded): Wire {
  const { host: _, connection: __, ...headers } = request.headers;
  const boundary = headers['content-type']?.match(/boundary=(.+)$/)?.[1];
  const plain = (text: string) => (boundary ? text.replaceAll(boundary, 'BOUNDARY') : text);
  if (headers['content-type']) headers['content-type'] = plain(headers['content-type']);
  return {
    method: request.method,
    url: request.url.replace(/^\/\w+\/[\d.]+\/cgi-bin\//, ''),
    headers: { ...headers },
    body: plain(request.body.toString()),
  };
}

/** What a step did, as far as the sides have to agree on it. Empty lists are left out: most steps crash and say nothing. */
export function outcomeOf(wire: Wire[], { calls, returned, thrown, crashes = [], said = [], changed }: Done): Outcome {
  return {
    wire,
    calls: calls.map(normal),
    ...(returned && { returned: settled(returned) }),
    ...(thrown && { thrown: withoutNoise(thrown) }),
    ...(crashes.length > 0 && { crashes: crashes.map(withoutNoise) }),
    ...(said.length > 0 && { said }),
    ...(changed !== undefined && { changed }),
  };
}

function normal({ err, data, res, sync }: Reported): Answer {
  const urls = res?.urls?.map((url) => redacted(url).replace(PREFIX, ''));
  return { err: err && withoutNoise(err), data: timeless(data), res: res && urls ? { ...res, urls } : res, sync };
}

function settled(returned: Returned): Returned {
  if ('rejected' in returned) return { rejected: withoutNoise(returned.rejected) };
  return 'resolved' in returned ? { resolved: timeless(returned.resolved) } : returned;
}

/** Error texts hold the URL with its secrets, which ours cuts out (difference 11), and the state of the connection. */
function withoutNoise(err: Failure): Failure {
  if (!('message' in err)) return err;
  const message = CONNECTION.reduce((text, [noise, quiet]) => text.replace(noise, quiet), redacted(err.message));
  return { ...err, message: message.replace(PREFIX, '') };
}

export function redacted(text: string): string {
  return text.replace(SECRET, '$1***');
}

/** Expiry times and signatures differ from second to second: they are checked here and replaced by the verdict. */
function timeless(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if ('Ticket' in data) return { ...data, Ticket: { ...Object(data.Ticket), expireTime: expiry(Object(data.Ticket)) } };
  if (!('signature' in data)) return data;
  const { nonceStr, timestamp, signature }: Record<string, unknown> = { ...data };
  const page = PAGES.find((url) => {
    const text = `jsapi_ticket=${TICKET}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`;
    return createHash('sha1').update(text).digest('hex') === signature;
  });
  return { ...data, nonceStr: typeof nonceStr, timestamp: typeof timestamp, signature: `signs ${page}` };
}

/** The pages that cases sign. */
export const PAGES = ['http://example.com/a?b=c', 'http://example.com/a?b=c#top', 'undefined', 'http://example.com/路'];

function expiry({ expireTime }: { expireTime?: unknown }): unknown {
  const left = Number(expireTime) - Date.now();
  return left > 6_900_000 && left <= 7_190_000 ? 'in two hours' : expireTime;
}

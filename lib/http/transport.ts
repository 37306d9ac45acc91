import { ClientRequest } from 'node:http';
import Agent, { HttpsAgent } from 'agentkeepalive';

import urllib = require('urllib');

import { read } from '../core/property';
import type { RawCallback, RequestOptions } from '../core/types';
import { trace } from './diagnostics';
import { parseJSON } from './json';
import { rememberRequest, scrub, scrubResponse, secretsOf } from './redact';

/**
 * One pool for the process, as urllib had: 1000 sockets at most, free ones closed after 15 s or when the server's
 * Keep-Alive hint says so. `timeout: 0` leaves the watch over busy sockets to urllib's timers, which know each call's.
 */
const POOL = { maxSockets: 1000, freeSocketTimeout: 15_000, timeout: 0 };
const agent = quiet(new Agent(POOL));
const httpsAgent = quiet(new HttpsAgent(POOL));

/** urllib appends an agent's status to error messages, and the socket names in it hold client certificates and keys. */
function quiet<T extends object>(pool: T): T {
  return Object.defineProperty(pool, 'getCurrentStatus', { value: undefined });
}

/**
 * Sends one request through `urllib.request` (looked up at each call: tests stub it there) and calls back exactly once.
 * An error has lost its secrets; a request that was dropped is not repeated, for it may have been executed.
 */
export function send(url: string, options: RequestOptions, callback: RawCallback): void {
  if (options.agent === undefined) options.agent = agent;
  if (options.httpsAgent === undefined) options.httpsAgent = httpsAgent;
  const finish = trace((options.type ?? options.method ?? 'GET').toUpperCase(), url);
  let answered = false;
  let upload: ClientRequest | undefined;
  const done: RawCallback = (failure, data, res) => {
    if (answered) return;
    answered = true;
    if (upload && !upload.writableFinished) abandon(upload, options);
    rememberRequest(res, url, options);
    const healed = isBadJSON(failure) ? reparse(data) : undefined;
    if (healed !== undefined) return settle(finish, callback, null, healed, withData(res, healed));
    settle(finish, callback, failure ? clean(failure, url, options.data, res) : failure, data, res);
  };
  try {
    const request: unknown = Reflect.apply(urllib.request, urllib, [url, options, done]);
    if (!options.stream || !(request instanceof ClientRequest)) return;
    upload = request;
    reportOnce(request, () => answered);
  } catch (failure) {
    // What a callback throws is the caller's own; only what stopped the request is an answer to it.
    if (answered) throw failure;
    options.stream?.destroy?.();
    process.nextTick(done, nameCulprit(failure, options.data));
  }
}

function settle(finish: RawCallback, callback: RawCallback, err: unknown, data: unknown, res: unknown): void {
  finish(err, data, res);
  callback(err, data, res);
}

function clean(failure: unknown, url: string, sent: unknown, res: unknown): unknown {
  scrubResponse(res);
  return scrub(failure, secretsOf(url, sent));
}

/**
 * urllib listens twice for the failure of an upload (itself and through `pump`) and answers the second report with a
 * console warning that holds the URL, token included. The second report is dropped here.
 */
function reportOnce(request: ClientRequest, answered: () => boolean): void {
  for (const report of request.listeners('error').slice(-1)) {
    request.removeListener('error', report as () => void);
    request.on('error', (err) => {
      if (!answered()) Reflect.apply(report, request, [err]);
    });
  }
}

/** An upload that was answered before it was sent to its end: nobody wants the rest, and nobody its failure. */
function abandon(request: ClientRequest, { stream }: RequestOptions): void {
  for (const event of ['error', 'abort', 'close']) request.removeAllListeners(event);
  request.on('error', () => {});
  request.destroy();
  stream?.destroy?.();
}

/** What cannot be written (a circle, a BigInt, half a character): the message gains the name of the part at fault. */
function nameCulprit(failure: unknown, data: unknown): unknown {
  if (!(failure instanceof TypeError || failure instanceof URIError)) return failure;
  if (typeof data !== 'object' || data === null) return failure;
  const culprit = Object.entries(data).find(([, value]) => !isWritable(value));
  if (culprit) failure.message = `${culprit[0]} cannot be sent: ${failure.message}`;
  return failure;
}

function isWritable(value: unknown): boolean {
  try {
    encodeURIComponent(typeof value === 'string' ? value : '');
    JSON.stringify(value);
    return true;
  } catch {
    return false;
  }
}

function isBadJSON(failure: unknown): boolean {
  return read(failure, 'name') === 'JSONResponseFormatError';
}

/** What the text would be with its control characters escaped, or undefined if it is no JSON then either. */
function reparse(data: unknown): unknown {
  try {
    return typeof data === 'string' ? parseJSON(data) : undefined;
  } catch {
    return undefined;
  }
}

function withData(res: unknown, data: unknown): unknown {
  if (typeof res === 'object' && res !== null) Reflect.set(res, 'data', data);
  return res;
}

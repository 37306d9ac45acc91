import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { withRawJSON } from '../compat/raw_json';
import { errcodeOf, isGateways, noData, refusal, report, statusError, transportError } from '../core/errors';
import { read } from '../core/property';
import type { RawCallback } from '../core/types';
import { wrapper } from '../util';
import { parseJSON } from './json';
import { scrub, scrubResponse } from './redact';

/** A file that arrives as a stream. Read it to its end or destroy it: an unread one holds its connection. */
export interface Download {
  stream: Readable;
  /** As the server names it, or undefined. */
  filename: string | undefined;
  contentType: string | undefined;
  /** Bytes, if the server tells. */
  size: number | undefined;
}

/** A refusal is short; what is longer is a file that happens to begin like one. */
const LONGEST_REFUSAL = 8192;

/** How an answer to a download is to be read. Refusals may come as any of the last three, and errors of gateways as `page`. */
type Kind = 'file' | 'json' | 'text' | 'page' | 'perhaps';

/** A file comes as an attachment, whatever its type is: members send JSON files, too. */
function kindOf(headers: unknown, readsText: boolean): Kind {
  if (read(headers, 'content-disposition') !== undefined) return 'file';
  const type = mediaType(read(headers, 'content-type'));
  if (type === 'application/json') return 'json';
  if (readsText && type === 'text/plain') return 'text';
  return type === 'text/html' ? 'page' : 'perhaps';
}

/** `text/plain; charset=utf-8` → `text/plain` */
function mediaType(header: unknown): string {
  return typeof header === 'string' ? (header.split(';')[0] ?? '').trim().toLowerCase() : '';
}

/**
 * Answers a download that is in memory: a Buffer, or the parsed object where the server answers JSON, or its refusal.
 * With `readsText` what comes as text/plain is parsed as well, if it is an object.
 */
export function answerDownload(data: unknown, res: unknown, callback: RawCallback, readsText = false): void {
  const kind = kindOf(read(res, 'headers'), readsText);
  if (!isRaw(data)) return wrapper((err, ...rest) => (err ? callback(err) : callback(null, ...rest)))(null, data, res);
  if (kind === 'file' && !isGateways(res)) return callback(null, data, res);
  if (data.length === 0) return callback(noData(res), data, res);
  if (kind === 'json' || kind === 'text' || looksLikeRefusal(data)) return answerJSON(data, kind, res, callback);
  if (isGateways(res)) return callback(statusError(null, res), data, res);
  if (kind === 'page') return callback(pageError(res), data, res);
  callback(null, data, res);
}

function answerJSON(data: Buffer | string, kind: Kind, res: unknown, callback: RawCallback): void {
  let parsed: unknown;
  try {
    parsed = withRawJSON(parseJSON(String(data)), String(data));
  } catch (err) {
    if (isGateways(res)) return callback(statusError(null, res), data, res);
    if (kind !== 'json') return callback(null, data, res);
    return callback(report(scrub(err, scrubResponse(res))), data, res);
  }
  if (kind === 'text' && (typeof parsed !== 'object' || parsed === null)) return callback(null, data, res);
  if (parsed === null) return callback(noData(res), data, res);
  const errcode = errcodeOf(parsed);
  if (errcode !== undefined) return callback(refusal(parsed, errcode, res), parsed, res);
  if (isGateways(res) && read(parsed, 'errcode') === undefined) return callback(statusError(parsed, res), parsed, res);
  callback(null, kind === 'json' || kind === 'text' ? parsed : data, res);
}

/** With a `dataType` among the defaults an answer comes parsed already. */
function isRaw(data: unknown): data is Buffer | string {
  return Buffer.isBuffer(data) || typeof data === 'string';
}

function looksLikeRefusal(data: Buffer | string): boolean {
  return data.length <= LONGEST_REFUSAL && String(data).trimStart().startsWith('{');
}

function pageError(res: unknown): unknown {
  const failure = Object.assign(new Error('The answer is a page of HTML, not a file'), { name: 'ResponseFormatError' });
  return transportError(scrub(failure, scrubResponse(res)));
}

/**
 * Answers a download that streams. Its beginning is held back until it is known not to be a refusal: the end came
 * within the length of one, or it did not.
 */
export function answerStream(res: IncomingMessage, idle: number, callback: RawCallback): void {
  watch(res, idle);
  begin(res).then(
    ({ head, ended }) => {
      if (ended) return process.nextTick(answerShort, res, head, callback);
      if (isGateways(res)) {
        res.destroy();
        return process.nextTick(callback, statusError(null, res));
      }
      res.unshift(head);
      process.nextTick(callback, null, describe(res, res));
    },
    (err) => process.nextTick(callback, transportError(err)),
  );
}

/** Ends a stream that brings nothing for `idle` ms. One that waits for its reader has all the time it needs. */
function watch(res: IncomingMessage, idle: number): void {
  const { socket } = res;
  socket.setTimeout(0);
  let seen = socket.bytesRead;
  const timer = setInterval(() => {
    const waiting = res.complete || res.readableLength >= res.readableHighWaterMark;
    if (!waiting && socket.bytesRead === seen) res.destroy(stalled(idle));
    seen = socket.bytesRead;
  }, idle);
  res.once('close', () => clearInterval(timer));
}

async function begin(res: IncomingMessage): Promise<{ head: Buffer; ended: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of res.iterator({ destroyOnReturn: false })) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LONGEST_REFUSAL) return { head: Buffer.concat(chunks), ended: false };
  }
  return { head: Buffer.concat(chunks), ended: true };
}

function answerShort(res: IncomingMessage, body: Buffer, callback: RawCallback): void {
  answerDownload(body, res, (err) => {
    if (err) return callback(err);
    callback(null, describe(res, Readable.from(body.length === 0 ? [] : [body])));
  });
}

function describe(res: IncomingMessage, stream: Readable): Download {
  const size = res.headers['content-length'];
  return {
    stream,
    filename: filenameOf(res.headers['content-disposition']),
    contentType: res.headers['content-type'],
    size: size === undefined ? undefined : Number(size),
  };
}

/** WeCom sends the name twice: `filename*` as it is, and `filename` as UTF-8 bytes, which node reads as latin1. */
function filenameOf(disposition: string | undefined): string | undefined {
  const extended = disposition?.match(/filename\*=(?:UTF-8)?'[^']*'([^;\s]+)/i)?.[1];
  if (extended !== undefined) return safe(decode(extended.replace(/^"|"$/g, '')));
  const plain = disposition?.match(/filename="((?:[^"\\]|\\.)*)"|filename=([^;\s]+)/i);
  const name = plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2];
  return name === undefined ? undefined : safe(Buffer.from(name, 'latin1').toString());
}

/** Members name their files as they like: what is left is no path, and nothing that a terminal obeys. */
function safe(name: string): string | undefined {
  const last = name.replace(/.*[/\\]/s, '').replace(/\p{Cc}/gu, '');
  return /^\.{0,2}$/.test(last) ? undefined : last;
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function stalled(idle: number): Error {
  return Object.assign(new Error(`Response timeout for ${idle}ms`), { name: 'WeChatAPIResponseTimeoutError' });
}

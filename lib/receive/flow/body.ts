import type { Readable } from 'node:stream';
import { read } from '../../core/property';
import type { AnyRequest } from '../types/handlers';

/** What comes out when a body is longer than allowed. */
export const TOO_LARGE = Symbol('too large');

/** A body as text, or as a parser in front left it; '' when there is none. */
export type Body = string | object | typeof TOO_LARGE;

/** The body of a request, whoever has read it. */
export function readBody(req: AnyRequest, limit: number): Promise<Body> {
  const body = alreadyRead(req);
  if (body === undefined) return isReadable(req) ? readStream(req, limit) : Promise.resolve('');
  return Promise.resolve(typeof body === 'string' && Buffer.byteLength(body) > limit ? TOO_LARGE : body);
}

/** Parsers in front leave `{}` where they found nothing to parse, so an object counts only with something of ours in it. */
function alreadyRead({ rawBody, body }: AnyRequest): string | object | undefined {
  if (rawBody === undefined && body === undefined) return undefined;
  for (const given of [rawBody, body]) {
    const text = given instanceof Uint8Array ? Buffer.from(given).toString() : given;
    if (typeof text === 'string' && text !== '') return text;
  }
  const known = ['xml', 'Encrypt', 'encrypt'].some((key) => read(body, key) !== undefined);
  return known ? Object(body) : undefined;
}

/** A stream that did not end yet. */
function isReadable(req: object): req is Readable {
  return read(req, 'readable') === true && typeof read(req, 'on') === 'function';
}

function readStream(req: Readable, limit: number): Promise<Body> {
  if (Number(read(read(req, 'headers'), 'content-length')) > limit) return Promise.resolve(TOO_LARGE);
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    const take = (chunk: Uint8Array | string) => {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      size += bytes.length;
      if (size > limit) settle(() => resolve(TOO_LARGE));
      else chunks.push(bytes);
    };
    let ended = false;
    // Behind the end nothing comes but `close`: it costs less to let it pass than to take four listeners off.
    const end = () => {
      ended = true;
      resolve(textOf(chunks));
    };
    const fail = (err?: unknown) => {
      if (ended) return;
      const reason = err ?? new Error('The request was closed before its end');
      settle(() => reject(Object.assign(Object(reason), { status: 400, statusCode: 400 })));
    };
    const settle = (outcome: () => void) => {
      req.off('data', take).off('end', end).off('error', fail).off('close', fail);
      outcome();
    };
    req.on('data', take).on('end', end).on('error', fail).on('close', fail);
  });
}

/** Most messages come in one piece. Streams of the web have bytes that are no buffers. */
function textOf(chunks: readonly Uint8Array[]): string {
  const [first] = chunks;
  return chunks.length === 1 && Buffer.isBuffer(first) ? first.toString() : Buffer.concat(chunks).toString();
}

/** A client that is cut off while it still writes never reads the answer, so we hear it out, up to here. */
const PATIENCE = 5_000;
const MOST = 64 * 1024 * 1024;

/** Lets a request that was refused run out, within bounds. */
export function drain(req: object): Promise<void> {
  if (!isReadable(req)) return Promise.resolve();
  return new Promise((resolve) => {
    let size = 0;
    const drop = (chunk: Buffer | string) => {
      size += chunk.length;
      if (size > MOST) done();
    };
    const done = () => {
      clearTimeout(timer);
      req.off('data', drop).off('end', done).off('close', done);
      resolve();
    };
    const timer = setTimeout(done, PATIENCE);
    // What goes wrong here is no longer anybody's concern, now or later.
    req.on('error', done);
    req.on('data', drop).on('end', done).on('close', done).resume();
  });
}

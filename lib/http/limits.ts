import { constants } from 'node:buffer';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { transportError } from '../core/errors';
import { read } from '../core/property';
import type { RequestOptions } from '../core/types';

/**
 * Calls `stop` when the `signal` of a request says so, or when its answer grows beyond `maxResponseSize`. Gives what
 * ends the watch.
 */
export function watch(request: ClientRequest, options: RequestOptions, stop: (failure: Error) => void): () => void {
  const { signal, maxResponseSize, streaming } = options;
  if (maxResponseSize !== undefined && !streaming) {
    request.once('response', (res) => limit(res, maxResponseSize, stop));
  }
  if (!signal) return () => {};
  const abort = () => stop(aborted(signal));
  signal.addEventListener('abort', abort);
  return () => signal.removeEventListener('abort', abort);
}

/** A streamed answer is under way until its end: `signal` ends it, with an error of the stream. */
export function endWith(signal: AbortSignal | undefined, res: IncomingMessage): void {
  if (!signal || res.closed) return;
  const abort = () => {
    const failure = aborted(signal);
    transportError(failure);
    res.destroy(failure);
  };
  signal.addEventListener('abort', abort);
  res.once('close', () => signal.removeEventListener('abort', abort));
}

function limit(res: IncomingMessage, largest: number, stop: (failure: Error) => void): void {
  let size = 0;
  res.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > largest) stop(tooLarge(largest));
  });
}

/** The error for an answer that comes as a stream and announces more than it may have. Whoever reads it counts the rest. */
export function announced(res: unknown, { streaming, maxResponseSize }: RequestOptions): Error | undefined {
  if (!streaming || maxResponseSize === undefined) return undefined;
  const length = Number(read(read(res, 'headers'), 'content-length'));
  return length > maxResponseSize ? tooLarge(maxResponseSize) : undefined;
}

/** For node:zlib: what is unzipped may be no longer either. It takes no 0 and nothing beyond what a Buffer can hold. */
export function outputLimit(largest: number | undefined): { maxOutputLength?: number } {
  if (largest === undefined) return {};
  return { maxOutputLength: Math.min(Math.max(largest, 1), constants.MAX_LENGTH) };
}

/** The error for an answer beyond `maxResponseSize`. */
export function tooLarge(largest: number): Error {
  const message = `The answer is longer than maxResponseSize, which is ${largest} bytes`;
  return Object.assign(new Error(message), { name: 'ResponseTooLargeError' });
}

/** The error for a request whose signal was aborted; `cause` is the signal's reason. */
export function aborted({ reason }: AbortSignal): Error {
  return Object.assign(new Error('The request was aborted', { cause: reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
}

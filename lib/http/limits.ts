import type { ClientRequest, IncomingMessage } from 'node:http';
import type { RawCallback, RequestOptions } from '../core/types';

/**
 * Ends a request when its `signal` says so, or when its answer grows beyond `maxResponseSize`. Gives what ends the
 * watch.
 */
export function watch(request: ClientRequest, options: RequestOptions, fail: RawCallback): () => void {
  const { signal, maxResponseSize } = options;
  const stop = (failure: Error) => {
    fail(failure);
    request.destroy();
  };
  if (maxResponseSize !== undefined) {
    request.once('response', (res) => limit(res, maxResponseSize, options.streaming === true, stop));
  }
  if (!signal) return () => {};
  const abort = () => stop(aborted(signal));
  signal.addEventListener('abort', abort);
  return () => signal.removeEventListener('abort', abort);
}

/** A stream is counted by whoever reads it: here its announced length counts. */
function limit(res: IncomingMessage, largest: number, isStream: boolean, stop: (failure: Error) => void): void {
  const failure = () =>
    Object.assign(new Error(`The answer is longer than maxResponseSize, which is ${largest} bytes`), {
      name: 'ResponseTooLargeError',
    });
  if (Number(res.headers['content-length']) > largest) return stop(failure());
  if (isStream) return;
  let size = 0;
  res.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > largest) stop(failure());
  });
}

/** The error for a request whose signal was aborted; `cause` is the signal's reason. */
export function aborted({ reason }: AbortSignal): Error {
  return Object.assign(new Error('The request was aborted', { cause: reason }), {
    name: 'AbortError',
    code: 'ABORT_ERR',
  });
}

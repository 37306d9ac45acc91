// A request that takes long is in vain when its client has gone away.
import type { ServerResponse } from 'node:http';

/** Aborted with these words when the connection closes before the answer is sent. After the answer it means nothing. */
export function goneSignal(response: ServerResponse, words: string): AbortSignal {
  const gone = new AbortController();
  const abort = () => gone.abort(new Error(words));
  // A response that is closed already does not tell it again.
  if (response.destroyed) abort();
  else response.once('close', abort);
  return gone.signal;
}

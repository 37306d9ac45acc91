// One request to a callback URL, with a time limit for the whole of it.

export interface Answer {
  status: number;
  text: string;
}

/** No reply is longer. */
const MOST_BYTES = 2 ** 20;

/** Rejects with what went wrong, in few words. Redirects are not followed: anything but 200 is a failure. */
export async function ask(url: string, init: RequestInit, ms: number, closing: AbortSignal): Promise<Answer> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(new Error(`no answer within ${ms} ms`)), ms);
  const close = () => stop.abort(new Error('the sandbox was closed'));
  if (closing.aborted) close();
  closing.addEventListener('abort', close);
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: stop.signal });
    return { status: response.status, text: await read(response) };
  } catch (err) {
    throw new Error(reasonOf(stop.signal.aborted ? stop.signal.reason : err));
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', close);
    // What was not read to its end is not waited for.
    stop.abort();
  }
}

async function read({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error(`an answer of more than ${MOST_BYTES} bytes`);
  }
  return Buffer.concat(chunks).toString();
}

/** fetch says only that it failed, and keeps why in `cause`. */
function reasonOf(err: unknown): string {
  const cause = err instanceof Error && err.cause instanceof Error ? err.cause : err;
  if (!(cause instanceof Error)) return String(cause);
  const code = 'code' in cause ? String(cause.code) : '';
  return cause.message.includes(code) ? cause.message : `${code} ${cause.message}`.trim();
}

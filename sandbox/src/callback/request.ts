// One request to a callback URL, with a time limit for the whole of it. Not by fetch, which refuses some ports that apps may have.
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';

export interface Answered {
  status: number;
  text: string;
}

interface Post {
  headers: Record<string, string>;
  body: string;
}

/** No reply is longer. */
const MOST_BYTES = 2 ** 20;

/** A GET without `post`. Gives an Error when there is no answer. Redirects are not followed: anything but 200 is a failure. */
export async function ask(
  url: string,
  post: Post | undefined,
  ms: number,
  closing: AbortSignal,
): Promise<Answered | Error> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(`no answer within ${ms} ms`), ms);
  const close = () => stop.abort(closing.reason);
  closing.addEventListener('abort', close);
  if (closing.aborted) close();
  try {
    const response = await send(url, post, stop.signal);
    return { status: response.statusCode ?? 0, text: await read(response) };
  } catch (err) {
    const { aborted, reason } = stop.signal;
    if (aborted) return new Error(String(reason));
    return err instanceof Error ? err : new Error(String(err));
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', close);
  }
}

function send(url: string, post: Post | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = { agent: false, signal };
  if (post !== undefined) Object.assign(options, { method: 'POST', headers: post.headers });
  const request = (/^https:/i.test(url) ? https : http).request(url, options);
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    // The end of an answer that is none, e.g. 101.
    request.once('close', () => reject(new Error('the connection was closed without an answer')));
    request.end(post?.body);
  });
}

async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop closes the connection.
    if (length > MOST_BYTES) throw new Error(`an answer of more than ${MOST_BYTES} bytes`);
  }
  return Buffer.concat(chunks).toString();
}

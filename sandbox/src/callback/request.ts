// One request to a callback URL, with a time limit for the whole of it. Not by fetch, which refuses some ports that apps may have.
import { once } from 'node:events';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';

export interface Answer {
  status: number;
  text: string;
}

export interface Post {
  headers: Record<string, string>;
  body: string;
}

/** No reply is longer. */
const MOST_BYTES = 2 ** 20;

/** A GET without `post`. Rejects with what went wrong, in few words. Redirects are not followed: anything but 200 is a failure. */
export async function ask(url: string, post: Post | undefined, ms: number, closing: AbortSignal): Promise<Answer> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(`no answer within ${ms} ms`), ms);
  const close = () => stop.abort('the sandbox was closed');
  closing.addEventListener('abort', close);
  if (closing.aborted) close();
  try {
    const response = await send(url, post, stop.signal);
    return { status: response.statusCode ?? 0, text: await read(response) };
  } catch (err) {
    const { aborted, reason } = stop.signal;
    throw aborted ? new Error(String(reason)) : err;
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', close);
  }
}

async function send(url: string, post: Post | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = { agent: false, signal };
  if (post !== undefined) Object.assign(options, { method: 'POST', headers: post.headers });
  const request = (url.startsWith('https:') ? https : http).request(url, options);
  // What goes wrong after the response has begun is the response's error, too.
  request.on('error', () => {});
  const answered = once(request, 'response');
  request.end(post?.body);
  const [response]: IncomingMessage[] = await answered;
  if (response === undefined) throw new Error('there was no response');
  return response;
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

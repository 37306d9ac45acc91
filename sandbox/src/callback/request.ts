// One request to a callback URL, with a time limit for the whole of it. Not by fetch, which refuses some ports that apps may have.
import http, { type IncomingHttpHeaders, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { Failure, type Reason } from '../model/reason';

export interface Answered {
  status: number;
  text: string;
  headers: IncomingHttpHeaders;
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
    return { status: response.statusCode ?? 0, text: await read(response), headers: response.headers };
  } catch (err) {
    const { aborted, reason } = stop.signal;
    if (aborted) return new Failure(String(reason), closing.aborted ? { code: 'closed' } : timedOut(ms));
    if (err instanceof Failure) return err;
    const message = err instanceof Error ? err.message : String(err);
    return new Failure(message, reasonFor(err, new URL(url)));
  } finally {
    clearTimeout(timer);
    closing.removeEventListener('abort', close);
  }
}

function timedOut(ms: number): Reason {
  return { code: 'ETIMEDOUT', params: { ms } };
}

/** By the system's own code, such as ECONNREFUSED. */
function reasonFor(err: unknown, { hostname: host, port, protocol }: URL): Reason {
  const code = err instanceof Error && 'code' in err && isSystemCode(err.code) ? err.code : 'network';
  const words = err instanceof Error ? err.message : String(err);
  return { code, params: { host, port: port || (protocol === 'https:' ? '443' : '80'), words } };
}

function isSystemCode(code: unknown): code is Uppercase<string> {
  return typeof code === 'string' && code === code.toUpperCase();
}

function send(url: string, post: Post | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const options: RequestOptions = { agent: false, signal };
  if (post !== undefined) Object.assign(options, { method: 'POST', headers: post.headers });
  const request = (/^https:/i.test(url) ? https : http).request(url, options);
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    // The end of an answer that is none, e.g. 101.
    request.once('close', () => reject(noAnswer()));
    request.end(post?.body);
  });
}

function noAnswer(): Failure {
  return new Failure('the connection was closed without an answer', { code: 'no_answer' });
}

async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    length += chunk.length;
    // Leaving the loop closes the connection.
    if (length > MOST_BYTES) throw tooLong();
  }
  return Buffer.concat(chunks).toString();
}

function tooLong(): Failure {
  return new Failure(`an answer of more than ${MOST_BYTES} bytes`, {
    code: 'answer_too_long',
    params: { bytes: MOST_BYTES },
  });
}

// Writes every call of the API into the wire log, also those that nothing answers.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Upload } from '../chapter';
import type { Trouble } from '../trouble';
import type { World } from '../world';
import { cut, type Exchange } from './wire';

const API = '/cgi-bin/';
const CONTACT = 'contact';

/** What is known of a call before it is over. */
interface Seen {
  began: number;
  /** Instead of the body. */
  request?: string;
  note?: string;
}

const calls = new WeakMap<FastifyRequest, Seen>();

export function logCalls(server: FastifyInstance, world: World): void {
  server.addHook('onRequest', (request, _reply, done) => {
    if (isCall(request)) seen(request);
    done();
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    logAnswer(world, request, reply, payload);
    done(null, payload);
  });
}

function isCall({ url }: FastifyRequest): boolean {
  return url.startsWith(API);
}

function seen(request: FastifyRequest): Seen {
  const call = calls.get(request) ?? { began: performance.now() };
  calls.set(request, call);
  return call;
}

/** A multipart body is a line for each file in it. */
export function logFiles(request: FastifyRequest, files: readonly Upload[]): void {
  const lines = files.map(
    ({ field, filename, contentType, data }) =>
      `${field}: ${JSON.stringify(filename)}, ${data.length} bytes, ${contentType}`,
  );
  seen(request).request = lines.join('\n');
}

/** Where trouble leaves a call without an answer, this is the end of it. */
export function logTrouble(world: World, { fault, errcode }: Trouble, request: FastifyRequest): void {
  const call = seen(request);
  call.note = `trouble: ${fault ?? errcode ?? -1}`;
  if (fault === 'drop' || fault === 'stall') world.wire.record(exchangeOf(world, request));
}

export function logAnswer(world: World, request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  if (!isCall(request)) return;
  const errcode = reply.getHeader('error-code');
  world.wire.record({
    ...exchangeOf(world, request),
    status: reply.statusCode,
    ...(errcode !== undefined && { errcode: Number(errcode) }),
    response: textOf(payload, reply.getHeader('content-type')),
  });
}

function exchangeOf(world: World, request: FastifyRequest): Exchange {
  const { began, note, request: text = textOf(request.body) } = seen(request);
  const [path = '', query = ''] = splitAt(request.url, '?');
  const from = callerOf(world, query);
  return {
    direction: 'in',
    method: request.method,
    path,
    query,
    ms: Math.round((performance.now() - began) * 100) / 100,
    ...(from !== undefined && { from }),
    request: text,
    response: '',
    ...(note !== undefined && { note }),
  };
}

/** With a type: what was downloaded, which is seldom text. */
function textOf(body: unknown, type?: unknown): string {
  if (typeof body === 'string') return body;
  if (!Buffer.isBuffer(body)) return '';
  return type === undefined ? cut(body) : `<${body.length} bytes, ${type}>`;
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** Whose token, secret or key is in the query. */
function callerOf({ company, tokens }: World, query: string): string | undefined {
  const search = new URLSearchParams(query);
  const robot = company.robots.get(search.get('key') ?? '');
  const secret = tokens.secretOf(search.get('access_token') ?? '') ?? search.get('corpsecret');
  if (secret === null) return robot?.name;
  if (secret === company.contactSecret) return CONTACT;
  return [...company.apps.values()].find((app) => app.secret === secret)?.name;
}

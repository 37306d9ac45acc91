// Writes every call of the API into the wire log, also those that nothing answers.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Upload } from '../api/chapter';
import type { Effects } from '../model/company';
import type { Trouble } from '../model/trouble';
import type { Warning } from '../model/warnings';
import { cut, type Exchange } from '../model/wire';
import type { World } from '../world';

const API = '/cgi-bin/';
const CONTACT = 'contact';

declare module 'fastify' {
  interface FastifyRequest {
    /** When it came, as performance.now() counts. */
    began: number;
    /** What the log would not see by itself. */
    remarks: Remarks | undefined;
  }
}

/** What the log would not see by itself. Kept on the request: a WeakMap of all requests would be searched by every collection. */
interface Remarks {
  /** Instead of the body. */
  request?: string;
  note?: string;
  effects?: Effects;
  warnings?: Warning[];
  /** The call is carried out, and its answer does not arrive. */
  isLost?: boolean;
}

export function logCalls(server: FastifyInstance, world: World): void {
  server.decorateRequest('began', 0);
  server.decorateRequest('remarks', undefined);
  server.addHook('onRequest', (request, _reply, done) => {
    request.began = performance.now();
    done();
  });
  server.addHook('onSend', (request, reply, payload, done) => {
    logAnswer(world, request, reply, payload);
    if (request.remarks?.isLost) request.raw.socket.destroy();
    else done();
  });
}

function remark(request: FastifyRequest, more: Remarks): void {
  request.remarks = Object.assign(request.remarks ?? {}, more);
}

/** A multipart body is a line for each file in it. */
export function logFiles(request: FastifyRequest, files: readonly Upload[]): void {
  const lines = files.map(
    ({ field, filename, contentType, data }) =>
      `${field}: ${JSON.stringify(filename)}, ${data.length} bytes, ${contentType}`,
  );
  remark(request, { request: lines.join('\n') });
}

/** Where trouble leaves a call without an answer, this is the end of it. */
export function logTrouble(world: World, { fault, errcode, delay }: Trouble, request: FastifyRequest): void {
  remark(request, {
    note: `trouble: ${[delay === undefined ? [] : `${delay} ms late`, fault ?? errcode ?? (delay === undefined ? -1 : [])].flat().join(', ')}`,
  });
  if (fault === 'lost') remark(request, { isLost: true });
  if (fault === 'drop' || fault === 'stall') world.wire.record(exchangeOf(world, request));
}

/** What came of the call. */
export function logEffects(request: FastifyRequest, effects: Effects): void {
  remark(request, { effects });
}

/** What would surprise in the real WeCom. */
export function logWarnings(request: FastifyRequest, warnings: Warning[]): void {
  remark(request, { warnings });
}

export function logRefusal(request: FastifyRequest, why: string): void {
  remark(request, { note: `refused: ${why}` });
}

export function logAnswer(world: World, request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  if (!request.url.startsWith(API)) return;
  const exchange = exchangeOf(world, request);
  const errcode = reply.getHeader('error-code');
  if (!request.remarks?.isLost) {
    if (errcode !== undefined) exchange.errcode = Number(errcode);
    exchange.status = reply.statusCode;
  }
  exchange.response = textOf(payload, reply.getHeader('content-type'));
  exchange.headers = { request: request.headers, response: reply.getHeaders() };
  world.wire.record(exchange);
}

/** Every call comes through here, thousands in a second: no spreads. */
function exchangeOf(world: World, request: FastifyRequest): Exchange {
  const { method, url, began } = request;
  const { request: body = textOf(request.body), note, effects, warnings } = request.remarks ?? {};
  const mark = url.indexOf('?');
  const exchange: Exchange = {
    direction: 'in',
    method,
    path: mark < 0 ? url : url.slice(0, mark),
    query: mark < 0 ? '' : url.slice(mark + 1),
    ms: Math.round((performance.now() - began) * 100) / 100,
    request: body,
    response: '',
  };
  const from = callerOf(world, request.query);
  if (from !== undefined) exchange.from = from;
  if (note !== undefined) exchange.note = note;
  if (warnings !== undefined) exchange.warnings = warnings;
  if (effects !== undefined) Object.assign(exchange, effects);
  return exchange;
}

/** With a type: what was downloaded, which is seldom text. */
function textOf(body: unknown, type?: unknown): string {
  if (typeof body === 'string') return body;
  if (!Buffer.isBuffer(body)) return '';
  return type === undefined ? cut(body) : `<${body.length} bytes, ${type}>`;
}

/** Whose token, secret or key is in the query. */
function callerOf({ company, tokens }: World, query: unknown): string | undefined {
  const token = tokens.find(parameter(query, 'access_token'));
  if (token !== undefined) return token.app?.name ?? CONTACT;
  const secret = parameter(query, 'corpsecret');
  if (secret === company.contactSecret) return CONTACT;
  if (secret !== '') return [...company.apps.values()].find((app) => app.secret === secret)?.name;
  return company.robots.get(parameter(query, 'key'))?.name;
}

function parameter(query: unknown, name: string): string {
  const value: unknown = typeof query === 'object' && query !== null ? Reflect.get(query, name) : undefined;
  return typeof value === 'string' ? value : '';
}

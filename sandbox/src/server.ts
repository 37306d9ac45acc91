// HTTP: finds the endpoint, checks in WeCom's order, lets it run and writes the answer as WeCom writes it.
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Call, Download, type Endpoint } from './api/chapter';
import { PER_MINUTE } from './api/rate_limits';
import { endpointAt } from './chapters';
import { control } from './control';
import { noteUnknownPath } from './control/complaints';
import { answerDownload, answerError, answerJson } from './http/answer';
import { answerTrouble } from './http/answer_trouble';
import { logAnswer, logCalls, logEffects, logTrouble, logWarnings } from './http/call_log';
import type { Certificate } from './http/certificate';
import { noOtherPages } from './http/origin';
import { addPictures } from './http/pictures';
import { readBody, readFiles } from './http/request';
import { addPage } from './live/page';
import { pause } from './model/pause';
import type { Trouble } from './model/trouble';
import { fail, WeComError } from './protocol/errors';
import { addAuthorize } from './visits/authorize';
import { addQRLogin } from './visits/qr_login';
import type { World } from './world';

/** Without dots and escapes, which a path may have many forms of. */
const PLAIN = /^\/cgi-bin\/([\w/]*)(?:\?([^#]*))?$/;
/** Larger than anything that WeCom accepts, so that its own refusals are reached. */
const LARGEST_BODY = 64 * 1024 * 1024;
/** Of one that is uploaded. */
const LARGEST_FILE = 32 * 1024 * 1024;

export async function createServer(world: World, https: Certificate | undefined): Promise<FastifyInstance> {
  const options = {
    bodyLimit: LARGEST_BODY,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    // Fastify would load ajv twice, for schemas that no route has: those of control() bring their own validator.
    schemaController: { compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler } },
    // An address that cannot even be decoded is an unknown one.
    frameworkErrors: (_err: unknown, request: FastifyRequest, reply: FastifyReply) => {
      request.began = performance.now();
      notFound(world, request, reply);
      logAnswer(world, request, reply, '');
    },
  };
  const server: FastifyInstance = https === undefined ? fastify(options) : fastify({ ...options, https });
  logCalls(server, world);
  server.setNotFoundHandler((request, reply) => notFound(world, request, reply));
  await server.register(api(world));
  await server.register(control(world), { prefix: '/_sandbox' });
  addAuthorize(server, world.company);
  addQRLogin(server, world.company);
  addPictures(server, world.company);
  addPage(server);
  return server;
}

function noCompiler(): never {
  throw new Error('No route needs one.');
}

function api(world: World): (server: FastifyInstance) => Promise<void> {
  return async (server) => {
    server.addHook('onRequest', noOtherPages(world));
    await server.register(multipart, { limits: { fileSize: LARGEST_FILE, files: 4, fields: 100 } });
    server.removeContentTypeParser(['application/json', 'text/plain']);
    // WeCom looks at the body only, not at what the header calls it.
    server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    server.setErrorHandler((err, request, reply) => refuse(world, err, request, reply));
    const handler = (request: FastifyRequest, reply: FastifyReply) => dispatch(world, request, reply);
    server.route({ method: ['GET', 'POST'], url: '/cgi-bin/*', handler });
  };
}

function dispatch(world: World, request: FastifyRequest, reply: FastifyReply) {
  const { path, search } = addressOf(request.url);
  const trouble = world.trouble.take(path, () => secretOf(world, search));
  if (trouble !== undefined) return meet(world, trouble, path, search, request, reply);
  return serve(world, path, search, request, reply);
}

/** A delay alone is no answer, and a lost one is an answer all the same: the call is carried out. */
async function meet(
  world: World,
  trouble: Trouble,
  path: string,
  search: URLSearchParams,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const { delay = 0, errcode, fault } = trouble;
  if (delay > 0) await pause(delay, world.company.underWay);
  logTrouble(world, trouble, request);
  const isDelay = delay > 0 && errcode === undefined && fault === undefined;
  if (isDelay || fault === 'lost') return serve(world, path, search, request, reply);
  return answerTrouble({ ...trouble, fault }, request, reply);
}

function serve(world: World, path: string, search: URLSearchParams, request: FastifyRequest, reply: FastifyReply) {
  const endpoint = endpointAt(path, world.era);
  if (endpoint === undefined) return notFound(world, request, reply);
  return answer(world, endpoint, path, search, request, reply);
}

/** Thousands come in a second, and nearly all are plain: a URL takes longer to make than the rest of their way here. */
function addressOf(url: string): { path: string; search: URLSearchParams } {
  const [, plain, query] = PLAIN.exec(url) ?? [];
  if (plain !== undefined) return { path: plain, search: new URLSearchParams(query) };
  const { pathname, searchParams } = new URL(url, 'http://sandbox');
  return { path: pathname.slice('/cgi-bin/'.length), search: searchParams };
}

async function answer(
  world: World,
  endpoint: Endpoint,
  path: string,
  search: URLSearchParams,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const files = request.isMultipart() ? await readFiles(endpoint, request) : [];
  let call: Call | undefined;
  try {
    const app = allowed(world, endpoint, search);
    if (!world.limits.allow(`api ${path}`, PER_MINUTE.api)) fail(45009);
    const body = readBody(endpoint, request);
    const { company, tokens, limits, era, log } = world;
    call = new Call({ company, tokens, limits, era, log, app, search, body, files, origin: originOf(request) });
    const result = await endpoint.run(call);
    noteWarnings(world, request, path, call);
    if (call.effects !== undefined) logEffects(request, call.effects);
    if (result instanceof Download) return answerDownload(result, request, reply);
    return answerJson(reply, result, call.warned);
  } catch (err) {
    if (!(err instanceof WeComError)) throw err;
    return answerError(reply, err, request.ip, endpoint.empty?.() ?? {}, call?.warned ?? false);
  }
}

/** In the log and the list, and at the call's entry on the wire. */
function noteWarnings({ warnings, company }: World, request: FastifyRequest, path: string, call: Call): void {
  if (call.warnings.length === 0) return;
  logWarnings(request, call.warnings);
  const [msgid] = call.effects?.msgids ?? [];
  const at = company.clock.now();
  for (const one of call.warnings) warnings.add({ ...one, at, path, ...(msgid !== undefined && { msgid }) });
}

/** Whose token it is, or the secret that asks for one. */
function secretOf({ tokens }: World, search: URLSearchParams): string | undefined {
  return tokens.find(search.get('access_token') ?? '')?.secret ?? search.get('corpsecret') ?? undefined;
}

/** The token first, then whose it is. */
function allowed({ tokens, era }: World, { secret, token: kind, details }: Endpoint, search: URLSearchParams) {
  if (secret === 'none') return undefined;
  const { app } = tokens.check(search.get(kind ?? 'access_token') ?? '', kind);
  if (era === 'current' && details && app === undefined) fail(48009);
  if (era === 'legacy' || secret === 'any') return app;
  if ((secret === 'contact') !== (app === undefined)) fail(48002);
  return app;
}

function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

function notFound(world: World, { method, url }: FastifyRequest, reply: FastifyReply) {
  const [path = ''] = url.split('?', 1);
  if (path.startsWith('/cgi-bin/')) noteUnknownPath(world, path);
  world.log(`!!! 404 ${method} ${path}: WeCom has no such API, or the sandbox does not know it.`);
  return reply.code(404).send();
}

/** Nothing a caller sends should lead here; if it does, it is the sandbox's mistake, and the answer is WeCom's for its own ones. */
function refuse({ log }: World, err: unknown, request: FastifyRequest, reply: FastifyReply) {
  const statusCode = err instanceof Error && 'statusCode' in err ? Number(err.statusCode) : 500;
  if (statusCode >= 400 && statusCode < 500) return reply.code(statusCode).send();
  log(`!!! ${request.method} ${request.url.split('?', 1)[0]}: ${err instanceof Error ? err.stack : String(err)}`);
  return answerError(reply, new WeComError(-1, 'system error'), request.ip, {}, false);
}

import { STATUS_CODES } from 'node:http';
import { Readable } from 'node:stream';
import { read } from '../../core/property';
import { warn } from '../flow/dedupe';
import { write } from '../flow/dispatch';
import { Handler } from '../flow/handler';
import { Answer } from '../protocol/request';
import type { Config } from '../types/config';
import type {
  AnyHandler,
  Response as HandlerResponse,
  Incoming,
  Middleware,
  Outgoing,
  PlainHandler,
  Request,
} from '../types/handlers';

// Thin: each says how its framework's requests and responses look to the middleware. Frameworks are known by their
// shape alone and never imported.

/** What an app is made of: its settings and what handles its messages, or both in one. */
export type App<Req, Res> = [config: Config, handler: Handler | PlainHandler<Req, Res>] | [handler: Handler];

export function middlewareFor(app: [Config, Handler | AnyHandler] | [Handler]): Middleware {
  if (app.length === 1) return app[0].middlewarify();
  const [config, handler] = app;
  if (!(handler instanceof Handler)) return new Handler(config, handler).middlewarify();
  handler.config = config;
  return handler.middlewarify();
}

/** A response that is collected, for frameworks that write theirs themselves. */
class Collected implements HandlerResponse {
  statusCode = 200;
  headersSent = false;
  readonly headers: Record<string, string> = {};
  text = '';

  constructor(readonly done: (res: Collected) => void) {}

  setHeader(name: string, value: string | number): this {
    this.headers[name.toLowerCase()] = String(value);
    return this;
  }

  writeHead(status: number, headers: Record<string, string | number> = {}): this {
    this.statusCode = status;
    this.headersSent = true;
    for (const [name, value] of Object.entries(headers)) this.setHeader(name, value);
    return this;
  }

  write(text: string): boolean {
    this.headersSent = true;
    this.text += text;
    return true;
  }

  end(text = ''): this {
    this.write(text);
    this.done(this);
    return this;
  }
}

/** The answer to a request; undefined when no handler wanted it. */
function exchange(middleware: Middleware, req: Incoming): Promise<Collected | undefined> {
  return new Promise((resolve, reject) => {
    const res = new Collected(resolve);
    middleware(req, res, (err) => {
      if (err) return reject(err);
      resolve(undefined);
      // The framework's own response takes over; this one is over, for all who wait for its end.
      res.writeHead(404).end();
    });
  });
}

/** The status for an error that is the client's fault. */
function faultOf(err: unknown): number | undefined {
  const status = read(err, 'status');
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

const answer = (status: number) => new Answer(status, STATUS_CODES[status] ?? '');

interface NodeResponse extends Outgoing {
  writableEnded: boolean;
  destroy(): unknown;
}

/** For `http.createServer`. */
export function node<Req = Request, Res = HandlerResponse>(
  ...app: App<Req, Res>
): (req: Incoming, res: NodeResponse) => void {
  const middleware = middlewareFor(app);
  return (req, res) =>
    middleware(req, res, (err) => {
      const status = err ? (faultOf(err) ?? 500) : 404;
      if (status === 500) warn(err);
      if (!res.headersSent) write(res, answer(status));
      // Broken off, for the client to see that there is something missing.
      else if (err && !res.writableEnded) res.destroy();
    });
}

interface KoaContext {
  req: Incoming;
  request: object;
  query: unknown;
  status: number;
  body: unknown;
  set(headers: Record<string, string>): unknown;
}

/** A middleware for Koa. */
export function koa<Req = Request, Res = HandlerResponse>(
  ...app: App<Req, Res>
): (ctx: KoaContext, next: () => Promise<unknown>) => Promise<unknown> {
  const middleware = middlewareFor(app);
  return async (ctx, next) => {
    const body = read(ctx.request, 'body') ?? ctx.req.body;
    const rawBody = read(ctx.request, 'rawBody') ?? ctx.req.rawBody;
    const answered = await exchange(middleware, Object.assign(ctx.req, { query: ctx.query, body, rawBody }));
    if (!answered) return next();
    ctx.status = answered.statusCode;
    // Koa takes XML for HTML, if it is not told otherwise.
    ctx.set({ 'content-type': 'text/plain; charset=utf-8', ...answered.headers });
    ctx.body = answered.text;
    return undefined;
  };
}

interface FastifyReply {
  callNotFound(): unknown;
  code(status: number): { headers(headers: object): { send(body: string): unknown } };
}

interface FastifyScope {
  removeAllContentTypeParsers(): unknown;
  addContentTypeParser(
    type: string,
    parser: (request: unknown, payload: unknown, done: (err: null) => void) => void,
  ): unknown;
  all(url: string, handler: (request: { raw: Incoming; query: unknown }, reply: FastifyReply) => unknown): unknown;
}

/** A plugin for Fastify: `app.register(wechat.fastify(config, handler), { url: '/wechat' })`. */
export function fastify<Req = Request, Res = HandlerResponse>(
  ...app: App<Req, Res>
): (scope: FastifyScope, options?: { url?: string }) => Promise<void> {
  const middleware = middlewareFor(app);
  return async (scope, { url = '/' } = {}) => {
    // Bodies of this scope are left to us, whatever their type.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    scope.all(url, async ({ raw, query }, reply) => {
      const answered = await exchange(middleware, Object.assign(raw, { query }));
      if (!answered) return reply.callNotFound();
      return reply.code(answered.statusCode).headers(answered.headers).send(answered.text);
    });
  };
}

interface WebRequest {
  method: string;
  url: string;
  headers: Iterable<[string, string]>;
  body: WebBody | null;
}

interface WebBody {
  getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>; cancel(): Promise<unknown> };
}

async function* chunksOf(body: WebBody | null): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  try {
    for (let chunk = await reader?.read(); chunk?.value; chunk = await reader?.read()) yield chunk.value;
  } finally {
    await reader?.cancel();
  }
}

/** For what answers a `Request` with a `Response`: Hono, Next, Bun and the like. `extra` goes into the handler's `req`. */
export function fetch<Req = Request, Res = HandlerResponse>(
  ...app: App<Req, Res>
): (request: WebRequest, extra?: object) => Promise<Response> {
  const middleware = middlewareFor(app);
  return async ({ method, url, headers, body }, extra = {}) => {
    const req = Object.assign(
      Readable.from(chunksOf(body)),
      { method, url, headers: Object.fromEntries(headers) },
      extra,
    );
    try {
      const answered = await exchange(middleware, req);
      if (!answered) return new Response(answer(404).body, { status: 404 });
      return new Response(answered.text || null, { status: answered.statusCode, headers: answered.headers });
    } catch (err) {
      const status = faultOf(err);
      if (status === undefined) throw err;
      return new Response(answer(status).body, { status });
    }
  };
}

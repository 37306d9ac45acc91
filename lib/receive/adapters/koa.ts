import { read } from '../../core/property';
import type { AnyRequest, Response as HandlerResponse, Request } from '../types/handlers';
import { type App, middlewareFor } from './app';
import { collectResponse } from './collected_response';

interface KoaContext {
  req: AnyRequest;
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
    const answered = await collectResponse(middleware, Object.assign(ctx.req, { query: ctx.query, body, rawBody }));
    if (!answered) return next();
    ctx.status = answered.statusCode;
    // Koa takes XML for HTML, if it is not told otherwise.
    ctx.set({ 'content-type': 'text/plain; charset=utf-8', ...answered.headers });
    ctx.body = answered.text;
    return undefined;
  };
}

import type { AnyRequest, Response as HandlerResponse, Request } from '../types/handlers';
import { type App, middlewareFor } from './app';
import { collectResponse } from './collected_response';

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
  all(url: string, handler: (request: { raw: AnyRequest; query: unknown }, reply: FastifyReply) => unknown): unknown;
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
      const answered = await collectResponse(middleware, Object.assign(raw, { query }));
      if (!answered) return reply.callNotFound();
      return reply.code(answered.statusCode).headers(answered.headers).send(answered.text);
    });
  };
}

import { read } from '../../core/property';
import { Handler } from '../flow/handler';
import type { Config } from '../types/config';
import type { AnyHandler, Middleware, PlainHandler } from '../types/handlers';

/** What an app is made of: its settings and what handles its messages, or both in one. */
export type App<Req, Res> = [config: Config, handler: Handler | PlainHandler<Req, Res>] | [handler: Handler];

export function middlewareFor(app: [Config, Handler | AnyHandler] | [Handler]): Middleware {
  if (app.length === 1) return app[0].middlewarify();
  const [config, handler] = app;
  if (!(handler instanceof Handler)) return new Handler(config, handler).middlewarify();
  handler.config = config;
  return handler.middlewarify();
}

/** The status of an error that is the client's fault. */
export function clientErrorStatus(err: unknown): number | undefined {
  const status = read(err, 'status');
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

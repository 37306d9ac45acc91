import { warn } from '../flow/warn';
import { statusAnswer, writeAnswer } from '../protocol/answer';
import type { AnyRequest, AnyResponse, Response as HandlerResponse, Request } from '../types/handlers';
import { type App, clientErrorStatus, middlewareFor } from './app';

interface NodeResponse extends AnyResponse {
  writableEnded: boolean;
  destroy(): unknown;
}

/** For `http.createServer`. */
export function node<Req = Request, Res = HandlerResponse>(
  ...app: App<Req, Res>
): (req: AnyRequest, res: NodeResponse) => void {
  const middleware = middlewareFor(app);
  return (req, res) =>
    middleware(req, res, (err) => {
      const status = err ? (clientErrorStatus(err) ?? 500) : 404;
      if (status === 500) warn(err);
      if (!res.headersSent) writeAnswer(res, statusAnswer(status));
      // Broken off, for the client to see that there is something missing.
      else if (err && !res.writableEnded) res.destroy();
    });
}

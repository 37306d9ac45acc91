import type { AnyRequest, Response as HandlerResponse, Middleware } from '../types/handlers';

/** A response that is collected, for frameworks that write theirs themselves. */
export class CollectedResponse implements HandlerResponse {
  statusCode = 200;
  headersSent = false;
  readonly headers: Record<string, string> = {};
  text = '';

  constructor(readonly done: (res: CollectedResponse) => void) {}

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
export function collectResponse(middleware: Middleware, req: AnyRequest): Promise<CollectedResponse | undefined> {
  return new Promise((resolve, reject) => {
    const res = new CollectedResponse(resolve);
    middleware(req, res, (err) => {
      if (err) return reject(err);
      resolve(undefined);
      // The framework's own response takes over; this one is over, for all who wait for its end.
      res.writeHead(404).end();
    });
  });
}

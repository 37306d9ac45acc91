import { Readable } from 'node:stream';
import { statusAnswer } from '../protocol/answer';
import type { Response as HandlerResponse, Request } from '../types/handlers';
import { type App, clientErrorStatus, middlewareFor } from './app';
import { collectResponse } from './collected_response';

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
      const answered = await collectResponse(middleware, req);
      if (!answered) return new Response(statusAnswer(404).body, { status: 404 });
      return new Response(answered.text || null, { status: answered.statusCode, headers: answered.headers });
    } catch (err) {
      const status = clientErrorStatus(err);
      if (status === undefined) throw err;
      return new Response(statusAnswer(status).body, { status });
    }
  };
}

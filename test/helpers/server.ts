import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as it came over the wire. */
export interface Recorded {
  method: string;
  /** Without the query. */
  path: string;
  /** `/path?query` as sent. */
  url: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What to answer: an object as JSON, text or bytes as they are, or whatever the function does with the response. */
export type Answer = object | string | Buffer | ((res: ServerResponse, req: IncomingMessage) => void);
export type Handler = (request: Recorded) => Answer | Promise<Answer>;

export interface Server {
  /** `http://127.0.0.1:port` */
  url: string;
  /** What to set as `api.prefix`. */
  prefix: string;
  requests: Recorded[];
  /** How often `path` (after the prefix) was asked for. */
  count(path: string): number;
  close(): Promise<void>;
}

/** Whatever ends with the test: `t` of node:test, or anything else with `after`. */
export interface Lifetime {
  after(cleanup: () => unknown): void;
}

export const JSON_TYPE = { 'content-type': 'application/json; charset=UTF-8' };

/** A recording HTTP server on loopback, gone when the test ends. */
export async function serve(t: Lifetime, handler: Handler): Promise<Server> {
  const requests: Recorded[] = [];
  const sockets = new Set<Socket>();
  const http = createServer(async (req, res) => {
    const recorded = record(req, await bodyOf(req));
    requests.push(recorded);
    write(await handler(recorded), res, req);
  });
  http.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const close = () =>
    new Promise<void>((resolve) => {
      http.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  t.after(close);
  const count = (path: string) => requests.filter((request) => request.path === `/cgi-bin/${path}`).length;
  return { url, prefix: `${url}/cgi-bin/`, requests, count, close };
}

/** What came of the body: a client may go away in the middle of it. */
async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve) => {
    req.on('data', (chunk) => chunks.push(chunk)).once('close', resolve);
    req.on('error', () => {}).once('end', resolve);
  });
  return Buffer.concat(chunks);
}

function record(req: IncomingMessage, body: Buffer): Recorded {
  const url = req.url ?? '';
  const { pathname, searchParams } = new URL(url, 'http://host');
  return { method: req.method ?? '', path: pathname, url, query: searchParams, headers: req.headers, body };
}

function write(answer: Answer, res: ServerResponse, req: IncomingMessage): void {
  if (typeof answer === 'function') return answer(res, req);
  if (typeof answer === 'string' || Buffer.isBuffer(answer)) {
    res.end(answer);
    return;
  }
  res.writeHead(200, JSON_TYPE).end(JSON.stringify(answer));
}

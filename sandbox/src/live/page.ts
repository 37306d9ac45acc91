// The page at /, as `npm run build:page` bundled it: a few files, read at the first visit.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

interface File {
  data: Buffer;
  type: string;
  etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};
/** The page runs its own scripts only, and asks no other host for anything. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
/** The same from src/live and from dist/live. */
const PAGE = join(__dirname, '../../generated/page');

/** By what comes after /page/ in the address, read when the page is first asked for: what is not in here is not served, however it is spelled. */
let files: ReadonlyMap<string, File> | undefined;

export function addPage(server: FastifyInstance): void {
  server.get('/', (request, reply) => serve('index.html', request, reply));
  server.get<{ Params: { '*': string } }>('/page/*', (request, reply) => serve(request.params['*'], request, reply));
}

function serve(name: string, request: FastifyRequest, reply: FastifyReply) {
  files ??= allFiles();
  const file = files.get(name);
  if (file === undefined) return reply.callNotFound();
  const { data, type, etag } = file;
  reply.header('cache-control', 'no-cache').header('etag', etag).header('x-content-type-options', 'nosniff');
  if (extname(name) === '.html') reply.header('content-security-policy', POLICY);
  if (request.headers['if-none-match'] === etag) return reply.code(304).send();
  return reply.header('content-type', type).send(data);
}

function allFiles(): ReadonlyMap<string, File> {
  return new Map(readdirSync(PAGE).map((name) => [name, read(join(PAGE, name))]));
}

function read(path: string): File {
  const data = readFileSync(path);
  const etag = `"${createHash('sha256').update(data).digest('base64url')}"`;
  return { data, type: TYPES[extname(path)] ?? '', etag };
}

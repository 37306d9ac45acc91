import type { AnyResponse } from '../types/handlers';

/** A whole HTTP answer. */
export class Answer {
  constructor(
    readonly status: number,
    readonly body: string,
    readonly headers?: Record<string, string>,
  ) {}
}

/** Headers of text that no browser takes for anything else. */
export const PLAIN = { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' };

/** An answer that says its status and nothing else. */
export function statusAnswer(status: number): Answer {
  // A program that only loads this module, or answers with fetch, does not need the server of Node.
  const { STATUS_CODES }: typeof import('node:http') = require('node:http');
  return new Answer(status, STATUS_CODES[status] ?? '');
}

/** Writes a whole answer. With its length said beforehand it is one write, not three. */
export function writeAnswer(res: AnyResponse, { status, body, headers }: Answer): void {
  const length = Buffer.byteLength(body);
  res.writeHead(status, headers ? { ...headers, 'Content-Length': length } : { 'Content-Length': length });
  if (body === '') res.end();
  else res.end(body);
}

import { read } from '../core/property';

/** Adds `part` to `body` from its last key to its first, as 0.3.0 did: recordings of requests stay the same to the byte. */
export function withReversed(body: Record<string, unknown>, part: unknown): Record<string, unknown> {
  const keys = typeof part === 'object' && part !== null ? Object.keys(part).reverse() : [];
  for (const key of keys) body[key] = read(part, key);
  return body;
}

// Random names: media_ids, msgids, codes, tickets …
import { randomFillSync } from 'node:crypto';

/** Filled at once, as each call of the generator takes longer than to copy what it gives. */
const POOL = Buffer.alloc(8192);
let used = POOL.length;

/** Letters that survive in URLs, `length` of them. */
export function randomId(length: number): string {
  const bytes = Math.ceil((length * 3) / 4);
  if (used + bytes > POOL.length) {
    randomFillSync(POOL);
    used = 0;
  }
  const letters = POOL.toString('base64url', used, used + bytes);
  used += bytes;
  return letters.slice(0, length);
}

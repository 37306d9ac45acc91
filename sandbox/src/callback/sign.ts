// msg_signature, timestamp and nonce: in the query of every request to a callback URL.
import { randomInt } from 'node:crypto';
import type { Cipher } from './cipher';

/** What the URL has of its own stays in it. */
export function signed(url: string, cipher: Cipher, encrypted: string, now: number): URL {
  const timestamp = String(Math.floor(now / 1000));
  const nonce = String(randomInt(1, 2 ** 31));
  const to = new URL(url);
  to.searchParams.set('msg_signature', cipher.sign(timestamp, nonce, encrypted));
  to.searchParams.set('timestamp', timestamp);
  to.searchParams.set('nonce', nonce);
  return to;
}

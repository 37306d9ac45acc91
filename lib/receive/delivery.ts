import { createHash } from 'node:crypto';
import type { Store } from '../stores/store';
import type { Config } from './config';

// WeCom waits 5 s for an answer, then delivers again, three times in all. With a store that remembers deliveries, a
// message is handled once, and all its deliveries get the same answer.

/** Longer than WeCom tries. */
const REMEMBERED = 60_000;
/** WeCom's patience with one delivery. */
const PATIENCE = 5_000;
const LOOK_EVERY = 50;
/** Ours with one call of a store. */
const STORE_PATIENCE = 1_000;

const UNDER_WAY = '…';
/** In front of the text of a reply, so that none looks like the mark above. */
const REPLIED = '=';

/** What became of a delivery: it is ours to handle, or was handled before. */
export interface Claim {
  /** The first delivery's reply: its text, '' for none. Undefined when this is the first. */
  reply?: string;
  /** When it was not answered in time. */
  busy?: boolean;
  /** Keeps the reply for the deliveries to come. */
  answered(text: string): void;
  /** Leaves the message to the next delivery. */
  failed(): void;
}

const UNCLAIMED: Claim = { answered() {}, failed() {} };

/** Claims a message, given as its whole text: what WeCom delivers again is the same to the last sign. */
export async function claim({ dedupe, replyWithin }: Config, text: string): Promise<Claim> {
  if (!dedupe) return UNCLAIMED;
  // A claim takes two calls, and what is left after them is to answer in time.
  const store = guarded(dedupe, Math.min(STORE_PATIENCE, (replyWithin || Number.POSITIVE_INFINITY) / 2));
  const key = `wechat:delivery:${createHash('sha256').update(text).digest('base64url')}`;
  try {
    return await firstOrRepeated(store, key);
  } catch (err) {
    // Rather twice than not at all.
    warn(err);
    return UNCLAIMED;
  }
}

async function firstOrRepeated(store: Store, key: string): Promise<Claim> {
  for (const since = Date.now(); Date.now() - since < PATIENCE; await pause()) {
    if (await store.add(key, UNDER_WAY, REMEMBERED)) return first(store, key);
    const found = await store.get(key);
    if (typeof found === 'string' && found.startsWith(REPLIED)) return { ...UNCLAIMED, reply: found.slice(1) };
  }
  return { ...UNCLAIMED, busy: true };
}

function first(store: Store, key: string): Claim {
  return {
    answered: (text) => void store.set(key, REPLIED + text, REMEMBERED).catch(warn),
    failed: () => void store.delete(key).catch(warn),
  };
}

/** A store that always answers with a promise, which settles in `patience` ms: what applications bring may not. */
function guarded(store: Store, patience: number): Store {
  const ask = <T>(call: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('The store for `dedupe` does not answer')), patience);
      const asked = Promise.resolve().then(call);
      asked.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  return {
    get: (key) => ask(() => store.get(key)),
    set: (key, value, ttl) => ask(() => store.set(key, value, ttl)),
    add: (key, value, ttl) => ask(() => store.add(key, value, ttl)),
    delete: (key) => ask(() => store.delete(key)),
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
}

/** Reports what nobody is left to hear of. */
export function warn(err: unknown): void {
  process.emitWarning(err instanceof Error ? err : String(err));
}

import { createHash } from 'node:crypto';
import type { Store } from '../../stores/store';
import type { Config } from '../types/config';
import { isHeld, LEASE, Lease } from './lease';
import { warn } from './warn';

// WeCom waits 5 s for an answer, then delivers again, three times in all; when the connection breaks, at once. With a store
// that remembers deliveries, a message is handled once, and all its deliveries get the same answer.
// {@link https://developer.work.weixin.qq.com/document/path/90930}

/** ms. Longer than WeCom tries. */
const REMEMBERED = 60_000;
/** How long WeCom waits for the answer to one delivery. */
const DELIVERY_TIMEOUT = 5_000;
const LOOK_EVERY = 50;
/** How long one call of a store may take. */
const STORE_TIMEOUT = 1_000;
/** In front of the text of a reply, so that none looks like the mark of a lease. */
const REPLIED = '=';

/** What became of a delivery: it is ours to handle, or was handled before. */
export interface Deduplication {
  /** The first delivery's reply: its text, '' for none. Undefined when this is the first. */
  reply?: string;
  /** When it was not answered in time. */
  busy?: boolean;
  /** Keeps the reply for the deliveries to come. */
  complete(text: string): void;
  /** Leaves the message to the next delivery. */
  release(): void;
}

/** A message that nobody keeps account of. */
export const NOT_DEDUPLICATED: Deduplication = { complete() {}, release() {} };

/** Claims a message, given as its whole text: what WeCom delivers again is the same to the last sign. */
export async function deduplicate(
  dedupe: Store,
  { replyWithin, maxAge = 0 }: Config,
  text: string,
): Promise<Deduplication> {
  // A claim takes two calls, and what is left after them is to answer in time.
  const store = guarded(dedupe, Math.min(STORE_TIMEOUT, (replyWithin || Number.POSITIVE_INFINITY) / 2));
  const key = `wechat:delivery:${createHash('sha256').update(text).digest('base64url')}`;
  try {
    // A request that was recorded is good from `maxAge` before its time to `maxAge` after it.
    return await firstOrRepeated(store, key, Math.max(REMEMBERED, 2 * maxAge));
  } catch (err) {
    // Rather twice than not at all.
    warn(err);
    return NOT_DEDUPLICATED;
  }
}

async function firstOrRepeated(store: Store, key: string, ttl: number): Promise<Deduplication> {
  const lease = new Lease(store, key, warn);
  const others = new LeaseWatch();
  for (const since = Date.now(); Date.now() - since < DELIVERY_TIMEOUT; await pause()) {
    if (await store.add(key, lease.mark, LEASE)) return first(lease, ttl);
    const found = await store.get(key);
    if (typeof found === 'string' && found.startsWith(REPLIED)) return { ...NOT_DEDUPLICATED, reply: found.slice(1) };
    if (lease.owns(found)) return first(lease, ttl);
    others.saw(found);
    if (others.areGone()) return first(await lease.takeOver(), ttl);
  }
  return { ...NOT_DEDUPLICATED, busy: true };
}

function first(lease: Lease, ttl: number): Deduplication {
  // Whoever took over meanwhile keeps what it wrote.
  const release = async (store: Store, key: string) => {
    const found = await store.get(key);
    if (lease.owns(found)) await store.delete(key, found);
  };
  lease.renew();
  return {
    complete: (text) => lease.end((store, key) => store.set(key, REPLIED + text, ttl)),
    release: () => lease.end(release),
  };
}

/** What a store shows of those who handle the message: a lease that is alive changes all the time. */
class LeaseWatch {
  #seen: unknown;
  #since = Date.now();
  #contradictions = 0;

  saw(found: unknown): void {
    if (found !== this.#seen) this.#since = Date.now();
    this.#seen = found;
    this.#contradictions = isHeld(found) ? 0 : this.#contradictions + 1;
  }

  /**
   * Whether to handle the message after all: the store, which says that there is a lease, shows none, twice, for once may be
   * the moment in which a lease ends; or shows one that nobody renews, and does not forget it.
   */
  areGone(): boolean {
    return this.#contradictions > 1 || Date.now() - this.#since > LEASE + STORE_TIMEOUT;
  }
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
    delete: (key, expected) => ask(() => store.delete(key, expected)),
  };
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
}

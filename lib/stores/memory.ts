import { isDeepStrictEqual } from 'node:util';
import type { Store } from './store';

interface Entry {
  value: unknown;
  /** ms since 1970. */
  until: number;
}

const SWEEP_EVERY = 60_000;

/** How a `MemoryStore` is made. */
export interface MemoryOptions {
  /** How many things are kept, at most. @default 10000 */
  max?: number;
}

/** Keeps things in this process: at most `max` of them, the ones set longest ago go first. */
export class MemoryStore implements Store {
  /** In the order in which they were set. */
  readonly #entries = new Map<string, Entry>();
  readonly #max: number;
  #sweepAt = 0;

  /** `max`: how many things, at most. @default 10000 */
  constructor({ max = 10_000 }: MemoryOptions = {}) {
    this.#max = max;
  }

  async get(key: string): Promise<unknown> {
    return this.#live(key)?.value;
  }

  async set(key: string, value: unknown, ttl: number): Promise<void> {
    this.#put(key, value, ttl);
  }

  async add(key: string, value: unknown, ttl: number): Promise<boolean> {
    if (this.#live(key)) return false;
    this.#put(key, value, ttl);
    return true;
  }

  async delete(key: string, expected?: unknown): Promise<void> {
    if (expected === undefined || isDeepStrictEqual(this.#live(key)?.value, expected)) this.#entries.delete(key);
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (!entry || entry.until > Date.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  #put(key: string, value: unknown, ttl: number): void {
    const now = Date.now();
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: now + ttl });
    if (this.#entries.size > this.#max || now > this.#sweepAt) this.#sweep(now);
  }

  /** Makes room for a tenth of all at a time: finding the first of a map whose first ones were deleted is slow. */
  #sweep(now: number): void {
    this.#sweepAt = now + SWEEP_EVERY;
    for (const [key, { until }] of this.#entries) if (until <= now) this.#entries.delete(key);
    if (this.#entries.size <= this.#max) return;
    let surplus = this.#entries.size - this.#max + Math.floor(this.#max / 10);
    for (const key of this.#entries.keys()) {
      if (surplus === 0) break;
      this.#entries.delete(key);
      surplus -= 1;
    }
  }
}

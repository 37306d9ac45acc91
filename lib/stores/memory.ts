import type { Store } from './store';

interface Entry {
  value: unknown;
  /** ms since 1970. */
  until: number;
}

/** Keeps things in this process: at most `max` of them, the ones set longest ago go first. */
export class MemoryStore implements Store {
  readonly #entries = new Map<string, Entry>();
  readonly #max: number;

  constructor({ max = 10_000 }: { max?: number } = {}) {
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

  async delete(key: string): Promise<void> {
    this.#entries.delete(key);
  }

  #live(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    if (!entry || entry.until > Date.now()) return entry;
    this.#entries.delete(key);
    return undefined;
  }

  /** Puts it last, so that the first ones are always those set longest ago. */
  #put(key: string, value: unknown, ttl: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until: Date.now() + ttl });
    for (const [first, { until }] of this.#entries) {
      if (this.#entries.size <= this.#max && until > Date.now()) break;
      this.#entries.delete(first);
    }
  }
}

// A map whose entries expire by the sandbox's clock. Beyond its limit it drops the oldest ones early.
import type { Clock } from './clock';

export class Expiring<T> {
  readonly #clock: Clock;
  readonly #most: number;
  /** Oldest first. */
  readonly #entries = new Map<string, { value: T; until: number }>();

  constructor(clock: Clock, most: number) {
    this.#clock = clock;
    this.#most = most;
  }

  /** With clock milliseconds, oldest first. */
  get all(): [key: string, value: T, until: number][] {
    return [...this.#entries].map(([key, { value, until }]) => [key, value, until]);
  }

  /** These instead. */
  replace(all: readonly (readonly [key: string, value: T, until: number])[]): void {
    this.#entries.clear();
    for (const [key, value, until] of all) this.#entries.set(key, { value, until });
  }

  get size(): number {
    return this.#entries.size;
  }

  /** `until`: clock milliseconds. */
  set(key: string, value: T, until: number): void {
    this.#entries.delete(key);
    this.#entries.set(key, { value, until });
    const now = this.#clock.now();
    for (const [oldest, entry] of this.#entries) {
      if (entry.until > now && this.#entries.size <= this.#most) return;
      this.#entries.delete(oldest);
    }
  }

  get(key: string): T | undefined {
    const entry = this.#entries.get(key);
    return entry === undefined || entry.until <= this.#clock.now() ? undefined : entry.value;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}

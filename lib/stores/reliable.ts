import { warn } from '../core/warn';
import type { Store } from './store';

/** Instead of an answer: the store has none, for it is down. */
export const DOWN = Symbol('down');
export type Down = typeof DOWN;

/**
 * ms. A store is for saving time. They are counted in steps, so that a process that was too busy to see an answer does not take
 * the store for down.
 */
const PATIENCE = 2_000;
const STEP = 100;
/** ms. While it is down, a store is asked again so often. */
const RETRY_EVERY = 1_000;
/** ms. Outages that follow each other faster are told once. */
const WARN_EVERY = 60_000;
/** Any key will do. */
const PROBE = 'wechat:probe';

/**
 * A store that may be down: then nobody waits for it, one warning says so, and it is tried again by itself, whether or not
 * anybody asks.
 */
export class Reliable {
  readonly #store: Store;
  #isDown = false;
  #warnAt = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  async ask<T>(call: (store: Store) => Promise<T>): Promise<T | Down> {
    if (this.#isDown) return DOWN;
    try {
      return await answered(call(this.#store));
    } catch (err) {
      this.#fell(err);
      return DOWN;
    }
  }

  #fell(err: unknown): void {
    if (this.#isDown) return;
    this.#isDown = true;
    this.#probeLater();
    if (Date.now() < this.#warnAt) return;
    this.#warnAt = Date.now() + WARN_EVERY;
    const reason = err instanceof Error ? err.message : String(err);
    warn(`The store does not answer (${reason}). Until it does, this process keeps its own.`);
  }

  #probeLater(): void {
    setTimeout(() => this.#probe(), RETRY_EVERY).unref();
  }

  async #probe(): Promise<void> {
    try {
      await answered(this.#store.get(PROBE));
      this.#isDown = false;
    } catch {
      this.#probeLater();
    }
  }
}

const known = new WeakMap<Store, Reliable>();

/** One for each store, so that an outage is noticed once. */
export function reliable(store: Store): Reliable {
  const found = known.get(store) ?? new Reliable(store);
  known.set(store, found);
  return found;
}

/** What is asked for, or an error when patience has ended. */
function answered<T>(asked: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let steps = PATIENCE / STEP;
    const step = () => {
      steps -= 1;
      if (steps > 0) timer = setTimeout(step, STEP);
      else reject(new Error(`no answer for ${PATIENCE / 1000} s`));
    };
    let timer = setTimeout(step, STEP);
    Promise.resolve(asked)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

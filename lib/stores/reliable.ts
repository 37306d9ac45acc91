import { warn } from '../core/warn';
import type { Store } from './store';

/** Instead of an answer: the store has none, for it is down. */
export const DOWN = Symbol('down');
export type Down = typeof DOWN;

/** ms. A store is for saving time. */
const PATIENCE = 2_000;
/** ms. While it is down, a store is asked again so often. */
const RETRY_EVERY = 1_000;

/** A store that may be down: then nobody waits for it for long, one warning says so, and it is tried again by itself. */
export class Reliable {
  readonly #store: Store;
  #isDown = false;
  #retryAt = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  async ask<T>(call: (store: Store) => Promise<T>): Promise<T | Down> {
    if (this.#isDown && Date.now() < this.#retryAt) return DOWN;
    this.#retryAt = Date.now() + RETRY_EVERY;
    try {
      const answer = await answered(call(this.#store));
      this.#isDown = false;
      return answer;
    } catch (err) {
      this.#fell(err);
      return DOWN;
    }
  }

  #fell(err: unknown): void {
    this.#retryAt = Date.now() + RETRY_EVERY;
    if (this.#isDown) return;
    this.#isDown = true;
    const reason = err instanceof Error ? err.message : String(err);
    warn(`The store does not answer (${reason}). Until it does, this process keeps its own.`);
  }
}

const known = new WeakMap<Store, Reliable>();

/** One for each store, so that an outage is noticed once. */
export function reliable(store: Store): Reliable {
  const found = known.get(store) ?? new Reliable(store);
  known.set(store, found);
  return found;
}

/** A process that was busy finds its timer due before the answer that came in time: it looks at what came, and then decides. */
function answered<T>(asked: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = () => reject(new Error(`no answer for ${PATIENCE / 1000} s`));
    const timer = setTimeout(() => setImmediate(() => setImmediate(late)), PATIENCE);
    Promise.resolve(asked)
      .then(resolve, reject)
      .finally(() => clearTimeout(timer));
  });
}

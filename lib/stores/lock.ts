import { randomUUID } from 'node:crypto';
import { DOWN, type Reliable } from './reliable';
import type { Store } from './store';

/** ms. A holder that died is succeeded after this time: longer than a fetch takes, 5 s to connect and 5 s to answer. */
export const LIFETIME = 10_000;
/** ms between two looks of those who wait: soon at first, and then more calmly. */
const FIRST_LOOK = 10;
const LAST_LOOK = 150;

/** A lock that several processes share through a store, for `lifetime` ms at most. */
export class Lock {
  readonly #store: Reliable;
  readonly #key: string;
  readonly #lifetime: number;
  readonly #mark = randomUUID();
  #isReleased = false;

  constructor(store: Reliable, key: string, lifetime: number) {
    this.#store = store;
    this.#key = key;
    this.#lifetime = lifetime;
  }

  /**
   * Waits until it holds the lock, or `look` finds what the holder was to bring: that is the answer. It holds it, too,
   * when the store is down, or says for two lifetimes that somebody else does: rather two holders than none.
   */
  async hold<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
    const until = Date.now() + 2 * this.#lifetime;
    for (let pause = FIRST_LOOK; Date.now() < until; pause = Math.min(LAST_LOOK, pause * 1.5)) {
      const added = await this.#store.ask((store) => this.#add(store));
      const found = await look();
      if (found !== undefined) {
        if (added === true) await this.release();
        return found;
      }
      if (added === true || added === DOWN) return undefined;
      // Not all at the same moment.
      await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
    return undefined;
  }

  /** A store that was slow may do it when nobody counts on it any more: then nobody is to wait for it either. */
  async #add(store: Store): Promise<boolean> {
    const added = await store.add(this.#key, this.#mark, this.#lifetime);
    if (added && this.#isReleased) await store.delete(this.#key, this.#mark);
    return added;
  }

  /** Whether somebody else may hold it by now: its time was over before the work was done. */
  async isLost(): Promise<boolean> {
    const found = await this.#store.ask((store) => store.get(this.#key));
    return found !== DOWN && found !== this.#mark;
  }

  async release(): Promise<void> {
    this.#isReleased = true;
    await this.#store.ask((store) => store.delete(this.#key, this.#mark));
  }
}

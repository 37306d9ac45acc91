import { randomUUID } from 'node:crypto';
import type { Store } from '../../stores/store';

// Who handles a message holds a lease on it, and renews it until there is an answer: when the process dies, nobody does.
//
// The numbers: WeCom delivers again at once when the connection breaks, and waits 5 s for each delivery. A lease ends at
// most 2 s after its holder died, so that the next delivery, which waits for that, has 3 s left to handle the message. It is
// renewed every half second, by two calls of a store that has 1 s for each: 2 s are not over before a store that answers
// has, most of the time; and where they are, the message is handled twice rather than not at all.

/** ms. */
export const LEASE = 2_000;
const RENEW_EVERY = 500;
/** A handler that takes longer is not heard of by WeCom any more. */
const LONGEST = 60_000;

const HELD = '…';

/** Whether somebody holds a lease, by what the store has. */
export function isHeld(found: unknown): boolean {
  return typeof found === 'string' && found.startsWith(HELD);
}

export class Lease {
  readonly #store: Store;
  readonly #key: string;
  readonly #failed: (err: unknown) => void;
  readonly #own = `${HELD}${randomUUID()}:`;
  readonly #until = Date.now() + LONGEST;
  #renewals = 0;
  #over = false;
  #complained = false;
  #timer: NodeJS.Timeout | undefined;
  /** Calls of the store, one after the other: a renewal must not come after the answer. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor(store: Store, key: string, failed: (err: unknown) => void) {
    this.#store = store;
    this.#key = key;
    this.#failed = failed;
  }

  /** What the store has while the lease is held: each time another one, for who waits to see that it is alive. */
  get mark(): string {
    return this.#own + this.#renewals;
  }

  owns(found: unknown): boolean {
    return typeof found === 'string' && found.startsWith(this.#own);
  }

  /** Holds the message, whoever else did. */
  async takeOver(): Promise<this> {
    await this.#store.set(this.#key, this.mark, LEASE);
    return this;
  }

  /** Renews the lease from now on. Keeps no process alive. */
  renew(): void {
    if (this.#over || Date.now() > this.#until) return;
    this.#timer = setTimeout(() => {
      this.#writing = this.#renewOnce()
        .catch((err) => this.#complain(err))
        .then(() => this.renew());
    }, RENEW_EVERY).unref();
  }

  async #renewOnce(): Promise<void> {
    const found = await this.#store.get(this.#key);
    if (this.#over) return;
    this.#renewals += 1;
    if (this.owns(found)) await this.#store.set(this.#key, this.mark, LEASE);
    // It ended, because this process was busy; or somebody else has taken it over by now, or even answered.
    else if (found !== undefined && found !== null) this.#over = true;
    else this.#over = !(await this.#store.add(this.#key, this.mark, LEASE));
  }

  /** Once: a store that is down would have it said twice a second. */
  #complain(err: unknown): void {
    if (!this.#complained) this.#failed(err);
    this.#complained = true;
  }

  /** Ends the lease by what is written last. */
  end(write: (store: Store, key: string) => Promise<unknown>): void {
    this.#over = true;
    clearTimeout(this.#timer);
    this.#writing = this.#writing.then(() => write(this.#store, this.#key)).catch(this.#failed);
  }
}

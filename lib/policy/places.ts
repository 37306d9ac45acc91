import { randomUUID } from 'node:crypto';
import { DOWN, type Reliable, reliable } from '../stores/reliable';
import type { Demand, LeasingStore } from '../stores/store';

/** How many calls may be under way at the same time. */
export interface Places {
  /** How many more may start now. When more may by themselves, `Waiters.advance` is called. */
  free(): number;
}

/** The calls that places are for. */
export interface Waiters extends Demand {
  advance(): void;
}

/** `most` places in this process. */
export function ownPlaces(most: number, waiters: Waiters): Places {
  return { free: () => most - waiters.running };
}

/** ms, give or take a half. So often who has or wants places says so: to keep them, to get more, or to give some up. */
const BEAT = 100;

/**
 * `most` places for all processes together. Within what the store has given, places pass from call to call without a
 * question. While the store is down, this process has as many of its own.
 */
export class SharedPlaces implements Places {
  readonly #reliable: Reliable;
  readonly #holder = randomUUID();
  /** So many calls may be under way. */
  #given = 0;
  /** So many the store has noted. */
  #noted = 0;
  #isKnown = false;
  /** There were fewer than wanted: asking again at once would give no more. */
  #isScarce = false;
  #isAsking = false;
  #timer: NodeJS.Timeout | undefined;
  #end: NodeJS.Immediate | undefined;

  constructor(
    readonly store: LeasingStore,
    readonly key: string,
    readonly most: number,
    readonly lifetime: number,
    readonly waiters: Waiters,
  ) {
    this.#reliable = reliable(store);
  }

  free(): number {
    this.#look();
    return this.#given - this.waiters.running;
  }

  #look(): void {
    if (this.#isAsking) return;
    const { running, waiting } = this.waiters;
    if (running + waiting === 0) return this.#rest();
    const lacks = running + waiting > this.#given && !this.#isScarce;
    const owes = this.#given < this.#noted && running < this.#noted;
    if (lacks || owes) this.#ask();
    else this.#timer ??= setTimeout(this.#ask, Math.min(BEAT, this.lifetime / 4) * (0.5 + Math.random()));
  }

  readonly #ask = async (): Promise<void> => {
    this.#stopTimer();
    const { running, waiting } = this.waiters;
    const demand = { running, waiting };
    this.#isAsking = true;
    // What it says must still be true when the answer comes. Nobody waits for a store that is down.
    if (this.#isKnown) this.#given = Math.min(this.#given, running);
    const given = await this.#reliable.ask(() => this.#lease(demand));
    this.#isAsking = false;
    this.#isKnown = given !== DOWN;
    this.#given = given === DOWN ? this.most : given;
    this.#noted = given === DOWN ? 0 : Math.max(running, given);
    this.#isScarce = given === DOWN || given < running + waiting;
    this.waiters.advance();
  };

  async #lease(demand: Demand): Promise<number> {
    return this.store.lease(this.key, this.#holder, demand, this.most, this.lifetime);
  }

  /** Gives everything back, unless the next call comes at once, as in a loop. Whether that succeeds is nobody's concern: a lease ends. */
  #rest(): void {
    this.#stopTimer();
    // It begins anew with a question: the store may be back.
    if (!this.#isKnown) return this.#forget();
    this.#end ??= setImmediate(() => {
      this.#end = undefined;
      if (this.#isAsking || this.waiters.running + this.waiters.waiting > 0) return;
      this.#forget();
      this.#lease({ running: 0, waiting: 0 }).catch(() => {});
    });
  }

  #forget(): void {
    this.#isKnown = false;
    this.#isScarce = false;
    this.#given = 0;
    this.#noted = 0;
  }

  #stopTimer(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}

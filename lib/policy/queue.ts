import type { Grant } from '../stores/store';
import type { Places, Waiters } from './places';

/** ms. Between two questions to a store calls gather: a question for each of them would cost as much as a call. */
const GATHER = 2;

type Leave = () => void;

interface Waiting {
  go: (leave: Leave) => void;
  isOver: boolean;
}

/**
 * Where calls of one path wait: in the order in which they came, for a place and for what `take` counts. Whoever waits
 * while it counts is counted with the next question, all of them together.
 */
export class Queue implements Waiters {
  #waiting: Waiting[] = [];
  /** Those before it have gone. */
  #first = 0;
  #length = 0;
  #running = 0;
  /** So many have a place, and are being counted. */
  #counting = 0;
  readonly #places: Places;
  #timer: NodeJS.Timeout | undefined;
  /** When the store may be asked again, by `performance.now`. */
  #askAt = 0;
  #gathering: NodeJS.Timeout | undefined;

  constructor(
    placesOf: (waiters: Waiters) => Places,
    readonly most: number,
    readonly full: () => Error,
    readonly take: ((wanted: number) => Grant | Promise<Grant>) | undefined,
  ) {
    this.#places = placesOf(this);
  }

  get running(): number {
    return this.#running + this.#counting;
  }

  /** Whoever waits for the clock needs no place yet. */
  get waiting(): number {
    return this.#timer ? 0 : Math.max(0, this.#length - this.#counting);
  }

  /** Calls `go` in its turn, and has to be told when its call is over. Gives what takes it out of the queue. */
  enter(go: (leave: Leave) => void, refuse: (err: unknown) => void): () => void {
    if (this.#length >= this.most) {
      process.nextTick(refuse, this.full());
      return () => {};
    }
    const entry: Waiting = { go, isOver: false };
    this.#waiting.push(entry);
    this.#length += 1;
    this.advance();
    return () => {
      if (entry.isOver) return;
      entry.isOver = true;
      this.#length -= 1;
      if (this.#length === 0) this.#rest();
    };
  }

  /** Starts what may start. */
  advance(): void {
    const wanted = Math.min(this.#length, this.#places.free());
    if (wanted < 1 || this.#counting > 0 || this.#timer || this.#gathering) return;
    if (!this.take) return this.#start(wanted);
    if (this.#askAt > performance.now()) {
      this.#gathering = setTimeout(this.#gathered, GATHER);
      return;
    }
    const grant = this.take(wanted);
    if (!(grant instanceof Promise)) return this.#granted(grant);
    this.#counting = wanted;
    grant.then((given) => {
      this.#counting = 0;
      this.#askAt = performance.now() + GATHER;
      this.#granted(given);
    });
  }

  readonly #gathered = (): void => {
    this.#gathering = undefined;
    this.advance();
  };

  #granted({ granted, wait }: Grant): void {
    if (granted > 0) {
      this.#start(granted);
      return this.advance();
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.advance();
    }, wait);
    this.advance();
  }

  #start(count: number): void {
    for (let left = count; left > 0 && this.#length > 0; ) {
      const entry = this.#waiting[this.#first++];
      if (!entry || entry.isOver) continue;
      left -= 1;
      entry.isOver = true;
      this.#length -= 1;
      this.#running += 1;
      process.nextTick(entry.go, this.#leaver());
    }
    // Taking each one out of the front would move all the others.
    if (this.#length === 0) this.#waiting.length = 0;
    else if (this.#first > 1_000) this.#waiting.splice(0, this.#first);
    else return;
    this.#first = 0;
  }

  #leaver(): Leave {
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#running -= 1;
      this.advance();
    };
  }

  /** Nobody waits: the timer is not to keep the process. */
  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    this.#first = 0;
    this.advance();
  }
}

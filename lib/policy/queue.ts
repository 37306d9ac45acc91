import type { Grant } from '../stores/store';

type Leave = () => void;

interface Waiting {
  go: (leave: Leave) => void;
  isOver: boolean;
}

/**
 * Where calls of one path wait: in the order in which they came, for one of `concurrency` places and for what `take`
 * counts. Whoever waits while it counts is counted with the next question, all of them together.
 */
export class Queue {
  #waiting: Waiting[] = [];
  /** Those before it have gone. */
  #first = 0;
  #length = 0;
  #running = 0;
  #isCounting = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly concurrency: number,
    readonly most: number,
    readonly full: () => Error,
    readonly take: ((wanted: number) => Grant | Promise<Grant>) | undefined,
  ) {}

  /** Calls `go` in its turn, and has to be told when its call is over. Gives what takes it out of the queue. */
  enter(go: (leave: Leave) => void, refuse: (err: unknown) => void): () => void {
    if (this.#length >= this.most) {
      process.nextTick(refuse, this.full());
      return () => {};
    }
    const entry: Waiting = { go, isOver: false };
    this.#waiting.push(entry);
    this.#length += 1;
    this.#advance();
    return () => {
      if (!entry.isOver) this.#length -= 1;
      entry.isOver = true;
      if (this.#length === 0) this.#rest();
    };
  }

  #advance(): void {
    const wanted = Math.min(this.#length, this.concurrency - this.#running);
    if (wanted < 1 || this.#isCounting || this.#timer) return;
    if (!this.take) return this.#start(wanted);
    const grant = this.take(wanted);
    if (!(grant instanceof Promise)) return this.#granted(grant);
    this.#isCounting = true;
    grant.then((given) => {
      this.#isCounting = false;
      this.#granted(given);
    });
  }

  #granted({ granted, wait }: Grant): void {
    if (granted > 0) {
      this.#start(granted);
      return this.#advance();
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#advance();
    }, wait);
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
      this.#advance();
    };
  }

  /** Nobody waits: the timer is not to keep the process. */
  #rest(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting = [];
    this.#first = 0;
  }
}

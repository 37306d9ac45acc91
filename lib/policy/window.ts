import type { Grant, Window } from '../stores/store';
import { SLICES } from '../stores/take';

/** Counts calls in this process, as `take.ts` does in Redis. */
export class WindowCounter {
  readonly #windows: readonly Slices[];

  constructor(windows: readonly Window[]) {
    this.#windows = windows.map((window) => new Slices(window));
  }

  take(wanted: number): Grant {
    const now = Date.now();
    let granted = wanted;
    for (const slices of this.#windows) granted = Math.min(granted, slices.free(now));
    if (granted <= 0) return { granted: 0, wait: Math.max(1, ...this.#windows.map((slices) => slices.wait(now))) };
    for (const slices of this.#windows) slices.count(now, granted);
    return { granted, wait: 0 };
  }
}

/** One window. What was counted last is looked at for each call, what was before only when a slice has ended. */
class Slices {
  readonly #limit: number;
  readonly #slice: number;
  /** How many calls there were in each slice that still counts, the oldest first. */
  readonly #counts = new Map<number, number>();
  #sum = 0;
  #present = 0;

  constructor({ limit, window }: Window) {
    this.#limit = limit;
    this.#slice = window / SLICES;
  }

  free(now: number): number {
    const present = Math.floor(now / this.#slice);
    if (present !== this.#present) this.#forget(present);
    return this.#limit - this.#sum;
  }

  count(now: number, calls: number): void {
    const present = Math.floor(now / this.#slice);
    this.#counts.set(present, (this.#counts.get(present) ?? 0) + calls);
    this.#sum += calls;
  }

  /** ms until some are free; 0: some are. */
  wait(now: number): number {
    const [oldest = this.#present] = this.#counts.keys();
    return this.#sum < this.#limit ? 0 : Math.ceil((oldest + SLICES + 1) * this.#slice - now);
  }

  #forget(present: number): void {
    this.#present = present;
    for (const [number, calls] of this.#counts) {
      if (number >= present - SLICES) continue;
      this.#counts.delete(number);
      this.#sum -= calls;
    }
  }
}

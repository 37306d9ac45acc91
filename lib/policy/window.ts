import type { Grant, Window } from '../stores/store';
import { SLICES } from '../stores/take';

/** Counts calls in this process, as `take.ts` does in Redis. */
export class WindowCounter {
  readonly #windows: readonly { limit: number; slice: number; counts: Map<number, number> }[];

  constructor(windows: readonly Window[]) {
    this.#windows = windows.map(({ limit, window }) => ({ limit, slice: window / SLICES, counts: new Map() }));
  }

  take(wanted: number): Grant {
    const now = Date.now();
    let granted = wanted;
    let wait = 0;
    for (const { limit, slice, counts } of this.#windows) {
      const first = Math.floor(now / slice) - SLICES;
      let sum = 0;
      for (const [number, count] of counts) {
        if (number < first) counts.delete(number);
        else sum += count;
      }
      granted = Math.min(granted, limit - sum);
      const [oldest = first] = counts.keys();
      if (sum >= limit) wait = Math.max(wait, Math.ceil((oldest + SLICES + 1) * slice - now));
    }
    if (granted <= 0) return { granted: 0, wait: Math.max(1, wait) };
    for (const { slice, counts } of this.#windows) {
      const number = Math.floor(now / slice);
      counts.set(number, (counts.get(number) ?? 0) + granted);
    }
    return { granted, wait: 0 };
  }
}

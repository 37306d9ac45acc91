// The sandbox's own time: it runs like the machine's and can be put forward, so that nobody waits for a token to expire.

import { Misuse } from './reason';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A century: dates stay dates, however often somebody advances. */
const FARTHEST = 36_525 * DAY;

/** The sandbox's time. `sandbox.clock.advance(2 * 60 * 60 * 1000)` makes tokens expire. */
export class Clock {
  #ahead = 0;
  readonly #watchers: (() => void)[] = [];

  /** Milliseconds, as Date.now() counts them. */
  now(): number {
    return Date.now() + this.#ahead;
  }

  /** Unix seconds, as WeCom writes times. */
  seconds(): number {
    return Math.floor(this.now() / SECOND);
  }

  /**
   * Puts the time forward; it never goes back. Tokens and tickets live for 2 hours, codes for 5 minutes, files for 3 days,
   * response_codes for 72 hours; a message can be recalled for 24 hours.
   *
   * `ms`: from 0, and no more than a century in all; others are a RangeError.
   */
  advance(ms: number): void {
    if (!Number.isFinite(ms) || ms < 0)
      throw new Misuse(`The clock goes forward by milliseconds, not by ${ms}.`, { code: 'clock_back' });
    if (this.#ahead + ms > FARTHEST)
      throw new Misuse('The clock goes a century ahead, not farther.', { code: 'clock_far' });
    this.#ahead += ms;
    for (const watcher of this.#watchers) watcher();
  }

  /** How far it is ahead of the machine's, in milliseconds. */
  get ahead(): number {
    return this.#ahead;
  }

  /** For `sandbox.reset()` and `restore()`, after which nothing is left that could expire. The only way back. */
  set ahead(ms: number) {
    this.#ahead = ms;
  }

  /** Calls the watcher after every advance, so that it can drop expired records. */
  onAdvance(watcher: () => void): void {
    this.#watchers.push(watcher);
  }
}

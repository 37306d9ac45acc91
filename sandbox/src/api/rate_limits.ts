// How often is too often. Off unless asked for: a test that sends much is no abuse.
import { type Clock, MINUTE } from '../model/clock';

/** Calls in a minute. */
export const PER_MINUTE = { api: 10_000, member: 30, robot: 20 };

/** Whether calls are counted. https://developer.work.weixin.qq.com/document/path/90312 */
export class RateLimits {
  /**
   * true: an API takes 10,000 calls a minute and a robot 20 (45009). A member gets 30 messages a minute from an app; further ones are
   * dropped silently.
   */
  enabled: boolean;
  readonly #clock: Clock;
  readonly #counts = new Map<string, number>();
  #minute = 0;

  constructor(clock: Clock, enabled: boolean) {
    this.#clock = clock;
    this.enabled = enabled;
  }

  /** Forgets what was counted. */
  clear(): void {
    this.#counts.clear();
  }

  /** Counts one use of `what` in this minute; false when that was one too many and limits are enabled. */
  allow(what: string, most: number): boolean {
    return !this.enabled || !this.exceeds(what, most);
  }

  /** Counts one use of `what` in this minute, whether or not limits are enabled; true when that was one too many. */
  exceeds(what: string, most: number): boolean {
    const minute = Math.floor(this.#clock.now() / MINUTE);
    if (minute !== this.#minute) this.#counts.clear();
    this.#minute = minute;
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    return count > most;
  }
}

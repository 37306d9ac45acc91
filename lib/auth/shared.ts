import type { RawCallback } from '../core/types';

/** What a store of ours does more than keep: one process fetches, and the others take what it got. */
export interface Shared {
  /**
   * Gives what another process has just saved as `kind`, as `revive` makes it; else what `fetch` gives, which one process
   * at a time runs.
   */
  renew(
    api: object,
    kind: string,
    revive: (value: string, expireTime: number) => unknown,
    fetch: (done: RawCallback) => void,
    done: RawCallback,
  ): void;
}

const behind = new WeakMap<object, Shared>();

/** Remembers what stands behind a function that keeps tokens or tickets. */
export function standBehind(get: object, shared: Shared): void {
  behind.set(get, shared);
}

/** What stands behind such a function; nothing behind a user's own. */
export function sharedBehind(get: unknown): Shared | undefined {
  return typeof get === 'function' ? behind.get(get) : undefined;
}

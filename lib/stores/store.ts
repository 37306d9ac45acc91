/**
 * Where things are kept that several processes may share: tokens, tickets, what was delivered. Values are what JSON
 * can hold, `ttl` is in ms. Any object with these four functions is a store; what they throw or reject with means that
 * the store is down.
 */
export interface Store {
  /** The value, or undefined (or null) when there is none or its time is over. */
  get(key: string): Promise<unknown>;
  /** Sets the value, whatever was there, for `ttl` ms. */
  set(key: string, value: unknown, ttl: number): Promise<unknown>;
  /** Sets the value for `ttl` ms, only if there is none, in one step. Answers whether it did. */
  add(key: string, value: unknown, ttl: number): Promise<boolean>;
  /** Takes the value away, if there is one. With `expected`: only while it is that value, in one step. */
  delete(key: string, expected?: unknown): Promise<unknown>;
}

/** At most `limit` in any `window` ms. */
export interface Window {
  /** How many, at most. */
  limit: number;
  /** ms */
  window: number;
}

/** What a counter gives. */
export interface Grant {
  /** How many of those asked for. */
  granted: number;
  /** ms to wait before asking again, if it is none. */
  wait: number;
}

/** A store that also counts what several processes do together. */
export interface CountingStore extends Store {
  /** Counts up to `wanted` more under `key`, as many as all `windows` allow, in one step. */
  take(key: string, wanted: number, windows: readonly Window[]): Promise<Grant>;
}

/** Calls of one process. */
export interface Demand {
  /** Under way. */
  running: number;
  /** Not started yet. */
  waiting: number;
}

/** A store that also shares out the calls that several processes may have under way together. */
export interface LeasingStore extends Store {
  /**
   * Notes under `key` what `holder` does and would do, for `lifetime` ms, in one step; with a demand of nothing it forgets
   * the holder. Answers how many calls the holder may have under way: so many that those of all holders are not more than
   * `limit`. It may be fewer than are running, where others wait. To be asked again well within `lifetime`.
   */
  lease(key: string, holder: string, demand: Demand, limit: number, lifetime: number): Promise<number>;
}

/** Whether a store counts. */
export function counts(store: Store): store is CountingStore {
  return typeof Reflect.get(store, 'take') === 'function';
}

/** Whether a store shares out places. */
export function leases(store: Store): store is LeasingStore {
  return typeof Reflect.get(store, 'lease') === 'function';
}

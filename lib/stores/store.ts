/**
 * Where things are kept that several processes may share: tokens, tickets, what was delivered. Values are what JSON
 * can hold, `ttl` is in ms.
 */
export interface Store {
  /** The value, or undefined (or null) when there is none or its time is over. */
  get(key: string): Promise<unknown>;
  /** Sets the value, whatever was there, for `ttl` ms. */
  set(key: string, value: unknown, ttl: number): Promise<unknown>;
  /** Sets the value for `ttl` ms, only if there is none, in one step. Answers whether it did. */
  add(key: string, value: unknown, ttl: number): Promise<boolean>;
  /** Takes the value away, if there is one. */
  delete(key: string): Promise<unknown>;
}

import type { Identity } from '../auth/identity';
import type { Tokens } from '../auth/token';
import type { WeChatAPIError } from './errors';

/**
 * What makes one API of this engine, as data. A second API is a second family: neither knows of the other, and each has
 * a constructor and a prototype of its own.
 */
export interface Family<T> {
  /**
   * The constructor's arguments that say whose api it is: its id, its secret, and what else there is. `getToken` and
   * `saveToken` follow them.
   */
  identity: Identity;
  /** Options of the constructor that are the family's own: each becomes a property that is not enumerable. */
  settings?: readonly string[];
  /** What else a new api has from the start. */
  initial?: object;
  /** Hosts by the name of the property where users put others. */
  hosts: Readonly<Record<string, string>>;
  /** What goes before each path, for an api that has no property `prefix`. */
  prefix?: (api: T) => string;
  /** How its tokens are fetched, made and read. */
  tokens: Tokens<T>;
  /** Errcodes that say: this token is not valid, another one may be. */
  deadCodes: ReadonlySet<number>;
  /** The error of an api that has nothing to fetch a token with, in the server's own words. */
  missing(api: T): WeChatAPIError | undefined;
  /** Members that its original did not have, getters among them: a user's mixin may take their names. */
  added?: object;
}

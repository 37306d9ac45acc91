import type { AccessToken as Token } from '../core/types';
import { isExpired } from './token';

/** As many refused tokens as are remembered: a store that lags gives the last one, rarely the one before. */
const REMEMBERED = 16;

/**
 * What an api learnt of its tokens: those that WeCom refused, and the last one that it fetched itself. With a store
 * that lags or is stuck on a dead token, the own one is used, instead of fetching one for each call.
 */
export class TokenHistory {
  /** Each with the moment of its refusal. */
  readonly #refused = new Map<string, number>();
  #own: Token | undefined;
  #fetchedAt = 0;
  #moment = 0;

  refuse({ accessToken }: Token): void {
    if (this.#refused.has(accessToken)) return;
    this.#refused.set(accessToken, ++this.#moment);
    const [oldest] = this.#refused.keys();
    if (this.#refused.size > REMEMBERED && oldest !== undefined) this.#refused.delete(oldest);
  }

  isRefused({ accessToken }: Token): boolean {
    return this.#refused.has(accessToken);
  }

  fetched(token: Token): void {
    this.#refused.delete(token.accessToken);
    this.#own = token;
    this.#fetchedAt = ++this.#moment;
  }

  /** The token fetched last, while nothing speaks against it. */
  get own(): Token | undefined {
    return this.#own && !this.isRefused(this.#own) && !isExpired(this.#own) ? this.#own : undefined;
  }

  /** The own token, if it was fetched after WeCom had refused `token`. */
  successorOf({ accessToken }: Token): Token | undefined {
    const refusedAt = this.#refused.get(accessToken);
    return refusedAt !== undefined && refusedAt < this.#fetchedAt ? this.own : undefined;
  }
}

const histories = new WeakMap<object, TokenHistory>();

export function historyOf(api: object): TokenHistory {
  const known = histories.get(api);
  if (known) return known;
  const fresh = new TokenHistory();
  histories.set(api, fresh);
  return fresh;
}

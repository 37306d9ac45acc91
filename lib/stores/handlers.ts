import { historyOf } from '../auth/history';
import { keyOf, type TokenContext } from '../auth/identity';
import { type Shared, standBehind } from '../auth/shared';
import { AccessToken } from '../auth/token';
import type { AccessToken as Token } from '../core/types';
import type { LIFETIME } from './lock';
import { reliable } from './reliable';
import { type Item, Shelf } from './shelf';
import type { Store } from './store';

export interface HandlerOptions {
  /** ms after which a process that died while it fetched is succeeded. @default 10000 */
  lockLifetime?: typeof LIFETIME | number;
}

/** The four functions for the constructor and for `registerTicketHandle`. */
export interface Handlers {
  getToken(callback: Found<{ accessToken: string }>, context?: TokenContext): void;
  saveToken(token: Token, callback: Saved, context?: TokenContext): void;
  getTicketToken(callback: Found<{ ticket: string; expireTime: number }>, context?: TokenContext): void;
  saveTicketToken(ticket: { ticket: string; expireTime: number }, callback: Saved, context?: TokenContext): void;
}

type Found<T> = (err: null, found: T | null) => void;
type Saved = (err: null) => void;

/** ms. What a token lives whose fetch did not say it. */
const USUAL_LIFE = 7_190_000;

/**
 * Functions that keep the tokens and tickets of an api in `store`, and let one process at a time fetch. Any store will do,
 * and one set of functions serves any number of apis: each has keys of its own.
 */
export function handlers(store: Store, { lockLifetime }: HandlerOptions = {}): Handlers {
  const fleet = new Fleet(store, lockLifetime);
  const made: Handlers = {
    getToken(this: object, callback) {
      fleet.get(this, keyOf(this, 'token'), (item) => callback(null, item && tokenOf(item)));
    },
    saveToken(this: object, token, callback) {
      const until = token.expireTime ?? Date.now() + USUAL_LIFE;
      fleet.put(this, keyOf(this, 'token'), token.accessToken, until, callback);
    },
    getTicketToken(this: object, callback, context) {
      const key = context?.key ?? keyOf(this, 'ticket:jsapi');
      fleet.get(this, key, (item) => callback(null, item && { ticket: item.value, expireTime: item.expireTime }));
    },
    saveTicketToken(this: object, { ticket, expireTime }, callback, context) {
      fleet.put(this, context?.key ?? keyOf(this, 'ticket:jsapi'), ticket, expireTime, callback);
    },
  };
  for (const each of Object.values(made)) standBehind(each, fleet);
  return made;
}

/** All apis that share a store. */
class Fleet implements Shared {
  readonly #shelves = new WeakMap<object, Map<string, Shelf>>();

  constructor(
    readonly store: Store,
    readonly lifetime: number | undefined,
  ) {}

  get(api: object, key: string, answer: (item: Item | null) => void): void {
    const shelf = this.#shelf(api, key);
    const { good } = shelf;
    if (good) return answer(good);
    shelf.find().then((found) => process.nextTick(answer, found ?? null));
  }

  put(api: object, key: string, value: string, expireTime: number, answer: Saved): void {
    this.#shelf(api, key)
      .put(value, expireTime)
      .then(() => process.nextTick(answer, null));
  }

  renew(...[api, kind, revive, fetch, done]: Parameters<Shared['renew']>): void {
    const fetched = () =>
      new Promise<{ fetched: unknown }>((resolve, reject) => {
        fetch((err, value) => (err ? reject(err) : resolve({ fetched: value })));
      });
    const answer = (got: Item | { fetched: unknown }) =>
      'fetched' in got ? got.fetched : revive(got.value, got.expireTime);
    this.#shelf(api, keyOf(api, kind))
      .renew(fetched)
      .then(
        (got) => process.nextTick(done, null, answer(got)),
        (err) => process.nextTick(done, err),
      );
  }

  #shelf(api: object, key: string): Shelf {
    const shelves = this.#shelves.get(api) ?? new Map<string, Shelf>();
    this.#shelves.set(api, shelves);
    const shelf = shelves.get(key) ?? new Shelf(reliable(this.store), key, readerOf(api), this.lifetime);
    shelves.set(key, shelf);
    return shelf;
  }
}

/** Tickets are never refused: what an api remembers as refused are tokens. */
function readerOf(api: object) {
  const history = historyOf(api);
  return {
    isRefused: (value: string) => history.isRefused(AccessToken(value)),
    adopt: (item: Item) => {
      if (history.isRefused(AccessToken(item.value))) history.fetched(tokenOf(item));
    },
  };
}

const tokens = new WeakMap<Item, Token>();

/** Every call asks for it: it is made once. */
function tokenOf(item: Item): Token {
  const known = tokens.get(item);
  if (known) return known;
  const made = Object.defineProperty(AccessToken(item.value), 'expireTime', { value: item.expireTime });
  tokens.set(item, made);
  return made;
}

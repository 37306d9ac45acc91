import { randomUUID } from 'node:crypto';
import { read } from '../core/property';
import { LIFETIME, Lock } from './lock';
import { DOWN, type Reliable } from './reliable';

/** A token or ticket, as it is stored. */
export interface Item {
  value: string;
  /** When it stops to be valid, in ms since 1970. */
  expireTime: number;
  /** Each fetch has its own, also one that brought the same token again. */
  id: string;
  /** When it was saved, by the clock of who saved it. */
  at: number;
}

/** ms. Clocks of different machines differ by less. */
const SKEW = 2_000;
/** ms. What was fetched so recently, here or elsewhere, answers who looked before and asks for a fetch now. */
const JUST_NOW = 5_000;
/** As many copies are known again when a slow answer brings them. */
const REMEMBERED = 8;

/** What a shelf asks of the api that it belongs to. */
export interface Reader {
  /** Whether the server refused this value, here. */
  isRefused(value: string): boolean;
  /** Is told that another process fetched a value. */
  adopt(item: Item): void;
}

/** Where one token or ticket of one api stands: in the store, and a copy of it here. */
export class Shelf {
  #copy: Item | undefined;
  #keptAt = 0;
  /** The ids of the last copies, the present one among them. */
  readonly #seen: string[] = [];
  /** The last fetch failed. What there is, is tried then, even if it was refused: it may have been a mistake. */
  #isFailing = false;
  #lock: Lock | undefined;
  /** When the copy was first found to be refused. */
  #refusedAt: number | undefined;

  constructor(
    readonly store: Reliable,
    readonly key: string,
    readonly reader: Reader,
    readonly lifetime = LIFETIME,
  ) {}

  /** The copy, while nothing speaks against it. Costs no question to the store. */
  get good(): Item | undefined {
    return this.#valid(this.#isFailing);
  }

  #valid(evenRefused: boolean): Item | undefined {
    const copy = this.#copy;
    if (!copy || copy.expireTime <= Date.now()) return undefined;
    const isRefused = this.reader.isRefused(copy.value);
    if (isRefused) this.#refusedAt ??= Date.now();
    return evenRefused || !isRefused ? copy : undefined;
  }

  /** What another process saved since, else the copy. */
  async find(): Promise<Item | undefined> {
    return (await this.#news()) ?? this.good;
  }

  /**
   * Saves a value. Whoever lost the lock meanwhile does not write over what its successor saved, and takes back what it
   * wrote in the moment between looking and writing.
   */
  async put(value: string, expireTime: number): Promise<void> {
    const before = this.#copy?.id;
    const item: Item = { value, expireTime, id: randomUUID(), at: Date.now() };
    const lock = this.#lock;
    this.#keep(item);
    if (await lock?.isLost()) {
      const found = await this.#stored();
      if (found && found.id !== before) return this.#take(found);
    }
    await this.store.ask((store) => store.set(this.key, item, Math.max(1, expireTime - Date.now())));
    if (await lock?.isLost()) await this.store.ask((store) => store.delete(this.key, item));
  }

  /** What another process saved since; else what `fetch` gives, which saves it by `put`. One process at a time fetches. */
  async renew<T>(fetch: () => Promise<T>): Promise<T | Item> {
    const lock = new Lock(this.store, `${this.key}:lock`, this.lifetime);
    const before = this.#copy?.id;
    const fresh = () => {
      const copy = this.#valid(false);
      return copy && (copy.id !== before || Date.now() - this.#keptAt < JUST_NOW) ? copy : undefined;
    };
    const found = fresh() ?? (await lock.hold(async () => (await this.#news()) ?? fresh()));
    if (found) return found;
    this.#lock = lock;
    try {
      const fetched = await fetch();
      this.#isFailing = false;
      return fetched;
    } catch (err) {
      this.#isFailing = true;
      throw err;
    } finally {
      this.#lock = undefined;
      await lock.release();
    }
  }

  async #news(): Promise<Item | undefined> {
    const found = await this.#stored();
    if (!found || !this.#isNew(found)) return undefined;
    this.#take(found);
    return found;
  }

  /** A store may lag behind, or be stuck on what was fetched before the copy. */
  #isNew({ id, at, value }: Item): boolean {
    const copy = this.#copy;
    if (!copy) return !this.reader.isRefused(value);
    // The same token again is good where it was fetched after it was refused: it was refused by mistake.
    const since = copy.value === value ? (this.#refusedAt ?? copy.at) : copy.at;
    return !this.#seen.includes(id) && at > since - SKEW;
  }

  #keep(item: Item): void {
    this.#copy = item;
    this.#refusedAt = undefined;
    this.#keptAt = Date.now();
    this.#seen.push(item.id);
    if (this.#seen.length > REMEMBERED) this.#seen.shift();
  }

  #take(item: Item): void {
    this.#keep(item);
    this.#isFailing = false;
    this.reader.adopt(item);
  }

  async #stored(): Promise<Item | undefined> {
    const found = await this.store.ask((store) => store.get(this.key));
    return found === DOWN ? undefined : itemOf(found);
  }
}

/** The item among whatever a store holds, while it is valid. */
function itemOf(found: unknown): Item | undefined {
  const [value, id] = [read(found, 'value'), read(found, 'id')];
  const [expireTime, at] = [Number(read(found, 'expireTime')), Number(read(found, 'at'))];
  if (typeof value !== 'string' || value === '' || typeof id !== 'string') return undefined;
  return expireTime > Date.now() ? { value, expireTime, id, at } : undefined;
}

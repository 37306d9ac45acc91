import { read } from './property';
import type { RawCallback } from './types';
import { warnOnce } from './warn';

/** A function that the user wrote: a store, a handler, an override. */
export type Asked = (...args: never[]) => unknown;

/** How long a function may take to answer, and the name under which its silence is reported. */
export interface Patience {
  name: string;
  /** Goes on without the answer. */
  over: () => void;
}

/** ms. A store is for saving time: one that takes longer is stuck, or its author forgot the callback. */
export const STORE_PATIENCE = 5_000;

/**
 * Calls `fn` as a method of `owner` with `given` and a callback, and answers exactly once: when it calls back, when the
 * promise that it returned settles, or when it throws. A promise of undefined is an answer only of a function that does
 * not declare the callback, for one that does may still call it.
 *
 * What `callback` throws is not an answer but a bug of whoever wrote it: it goes on to where uncaught errors go.
 */
export function ask(
  owner: object,
  fn: Asked,
  given: readonly unknown[],
  callback: RawCallback,
  patience?: Patience,
): void {
  const inquiry = new Inquiry(callback);
  let returned: unknown;
  try {
    returned = Reflect.apply(fn, owner, [...given, inquiry.hear]);
  } catch (err) {
    if (inquiry.over) throw err;
    return inquiry.answer(err);
  }
  if (typeof read(returned, 'then') === 'function') {
    const counts = (value: unknown) => value !== undefined || fn.length <= given.length;
    Promise.resolve(returned).then(
      (value) => counts(value) && process.nextTick(inquiry.answer, null, value),
      inquiry.fail,
    );
  }
  if (patience && !inquiry.over) inquiry.limit(owner, patience);
}

class Inquiry {
  over = false;
  #fault: unknown;
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly callback: RawCallback) {}

  readonly answer = (...given: Parameters<RawCallback>): void => {
    if (this.over) return;
    this.#end();
    try {
      this.callback(...given);
    } catch (err) {
      this.#fault = err;
      throw err;
    }
  };

  /** A store that catches what its callback threw, and reports it by calling back again, must not silence it. */
  readonly hear = (...given: Parameters<RawCallback>): void => {
    if (this.#fault !== undefined && given[0] === this.#fault) return this.fail(this.#fault);
    this.answer(...given);
  };

  readonly fail = (err: unknown): void => {
    process.nextTick(() => {
      if (this.over) throw err;
      this.answer(err);
    });
  };

  limit(owner: object, { name, over }: Patience): void {
    this.#timer = setTimeout(() => {
      this.#end();
      warnOnce(owner, name, `${name} has not answered for ${STORE_PATIENCE / 1000} s. The call goes on without it.`);
      over();
    }, STORE_PATIENCE);
  }

  #end(): void {
    this.over = true;
    clearTimeout(this.#timer);
  }
}

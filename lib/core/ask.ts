import { types } from 'node:util';
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
 * `context` comes behind the callback, and only for a function that declares a parameter for it: others may take the
 * last argument for the callback, as those of `util.callbackify` do.
 *
 * What `callback` throws is not an answer but a bug of whoever wrote it: it goes on to where uncaught errors go.
 */
export function ask(
  owner: object,
  fn: Asked,
  given: readonly unknown[],
  callback: RawCallback,
  patience?: Patience,
  context?: () => object,
): void {
  new Inquiry(callback).put(owner, fn, given, patience, context);
}

/**
 * Whether a returned value is a promise of the answer. Drivers of databases return queries with a `then` of their own,
 * which complains or runs the query once more: they do not count where the answer comes by the callback.
 */
function isPromise(returned: unknown, takesCallback: boolean): boolean {
  if (types.isPromise(returned)) return true;
  if (typeof read(returned, 'then') !== 'function') return false;
  return !takesCallback || read(read(returned, 'constructor'), 'name') === 'Promise';
}

/** One question to a function of the user's. */
export class Inquiry {
  #isOver = false;
  #fault: unknown;
  #timer: NodeJS.Timeout | undefined;
  readonly #callback: RawCallback;

  constructor(callback: RawCallback) {
    this.#callback = callback;
  }

  put(owner: object, fn: Asked, given: readonly unknown[], patience?: Patience, context?: () => object): void {
    let returned: unknown;
    try {
      const args = [...given, this.hear];
      if (context && fn.length > args.length) args.push(context());
      returned = Reflect.apply(fn, owner, args);
    } catch (err) {
      if (this.#isOver) throw err;
      return this.#answer(err);
    }
    const takesCallback = fn.length > given.length;
    if (isPromise(returned, takesCallback)) {
      Promise.resolve(returned).then((value) => {
        if (value !== undefined || !takesCallback) process.nextTick(this.#answer, null, value);
      }, this.#fail);
    }
    if (patience && !this.#isOver) this.#limit(owner, patience);
  }

  /** The callback that `fn` is given. A store that catches what its callback threw, and reports it by calling back again, must not silence it. */
  readonly hear = (...given: Parameters<RawCallback>): void => {
    if (this.#fault !== undefined && given[0] === this.#fault) return this.#fail(this.#fault);
    this.#answer(...given);
  };

  readonly #answer = (...given: Parameters<RawCallback>): void => {
    if (this.#isOver) return;
    this.#end();
    try {
      this.#callback(...given);
    } catch (err) {
      this.#fault = err;
      throw err;
    }
  };

  readonly #fail = (err: unknown): void => {
    process.nextTick(() => {
      if (this.#isOver) throw err;
      this.#answer(err);
    });
  };

  #limit(owner: object, { name, over }: Patience): void {
    this.#timer = setTimeout(() => {
      this.#end();
      warnOnce(owner, name, `${name} has not answered for ${STORE_PATIENCE / 1000} s. The call goes on without it.`);
      over();
    }, STORE_PATIENCE);
  }

  #end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
  }
}

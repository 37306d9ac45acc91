import { AsyncLocalStorage } from 'node:async_hooks';
import { report, transportError } from '../core/errors';
import { aborted } from '../http/limits';

/** What ends a call before its answer. */
export interface Bounds {
  /** ms from the start of the call, with all waiting and all attempts; after that it fails with a `WeChatAPIDeadlineError`. */
  deadline?: number | undefined;
  /** Ends the call: the error is a `WeChatAPIAbortError`, its `cause` the signal's reason. */
  signal?: AbortSignal | undefined;
}

const current = new AsyncLocalStorage<Bounds>();

/** The bounds that the calls under way in this asynchronous context have. */
export function boundsNow(): Bounds | undefined {
  return current.getStore();
}

/** `api`, with bounds for every call that is made through it. */
export function bounded<T extends object>(api: T, bounds: Bounds): T {
  return new Proxy(api, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) =>
        current.run({ ...current.getStore(), ...bounds }, () => Reflect.apply(value, target, args));
    },
    set: (target, name, value) => Reflect.set(target, name, value),
  });
}

/** Watches the bounds of one call. */
export class Stop {
  readonly #controller = new AbortController();
  readonly #bounds: Bounds;
  #timer: NodeJS.Timeout | undefined;

  /** `stopped` is called once, with the error. */
  constructor(
    bounds: Bounds,
    readonly stopped: (err: unknown) => void,
  ) {
    this.#bounds = bounds;
    const { deadline, signal } = bounds;
    if (deadline !== undefined) this.#timer = setTimeout(() => this.#end(expired(deadline)), deadline);
    if (signal?.aborted) process.nextTick(this.#abort);
    signal?.addEventListener('abort', this.#abort);
  }

  /** Is aborted when the call is stopped. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  readonly #abort = () => {
    if (this.#bounds.signal) this.#end(transportError(aborted(this.#bounds.signal)));
  };

  #end(err: unknown): void {
    this.release();
    this.stopped(err);
    this.#controller.abort(err);
  }

  /** The call is over. */
  release(): void {
    clearTimeout(this.#timer);
    this.#bounds.signal?.removeEventListener('abort', this.#abort);
  }
}

function expired(deadline: number): Error {
  const message = `The call was not over within its deadline of ${deadline} ms`;
  return report(Object.assign(new Error(message), { name: 'WeChatAPIDeadlineError', code: 'DEADLINE' }));
}

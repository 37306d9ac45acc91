// jsdom has no global one.
import { setImmediate } from 'node:timers';
import { read } from './property';
import { warn } from './warn';

/**
 * What a call without a callback gives. Nobody has to take its outcome: a failure that nobody took ends nothing, and is
 * told once as a warning.
 */
export class CallPromise<T> extends Promise<T> {
  #taken = false;

  /** What is derived from it is an ordinary promise. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  /** `method` names the call. */
  static of<T>(
    method: () => string,
    executor: (resolve: (value: T) => void, reject: (reason: unknown) => void) => void,
  ) {
    const promise = new CallPromise<T>(executor);
    // By the inherited method: this is not somebody who takes the outcome.
    Promise.prototype.then.call(promise, undefined, (reason) => setImmediate(() => promise.#tell(method, reason)));
    return promise;
  }

  // biome-ignore lint/suspicious/noThenProperty: await, catch and finally all come here
  override then<A = T, B = never>(
    onfulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#taken = true;
    return super.then(onfulfilled, onrejected);
  }

  #tell(method: () => string, reason: unknown): void {
    if (this.#taken) return;
    const code = read(reason, 'code');
    const [message = ''] = String(read(reason, 'message') ?? reason).split('\n', 1);
    const what = code === undefined || message.includes(String(code)) ? message : `${code} ${message}`;
    warn(`${method()} failed, and nothing handles its promise: ${what}`);
  }
}

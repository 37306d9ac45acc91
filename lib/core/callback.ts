import { CallPromise } from './promise';
import type { RawCallback } from './types';

/** What a method was called with: its arguments, and its callback if it has one. */
export interface Given {
  given: unknown[];
  callback: RawCallback | undefined;
}

/** The last function among the arguments is the callback, and what follows it is ignored. */
export function split(args: ArrayLike<unknown>): Given {
  const given = Array.from(args);
  for (let at = given.length - 1; at >= 0; at--) {
    const last = given[at];
    if (typeof last !== 'function') continue;
    given.length = at;
    return { given, callback: last as RawCallback };
  }
  // A callback that is null or undefined is none, and was meant to stand behind the arguments.
  while (given.length > 0 && (given.at(-1) ?? null) === null) given.pop();
  return { given, callback: undefined };
}

/**
 * Runs a call the way it was asked for: with a callback nothing is returned; without one, a promise. `run` answers
 * exactly once.
 */
export function callbackOrPromise(
  method: () => string,
  { given, callback }: Given,
  run: Run,
): Promise<unknown> | undefined {
  if (!callback)
    return CallPromise.of(method, (resolve, reject) => {
      run(given, (err, result) => (err ? reject(err) : resolve(result)));
    });
  run(given, callback);
  return undefined;
}

export type Run = (given: unknown[], callback: RawCallback) => void;

/**
 * `run`, answering exactly once whatever it does. What it throws before its answer is its answer; what is thrown after
 * it came from the callback, and flies on.
 */
export function guarded(run: Run): Run {
  return (given, callback) => {
    let answered = false;
    const answer: RawCallback = (...result) => {
      if (answered) return;
      answered = true;
      callback(...result);
    };
    try {
      run(given, answer);
    } catch (err) {
      if (answered) throw err;
      process.nextTick(answer, err);
    }
  };
}

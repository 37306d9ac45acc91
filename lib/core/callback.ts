import { CallPromise } from './promise';
import type { RawCallback } from './types';

/** What a method was called with: its arguments, and its callback if it has one. */
export interface Given {
  given: unknown[];
  callback: RawCallback | undefined;
}

/** The last function among the arguments is the callback, and what follows it is ignored. */
export function split(args: ArrayLike<unknown>): Given {
  for (let at = args.length - 1; at >= 0; at--) {
    const last = args[at];
    if (typeof last === 'function') return { given: firstOf(args, at), callback: last as RawCallback };
  }
  // A callback that is null or undefined is none, and was meant to stand behind the arguments.
  let count = args.length;
  while (count > 0 && (args[count - 1] ?? null) === null) count--;
  return { given: firstOf(args, count), callback: undefined };
}

/** `Array.from` takes several times as long, and every call comes here. */
function firstOf(args: ArrayLike<unknown>, count: number): unknown[] {
  const first: unknown[] = [];
  for (let at = 0; at < count; at++) first.push(args[at]);
  return first;
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

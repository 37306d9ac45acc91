import { AsyncResource } from 'node:async_hooks';
import { read } from './property';
import type { RawCallback } from './types';

/** A callback that runs for its first call only, and tells whether it ran. */
export interface Once extends RawCallback {
  called: boolean;
}

export function once(callback: RawCallback): Once {
  const guarded: Once = (...answer) => {
    if (guarded.called) return;
    guarded.called = true;
    callback(...answer);
  };
  guarded.called = false;
  return guarded;
}

/**
 * Asks a function that the user wrote (a store, mostly) and answers exactly once, whatever it does: call back, call
 * back twice, throw, or return a promise that rejects. What is thrown after the answer is not an answer but somebody's
 * bug, often from the caller's own callback, and goes on to where uncaught errors go.
 */
export function ask(question: (answer: RawCallback) => unknown, callback: RawCallback): void {
  let fault: unknown;
  const answer = once((...given) => {
    try {
      callback(...given);
    } catch (err) {
      fault = err;
      throw err;
    }
  });
  const failed = (err: unknown) => {
    if (!answer.called) return answer(err);
    process.nextTick(() => {
      throw err;
    });
  };
  let returned: unknown;
  try {
    // A store that catches what its callback threw, and reports it by calling back again, must not silence it.
    returned = question((...given) => (fault !== undefined && given[0] === fault ? failed(fault) : answer(...given)));
  } catch (err) {
    if (answer.called) throw err;
    answer(err);
  }
  if (typeof read(returned, 'then') === 'function') Promise.resolve(returned).catch(failed);
}

interface Work {
  since: number;
  waiters: RawCallback[];
}

const underWay = new WeakMap<object, Map<string, Work>>();
/** ms. Work that a store never finished must not hold up those who come later for good. */
const PATIENCE = 60_000;

/**
 * Starts a piece of work for `owner`, or joins the one of that name under way; all who joined get its answer, each in
 * its own async context.
 */
export function join(owner: object, name: string, callback: RawCallback, start: (done: RawCallback) => void): void {
  const works = underWay.get(owner) ?? new Map<string, Work>();
  underWay.set(owner, works);
  const waiter = AsyncResource.bind(callback);
  const known = works.get(name);
  if (known && Date.now() - known.since < PATIENCE) {
    known.waiters.push(waiter);
    return;
  }
  const work: Work = { since: Date.now(), waiters: [waiter] };
  works.set(name, work);
  ask(start, (...answer) => {
    if (works.get(name) === work) works.delete(name);
    for (const each of work.waiters) process.nextTick(each, ...answer);
  });
}

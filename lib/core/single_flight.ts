import { AsyncResource } from 'node:async_hooks';
import type { RawCallback } from './types';

// Fake timers of test tools put theirs in its place.
const { nextTick } = process;

interface Work {
  since: number;
  waiters: RawCallback[];
}

const underWay = new WeakMap<object, Map<string, Work>>();
/** ms: 5 to connect, 5 to answer, 5 for the store. Later callers do not join work that takes longer, for it may never end. */
const PATIENCE = 15_000;

/**
 * Starts a piece of work for `owner`, or joins the one of that name under way. All who joined get its answer, each in
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
  let isStarting = true;
  const done: RawCallback = (...answer) => {
    if (works.get(name) === work) works.delete(name);
    const waiters = work.waiters.splice(0);
    // What answers at once is heard at once. Else the connection of the answer is given back first.
    if (isStarting && waiters.length === 1) return waiter(...answer);
    for (const each of waiters) nextTick(each, ...answer);
  };
  try {
    start(done);
  } catch (err) {
    // What a waiter throws is its own.
    if (works.get(name) !== work) throw err;
    done(err);
  } finally {
    isStarting = false;
  }
}

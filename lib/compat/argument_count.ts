import type { RawCallback } from '../core/types';

type Answer = Parameters<RawCallback>;

/** An answer with as many arguments as 0.3.0 gave: three with a token of the store's. co, async and the like count them. */
export function counted(given: Answer, isStored: boolean): Answer {
  return isStored ? [given[0], given[1], given[2]] : given;
}

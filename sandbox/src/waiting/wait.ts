// Waiting for what a program does: it may have happened already, or come yet. When time is up, the error tells what did happen.
import { type Criteria, checkFilter, mismatches } from './filters';

/** How long to wait, and from where on to look. */
export interface WaitOptions<T> {
  /** Milliseconds, 5000. */
  timeout?: number | undefined;
  /** Only what came after this one, which an earlier wait gave. Without it also what came before the call. */
  after?: T | undefined;
}

/** Besides, what levers over HTTP need. */
export interface Wait<T> extends WaitOptions<T> {
  /** Ends the wait, as nobody waits any more. */
  signal?: AbortSignal | undefined;
}

/** Where items come from, and how one is told of in an error. */
export interface Source<T> {
  /** For errors: `message`. */
  word: string;
  /** Oldest first. */
  all(): readonly T[];
  /** Calls `arrived` for each that comes from now on; gives back how to stop that. */
  watch(arrived: () => void): () => void;
  describe(item: T): string;
}

const PATIENCE = 5000;
/** Items that an error lists. */
const MOST_TOLD = 10;

/** Rejects with a TimeoutError that lists what came instead, and with an error when `closed` or `signal` is aborted. */
export function waitFor<T, F extends object>(
  source: Source<T>,
  criteria: Criteria<T, F>,
  filter: F,
  { timeout = PATIENCE, after, signal }: Wait<T>,
  closed: AbortSignal,
): Promise<T> {
  checkFilter(criteria, filter);
  const candidates = () => behind(source.all(), after);
  const find = () => candidates().find((item) => mismatches(criteria, filter, item).length === 0);
  const signals = signal === undefined ? [closed] : [closed, signal];
  return new Promise((resolve, reject) => {
    const end = () => {
      stop();
      clearTimeout(timer);
      for (const one of signals) one.removeEventListener('abort', abort);
    };
    const look = () => {
      const found = find();
      if (found === undefined) return;
      end();
      resolve(found);
    };
    const giveUp = () => {
      end();
      reject(timeoutError(source, criteria, filter, candidates(), timeout));
    };
    const abort = () => {
      end();
      const reason = signals.find(({ aborted }) => aborted)?.reason;
      reject(new Error(`Waited for a ${source.word}, but: ${reason}`));
    };
    const stop = source.watch(look);
    const timer = setTimeout(giveUp, timeout);
    for (const one of signals) one.addEventListener('abort', abort);
    look();
    // A signal that is aborted already tells nobody. What was found above is given all the same.
    if (signals.some(({ aborted }) => aborted)) abort();
  });
}

/** What came after this one; all when it is not there any more. */
export function behind<T>(all: readonly T[], after: T | undefined): readonly T[] {
  return after === undefined ? all : all.slice(all.indexOf(after) + 1);
}

function timeoutError<T, F extends object>(
  { word, describe }: Source<T>,
  criteria: Criteria<T, F>,
  filter: F,
  came: readonly T[],
  timeout: number,
): Error {
  const told = came.slice(-MOST_TOLD).map((item) => {
    return `  ${describe(item)}   (other: ${mismatches(criteria, filter, item).join(', ')})`;
  });
  const more = came.length - told.length;
  const wanted = Object.keys(filter).length === 0 ? '' : ` with ${JSON.stringify(filter)}`;
  const lines = [
    `No ${word}${wanted} within ${timeout} ms. ${came.length === 0 ? 'None came at all.' : 'What came:'}`,
    ...(more > 0 ? [`  … ${more} before these`] : []),
    ...told,
  ];
  return Object.assign(new Error(lines.join('\n')), { name: 'TimeoutError' });
}

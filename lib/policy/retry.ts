import { channel } from 'node:diagnostics_channel';
import { isOfToken } from '../core/errors';
import type { Subject } from '../core/policies';
import { read } from '../core/property';

/** When calls are repeated. What may have been executed is not, unless `lost` says so. */
export interface RetryOptions {
  /** Errcodes by which WeCom refuses for the moment. @default [-1, 45033] */
  codes?: readonly number[];
  /** How many times a call is repeated, at most. @default 3 */
  times?: number;
  /** ms. The first pause is at most this long, each further one at most twice the one before. @default 200 */
  delay?: number;
  /** ms. No pause is longer. @default 10000 */
  maxDelay?: number;
  /**
   * What a refusal for too many calls (45009) means: an error at once, or a pause of a minute, WeCom's window, for all
   * calls of that path. @default 'fail'
   */
  onLimit?: 'fail' | 'wait';
  /**
   * Whether calls are repeated whose answer got lost: WeCom may have executed them. `path` is that of the endpoint. Without
   * it, only those that were certainly not sent are. @default false
   */
  lost?: boolean | ((path: string | undefined) => boolean);
}

/** What is published of a call before it is repeated. */
export interface RetryEvent {
  method: string;
  path: string | undefined;
  /** The one that failed, from 1. */
  attempt: number;
  /** ms until the next one. */
  delay: number;
  /** Why the last one failed. */
  error: unknown;
}

const events = channel('wechat-enterprise-api:retry');
const FREQUENCY = 45009;
/** ms. The window of WeCom's limits by the minute. */
const WINDOW = 60_000;
/** Failures before anything was sent. */
const UNSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/** Errors by which a call was ended from here. */
const FINAL = new Set(['WeChatAPIAbortError', 'WeChatAPIDeadlineError', 'WeChatAPIQueueFullError']);

/** What to do after an attempt. */
export class Retry {
  readonly #codes: ReadonlySet<number>;
  readonly times: number;
  readonly #options: RetryOptions;
  /** When a path is asked for again, in ms since 1970. */
  readonly #pauses = new Map<string | undefined, number>();

  constructor(options: RetryOptions = {}) {
    this.#options = options;
    this.#codes = new Set(options.codes ?? [-1, 45033]);
    this.times = options.times ?? 3;
  }

  /** ms until calls of `path` may go on. */
  pauseOf(path: string | undefined): number {
    return Math.max(0, (this.#pauses.get(path) ?? 0) - Date.now());
  }

  /** ms after which to try again; undefined: the answer stands. `attempt` is the one that failed, from 1. */
  after(err: unknown, { path, name }: Subject, attempt: number): number | undefined {
    const delay = this.#delay(err, path, attempt);
    if (delay === undefined) return undefined;
    if (events.hasSubscribers) {
      const event: RetryEvent = { method: name(), path, attempt, delay, error: err };
      events.publish(event);
    }
    return delay;
  }

  #delay(failure: unknown, path: string | undefined, attempt: number): number | undefined {
    // A refused token that could not be replaced: whether another one can be had now is what counts.
    const cause = read(failure, 'cause');
    const err = isOfToken(cause) ? cause : failure;
    const code = refusalOf(err);
    if (code === FREQUENCY && this.#options.onLimit) return this.#window(path);
    const again = code === undefined ? this.#isSafe(err, path) : this.#codes.has(code);
    if (!again) return undefined;
    const { delay = 200, maxDelay = 10_000 } = this.#options;
    return Math.random() * Math.min(maxDelay, delay * 2 ** (attempt - 1));
  }

  /** Nobody is asked for this path until the window is over, and then not all at once. */
  #window(path: string | undefined): number | undefined {
    if (this.#options.onLimit !== 'wait') return undefined;
    const until = Date.now() + WINDOW;
    this.#pauses.set(path, until);
    return until - Date.now() + (Math.random() * WINDOW) / 20;
  }

  /** Whether a call without an answer may be made again. A token that could not be fetched is no harm to the call. */
  #isSafe(err: unknown, path: string | undefined): boolean {
    const name = String(read(err, 'name'));
    if (!name.startsWith('WeChatAPI') || FINAL.has(name)) return false;
    if (UNSENT.has(String(read(err, 'code'))) || name === 'WeChatAPIConnectionTimeoutError') return true;
    if (isOfToken(err)) return true;
    const { lost = false } = this.#options;
    return typeof lost === 'function' ? lost(path) : lost;
  }
}

/** The errcode that WeCom answered with, if it did: an empty answer is -1 too, but not by WeCom's word. */
function refusalOf(err: unknown): number | undefined {
  if (read(err, 'name') !== 'WeChatAPIError') return undefined;
  const code = read(read(err, 'result'), 'errcode');
  return code === undefined ? undefined : Number(code);
}

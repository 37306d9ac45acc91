import { read } from '../errors';
import type { AnyHandler } from './handler';

// A handler may reply with what it returns. One that takes no `res` can do nothing else; one that takes it replies as
// it likes, and may leave that to the value of its promise.

/** What a handler's value is told to. */
export interface Outcome {
  /** Whether nothing was said yet. */
  isOpen(): boolean;
  reply(content: unknown): void;
  fail(err: unknown): void;
}

/** Calls a handler; `resAt` is where `res` stands among its arguments. */
export function run(handle: AnyHandler, args: unknown[], resAt: number, outcome: Outcome): void {
  const repliesItself = takes(handle, resAt);
  const settle = (value: unknown, promised: boolean) => {
    if (!outcome.isOpen()) return;
    if (!repliesItself) outcome.reply(value);
    else if (promised && isContent(value)) outcome.reply(value);
  };
  let returned: unknown;
  try {
    returned = Reflect.apply(handle, undefined, args);
    if (typeof read(returned, 'then') !== 'function') return settle(returned, false);
  } catch (err) {
    return outcome.fail(err);
  }
  Promise.resolve(returned)
    .then((value) => settle(value, true))
    .catch(outcome.fail);
}

/** What can be meant as a reply: not, say, the response that a framework's methods return for chaining. */
function isContent(value: unknown): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const known = new WeakMap<AnyHandler, boolean>();

/** Whether a function takes its argument number `at`: declared, or as a wrapper that passes on what it gets. */
function takes(handle: AnyHandler, at: number): boolean {
  if (handle.length > at) return true;
  const found = known.get(handle) ?? isWrapper(Function.prototype.toString.call(handle));
  known.set(handle, found);
  return found;
}

const TAKES_THE_REST = /^(?:async\b\s*)?(?:function\b\s*)?[\w$]*\s*\([^()]*\.\.\./;
const READS_ARGUMENTS = /^(?:async\s+)?function\b.*\barguments\b/s;
const IS_BOUND = /\{\s*\[native code\]\s*\}\s*$/;

function isWrapper(source: string): boolean {
  return [TAKES_THE_REST, READS_ARGUMENTS, IS_BOUND].some((pattern) => pattern.test(source));
}

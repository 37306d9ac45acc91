import { read } from '../read';
import type { AnyHandler } from './handler';

// A handler may reply with what it returns. One that declares no `res` can do nothing else. One that declares it replies
// as it likes, and may leave that to the value of its promise. One that declares nothing at all may be a wrapper around
// either: `(...args) => handler(...args)`.

/** What a handler's value is told to. */
export interface Outcome {
  /** Whether nothing was said yet. */
  isOpen(): boolean;
  reply(content: unknown): void;
  fail(err: unknown): void;
}

/** Calls a handler; `resAt` is where `res` stands among its arguments. */
export function run(handle: AnyHandler, args: unknown[], resAt: number, outcome: Outcome): void {
  const settle = (value: unknown, promised: boolean) => {
    if (outcome.isOpen() && isReply(handle.length, resAt, value, promised)) outcome.reply(value);
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

function isReply(declared: number, resAt: number, value: unknown, promised: boolean): boolean {
  if (declared > resAt) return promised && isContent(value);
  return declared > 0 || promised || isContent(value);
}

/** What can be meant as a reply: not, say, the response that a framework's methods return for chaining. */
function isContent(value: unknown): boolean {
  if (typeof value === 'string' || Array.isArray(value)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

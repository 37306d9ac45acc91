import { read } from '../core/property';
import type { AnyHandler } from './handler';

// A handler may reply with what it returns, if that is content. What one that declares `res` returns at once is not: it
// replies as it likes, and what it returns is by chance. Nothing returned is no reply: whatever a handler declares, it may
// be a wrapper around one that replies later.

/** What a handler's value is told to. */
export interface Outcome {
  /** Whether nothing was said yet. */
  isOpen(): boolean;
  reply(content: unknown): void;
  fail(err: unknown): void;
}

/** Calls a handler; `resAt` is where `res` stands among its arguments. */
export function run(handle: AnyHandler, args: unknown[], resAt: number, outcome: Outcome): void {
  const settle = (value: unknown) => {
    if (isContent(value) && outcome.isOpen()) outcome.reply(value);
  };
  let returned: unknown;
  try {
    returned = Reflect.apply(handle, undefined, args);
    if (typeof read(returned, 'then') !== 'function') return handle.length > resAt ? undefined : settle(returned);
  } catch (err) {
    return outcome.fail(err);
  }
  Promise.resolve(returned).then(settle).catch(outcome.fail);
}

/** What can be meant as a reply, '' and null as an empty one: not, say, the response that methods return for chaining. */
function isContent(value: unknown): boolean {
  if (typeof value === 'string' || value === null || Array.isArray(value)) return true;
  if (typeof value !== 'object') return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

import { read } from '../../core/property';
import type { AnyHandler } from '../types/handlers';
import { seesOneArgument } from './handler_parameters';

// A handler may reply with what it returns, if that is content. What one that declares `res` returns at once is not: it
// replies as it likes, and what it returns is by chance. No content is no reply, for a handler may be a wrapper around one
// that replies later; except that one which takes the message and can see nothing else has nothing to reply with later.

/** What a handler's value is told to. */
export interface HandlerOutcome {
  /** Whether nothing was said yet. */
  isOpen(): boolean;
  reply(content: unknown): void;
  fail(err: unknown): void;
}

/** Calls a handler; `resAt` is where `res` stands among its arguments: behind the message and `req`, or behind `req` alone. */
export function callHandler(handle: AnyHandler, args: unknown[], resAt: number, outcome: HandlerOutcome): void {
  const settle = (value: unknown) => {
    if (!outcome.isOpen()) return;
    if (isContent(value)) outcome.reply(value);
    else if (resAt > 1 && seesOneArgument(handle)) outcome.reply(undefined);
  };
  let returned: unknown;
  try {
    returned = Reflect.apply(handle, undefined, args);
    if (typeof read(returned, 'then') !== 'function') return handle.length > resAt ? undefined : settle(returned);
  } catch (err) {
    return outcome.fail(err);
  }
  Promise.resolve(returned)
    .then(settle)
    .catch((err) => outcome.fail(err));
}

/** What makes an object a reply: its type, or what is said of music. */
const KEYS = ['type', 'msgtype', 'MsgType', 'title', 'description', 'musicUrl', 'url', 'hqMusicUrl', 'hqUrl'];

/**
 * What can be meant as a reply, '' and null as an empty one: not, say, the response that methods return for chaining, or
 * WeCom's answer to `api.send`.
 */
function isContent(value: unknown): boolean {
  if (typeof value === 'string' || value === null || Array.isArray(value)) return true;
  if (typeof value !== 'object') return false;
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && KEYS.some((key) => Object.hasOwn(value, key));
}

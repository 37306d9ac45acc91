// WeCom's refusals where nobody called an API.
import { type Code, Failure, Misuse } from '../model/reason';
import { WeComError } from '../protocol/errors';

/** What an API refuses with an errcode, as an error for somebody who called none. */
export function asRangeError<T>(run: () => T): T {
  try {
    return run();
  } catch (err) {
    if (!(err instanceof WeComError)) throw err;
    throw new Misuse(`${err.errcode} ${err.words}`, { code: 'errcode', params: { errcode: err.errcode } });
  }
}

/** What is wrong with a reply that came back. */
export function wrong(why: string, code: Code, params: Record<string, string | number> = {}): never {
  throw new Failure(why, { code, params });
}

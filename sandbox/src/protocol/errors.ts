// How WeCom refuses: HTTP 200, an errcode and words with a hint in them.
import { randomInt } from 'node:crypto';
import { ERRMSGS } from './errmsgs';

/** full: words, hint, caller's ip, link. schema: the same from the layer that does not know the ip. bare: words only. */
export type Layout = 'full' | 'schema' | 'bare';

export class WeComError extends Error {
  override readonly name = 'WeComError';

  constructor(
    readonly errcode: number,
    readonly words: string,
    /** Fields that the answer carries besides. */
    readonly extra: object = {},
    readonly layout: Layout = 'full',
  ) {
    super(`${errcode} ${words}`);
  }

  /** `errmsg` as the wire has it. */
  errmsg(ip: string, warning = ''): string {
    if (this.layout === 'bare') return warning + this.words;
    const from = this.layout === 'schema' ? '' : ip;
    return `${warning}${this.words}, hint: [${hint()}], from ip: ${from}, more info at https://open.work.weixin.qq.com/devtool/query?e=${this.errcode}`;
  }
}

/** Refuses with the words that WeCom has for the code, or with others; `extra` goes into the answer. */
export function fail(errcode: number, words = ERRMSGS[errcode] ?? 'unknown error', extra: object = {}): never {
  throw new WeComError(errcode, words, extra);
}

/** The few refusals that were seen without hint and link. */
export function failBare(errcode: number, words = ERRMSGS[errcode] ?? 'unknown error'): never {
  throw new WeComError(errcode, words, {}, 'bare');
}

/** What the schema layer says before an API looks at its parameters: 40058, `<reason>. Invalid input invalid Request Parameter`. */
export function failSchema(reason = ''): never {
  const words = 'Invalid input invalid Request Parameter';
  throw new WeComError(40058, reason === '' ? words : `${reason}. ${words}`, {}, 'schema');
}

/** 25 digits, as since 2021. */
function hint(): string {
  const digits = (length: number) => String(randomInt(10 ** length)).padStart(length, '0');
  return `${randomInt(1, 10)}${digits(12)}${digits(12)}`;
}

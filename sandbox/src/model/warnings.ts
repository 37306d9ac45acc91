// What works here, and would surprise in the real WeCom: noted at the message, call or callback that it concerns, and in one list.
import { Newest } from './newest';

/** Something that the real WeCom does, or a company made today, and that one should know before it happens there. */
export interface Warning {
  /**
   * `cut`: a text is longer than what arrives. `duplicate`: swallowed by the duplicate check. `rate_limited`: more than 30 messages a minute
   * for a member are dropped. `private_fields`: an app of a company made since 2022-06-20 gets no mobile, email, gender …
   * `unreachable_url`: a phone cannot open it. `milliseconds`: a time in milliseconds, where WeCom wants seconds.
   */
  code: 'cut' | 'duplicate' | 'rate_limited' | 'private_fields' | 'unreachable_url' | 'milliseconds';
  /** What goes into the words. */
  params: Readonly<Record<string, string | number>>;
  /** In English: `In the real WeCom …`. */
  text: string;
}

/** A warning, and where it belongs: to a call by its path, to a message by its msgid, to a callback by its id. */
export interface NotedWarning extends Warning {
  /** Clock milliseconds. */
  at: number;
  /** Of the call, as after /cgi-bin/. */
  path?: string;
  /** Of the message that it concerns. */
  msgid?: string;
  /** The id of the callback that it concerns. */
  delivery?: number;
}

type Params = Warning['params'];

const WORDS: Record<Warning['code'], (params: Params) => string> = {
  cut: ({ field, most, unit }) => `${field} is cut after ${most} ${unit}, without an error.`,
  duplicate: () => 'this message is swallowed: the same one was sent within the interval of the duplicate check.',
  rate_limited: ({ userid, most }) =>
    `${userid} gets ${most} messages a minute from an app, and this one is dropped without an error.`,
  private_fields: ({ fields }) => `a company made since 2022-06-20 gives its apps no ${fields}.`,
  unreachable_url: ({ field, url }) => `no phone can open ${field}, which is ${url}.`,
  milliseconds: ({ field, value }) => `${field} is in seconds; ${value} is in milliseconds.`,
};

export function warningOf(code: Warning['code'], params: Params = {}): Warning {
  return { code, params, text: `In the real WeCom ${WORDS[code](params)}` };
}

const MOST = 1000;
/** Approximate bytes of one. */
const SIZE = 400;

/** The newest 1,000 warnings of a sandbox. */
export class Warnings {
  readonly #all = new Newest<NotedWarning>(MOST, MOST * SIZE * 10);
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** Oldest first. */
  get all(): NotedWarning[] {
    return this.#all.all;
  }

  add(warning: NotedWarning): void {
    this.#all.add(warning, SIZE);
    const { path, delivery, text } = warning;
    this.#log(`??? ${path ?? `callback ${delivery}`}: ${text}`);
  }

  clear(): void {
    this.#all.clear();
  }
}

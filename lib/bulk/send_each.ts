import { read } from '../core/property';
import type { Message, OtherMessage, Sent } from '../messages';

type AnyMessage = Message | OtherMessage;

/** Userids, in a list or as they come. A text, though iterable too, is none. */
export type Users = (Iterable<string> & object) | AsyncIterable<string>;

/** How a message goes to many members. */
export interface SendEachOptions {
  /** How many members to leave out, from the first: the `cursor` of an earlier report. @default 0 */
  cursor?: number;
  /** Members for each call, at most 1000, of a message that is the same for all. @default 1000 */
  batch?: number;
  /** Calls at the same time. @default 4 */
  concurrency?: number;
  /** Is told after each call; a promise is waited for before the next one. What it throws ends the sending. */
  onProgress?: (progress: SendReport) => unknown;
  /** Takes no more members when it is aborted; what is under way is finished. */
  signal?: AbortSignal;
}

/** What became of a message to many. */
export interface SendReport {
  /** Members to whom WeCom took the message. */
  sent: number;
  /** Members whom WeCom does not know, or does not show to the app. */
  invaliduser: string[];
  /** Members without a licence. */
  unlicenseduser: string[];
  /** The calls that failed. Where `error` is a broken connection or a timeout, the message may have been sent. */
  failed: { users: string[]; error: unknown }[];
  /** So many members, from the first, are done with. */
  cursor: number;
}

export interface Sender {
  send(to: { touser: string }, message: OtherMessage): Promise<Sent>;
}

interface Batch {
  users: string[];
  /** How many members there are up to the end of this batch. */
  end: number;
}

const MOST = 1_000;
/** All receivers of a call are invalid. */
const NOBODY = 81013;

/** One sending: takes members as fast as calls come back, and never more than can be under way. */
export class SendEach {
  readonly #report: SendReport;
  /** The ends of batches that are done, ahead of one that is not. */
  readonly #ahead = new Map<number, number>();

  constructor(
    readonly api: Sender,
    readonly message: AnyMessage | ((userid: string) => AnyMessage),
    readonly options: SendEachOptions,
  ) {
    const { cursor = 0 } = options;
    this.#report = { sent: 0, invaliduser: [], unlicenseduser: [], failed: [], cursor };
  }

  async run(users: Users): Promise<SendReport> {
    // As a list it would be one of letters, which may be members, too.
    if (typeof users === 'string')
      throw new TypeError(`sendEach takes a list of userids, and not a text: ['${users}']`);
    const batches = this.#batches(users);
    const { concurrency = 4 } = this.options;
    const worker = async () => {
      // An async generator answers in the order in which it was asked.
      for (let next = await batches.next(); !next.done; next = await batches.next()) await this.#send(next.value);
    };
    try {
      await Promise.all(Array.from({ length: whole('concurrency', concurrency) }, worker));
    } finally {
      await batches.return(undefined);
    }
    return this.#report;
  }

  async *#batches(users: Users): AsyncGenerator<Batch, void, undefined> {
    const { cursor = 0, batch = MOST, signal } = this.options;
    const size = typeof this.message === 'function' ? 1 : Math.min(MOST, whole('batch', batch));
    let seen = 0;
    let held: string[] = [];
    for await (const user of users) {
      if (signal?.aborted) return;
      seen += 1;
      if (seen <= cursor) continue;
      held.push(user);
      if (held.length < size) continue;
      yield { users: held, end: seen };
      held = [];
    }
    if (held.length > 0 && !signal?.aborted) yield { users: held, end: seen };
  }

  async #send(batch: Batch): Promise<void> {
    const { users, end } = batch;
    const report = this.#report;
    const [first = ''] = users;
    try {
      const message = typeof this.message === 'function' ? this.message(first) : this.message;
      const sent = await this.api.send({ touser: users.join('|') }, message as OtherMessage);
      const [invalid, unlicensed] = [idsOf(sent, 'invaliduser'), idsOf(sent, 'unlicenseduser')];
      report.invaliduser.push(...invalid);
      report.unlicenseduser.push(...unlicensed);
      report.sent += users.length - new Set([...invalid, ...unlicensed]).size;
    } catch (error) {
      if (Number(read(error, 'code')) === NOBODY) report.invaliduser.push(...users);
      else report.failed.push({ users, error });
    }
    this.#advance(end - users.length, end);
    await this.options.onProgress?.(report);
  }

  /** The cursor stands before the first member who is not done with. */
  #advance(start: number, end: number): void {
    this.#ahead.set(start, end);
    for (let next = this.#ahead.get(this.#report.cursor); next !== undefined; ) {
      this.#ahead.delete(this.#report.cursor);
      this.#report.cursor = next;
      next = this.#ahead.get(next);
    }
  }
}

function idsOf(sent: unknown, field: string): string[] {
  const ids = read(sent, field);
  return typeof ids === 'string' ? ids.split('|').filter((id) => id !== '') : [];
}

function whole(name: string, value: number): number {
  if (Number.isInteger(value) && value > 0) return value;
  throw new TypeError(`${name} must be a whole number of at least 1, got ${value}.`);
}

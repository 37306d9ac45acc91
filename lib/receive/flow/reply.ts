import { read } from '../../core/property';
import type { Message } from '../callbacks';
import type { Config } from '../types/config';
import type { AnyResponse, Next, ReceivedRequest } from '../types/handlers';
import type { Reply } from '../types/replies';
import type { HandlerOutcome } from './call_handler';
import type { Deduplication } from './dedupe';
import type { ReplyWriter } from './reply_writer';
import { warn } from './warn';

/** The answer to one message: given once, in time or late, or left to the next middleware. */
export class PendingReply implements HandlerOutcome {
  #state: 'open' | 'late' | 'over' = 'open';
  #passed = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly req: ReceivedRequest,
    readonly res: AnyResponse,
    readonly config: Config,
    readonly deduplication: Deduplication,
    readonly writer: ReplyWriter,
    readonly onward: Next,
    arrivedAt: number,
  ) {
    const { dedupe, replyWithin } = config;
    if (dedupe || replyWithin) afterEnd(res, () => this.#ended());
    if (replyWithin) this.#timer = setTimeout(() => this.#giveUp(), arrivedAt + replyWithin - Date.now());
  }

  /** Whether the handler is still to be heard. */
  isOpen(): boolean {
    return !this.#passed && this.#isUnanswered();
  }

  /** May also be called by a middleware that the message was left to. */
  reply(content?: Reply): void {
    if (!this.#isUnanswered()) return warn('A message was replied to before: the second reply is ignored');
    if (this.#state === 'late') return this.#replyLate(content);
    let text = '';
    let body = '';
    // All is known before anything is written: what cannot be said leaves the response as it was.
    try {
      if (content) text = this.writer.text(content);
      if (text) body = this.writer.seal(text);
    } catch (err) {
      return this.fail(err);
    }
    this.#send(text, body);
  }

  /** Leaves the message to the next middleware, once; when its answer went out already, there is nothing left to do. */
  next(err?: unknown): void {
    if (this.#passed || this.#state === 'late') return err ? warn(err) : undefined;
    this.#passed = true;
    clearTimeout(this.#timer);
    // Without an error it is not known yet what becomes of the message: its response tells when it ends.
    if (err && this.#state === 'open') this.deduplication.release();
    try {
      this.onward(err);
    } catch (thrown) {
      // A fault of the application, not of its handler: nobody here may take it.
      process.nextTick(() => {
        throw thrown;
      });
    }
  }

  /** A reason like '' or null would be no error to the application. */
  fail(err: unknown): void {
    this.next(err || new Error('The handler failed without saying why'));
  }

  #isUnanswered(): boolean {
    return this.#state === 'late' || (this.#state === 'open' && !this.res.headersSent);
  }

  #send(text: string, body: string): void {
    this.#state = 'over';
    clearTimeout(this.#timer);
    this.deduplication.complete(text);
    this.writer.send(this.res, body);
  }

  #giveUp(): void {
    if (!this.#isUnanswered()) return;
    this.#send('', '');
    this.#state = 'late';
  }

  #replyLate(content: Reply): void {
    this.#state = 'over';
    // The session was saved when the empty answer went out.
    this.req.wxsession?.save();
    const { onLate } = this.config;
    if (!content) return;
    if (!onLate) return warn('A reply came later than `replyWithin` allows, and there is no `onLate` to take it');
    Promise.resolve(this.req.weixin)
      .then((message: Message) => onLate(content, message))
      .catch(warn);
  }

  /** The response ended: by us, by the handler itself, or by a middleware after it. */
  #ended(): void {
    clearTimeout(this.#timer);
    if (this.#state !== 'open') return;
    if (read(this.res, 'statusCode') === 200) this.deduplication.complete('');
    else this.deduplication.release();
  }
}

/** Does something more when a response ends. */
export function afterEnd(res: AnyResponse, then: () => void): void {
  const end = res.end;
  res.end = (...args) => {
    const result = Reflect.apply(end, res, args);
    then();
    return result;
  };
}

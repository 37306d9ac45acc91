import { counted } from '../compat/argument_count';
import { ask } from '../core/ask';
import { copyOf, detail, isOfToken, isReported, markOfToken } from '../core/errors';
import { read } from '../core/property';
import type { RawCallback, AccessToken as Token } from '../core/types';
import { historyOf, type TokenHistory } from './history';
import { isUsable, storedToken, type TokenStore, type Tokens } from './token';

/** What the flow needs of an api: the functions that users replace, and where the token in use stands. */
export interface TokenHolder extends TokenStore {
  token?: { accessToken: string };
  getAccessToken(callback: RawCallback): unknown;
}

/** Lets attempts through, each in its turn: calls `go`, which is told how to say that the attempt is over, or `refuse`. */
export type Gate = (go: (leave: () => void) => void, refuse: (err: unknown) => void) => void;

/** What a call is, apart from its arguments. */
export interface Plan {
  /** The name of the method, for reports. */
  name: () => string;
  /** Where it goes, for reports. */
  path?: string | undefined;
  /** Whether it is sent with a token. */
  hasToken: boolean;
  /** Of which family the tokens are. */
  tokens: Pick<Tokens<never>, 'restored'>;
  /** Errcodes that say: this token is not valid, another one may be. None: the call is never repeated. */
  deadCodes: ReadonlySet<number>;
  /** Whether the api can fetch a token, or has only what its store gives. */
  fetches: boolean;
  /** Holds the stack of the caller, where it was kept. */
  caller: { stack?: string };
}

/** How a call goes. */
export interface Manner {
  /** Lets its requests through. */
  gate?: Gate | undefined;
  /** Ends its requests. */
  signal?: AbortSignal | undefined;
  /** How many attempts there were before. */
  before: number;
}

const AT_ONCE: Manner = { before: 0 };

type Answer = Parameters<RawCallback>;

/** The call that a method was started for, while that method runs. */
const running = new WeakMap<object, Call>();

/** The call under way on `api`, for what its method does before anything asynchronous. */
export function callOf(api: object): Call | undefined {
  return running.get(api);
}

/**
 * One call: a token, an attempt with it and, when WeCom refuses the token, a second attempt with another one.
 *
 *     start → attempt → judge → finish
 *                         ↘ renew → attempt → judge → finish
 */
export class Call {
  /** 1, or 2 when it is repeated with another token; more where it is a repetition itself. */
  attempt: number;
  #isRenewed = false;
  #leave = () => {};
  /** False for an upload that eats a stream of the caller's: the token is renewed, but nothing can be sent again. */
  repeatable = true;
  readonly #history: TokenHistory;
  #refusal: Answer | undefined;

  /** `run` starts the method and is given its callback. */
  constructor(
    readonly holder: TokenHolder,
    readonly plan: Plan,
    readonly run: (answer: RawCallback) => unknown,
    readonly callback: RawCallback,
    readonly manner: Manner = AT_ONCE,
  ) {
    this.#history = historyOf(holder);
    this.attempt = 1 + manner.before;
  }

  start(): void {
    const { gate } = this.manner;
    if (!gate) return this.#begin();
    gate(
      (leave) => {
        this.#leave = leave;
        this.#begin();
      },
      (err) => this.#finish([err]),
    );
  }

  #begin(): void {
    if (!this.plan.hasToken) return this.#try(undefined, false);
    storedToken(this.holder, this.plan.tokens, !this.plan.fetches, (err, stored, isSilent) => {
      if (err) return this.#finish([err]);
      const own = isSilent ? this.#history.own : undefined;
      if (own) return this.#try(own, false);
      if (stored) return this.#try(this.#history.successorOf(stored) ?? stored, true);
      this.#fetch((failed, token) => (token ? this.#try(token, false) : this.#finish([failed])));
    });
  }

  /** The method reads `holder.token` before it does anything asynchronous, so a neighbour's token cannot slip in between. */
  #try(token: Token | undefined, isStored: boolean): void {
    const { holder } = this;
    let answered = false;
    const answer: RawCallback = (...given) => {
      if (answered) return;
      answered = true;
      this.#judge(token, counted(given, isStored));
    };
    // A subclass may have a getter in its place.
    if (token) Reflect.set(holder, 'token', token);
    const outer = running.get(holder);
    running.set(holder, this);
    try {
      this.run(answer);
    } catch (err) {
      if (answered) throw err;
      process.nextTick(answer, err);
    } finally {
      if (outer) running.set(holder, outer);
      else running.delete(holder);
    }
  }

  #judge(token: Token | undefined, answer: Answer): void {
    if (!token || !this.#isDead(answer)) return this.#finish(answer);
    this.#history.refuse(token);
    if (this.#isRenewed) return this.#finish(answer);
    this.#refusal = answer;
    this.#renew(token);
  }

  #isDead([err, data]: Answer): boolean {
    if (isOfToken(err)) return false;
    const code = read(data, 'errcode') ?? (read(err, 'name') === 'WeChatAPIError' ? read(err, 'code') : undefined);
    return this.plan.deadCodes.has(Number(code));
  }

  /** Another token than the refused one: of the store, where another process may have put it; an own one; a new one. */
  #renew(refused: Token): void {
    storedToken(this.holder, this.plan.tokens, !this.plan.fetches, (err, stored) => {
      if (err) return this.#giveUp(err);
      if (stored && !this.#history.isRefused(stored)) return this.#repeat(stored);
      const own = this.#history.successorOf(refused);
      if (own) return this.#repeat(own);
      this.#fetch((failed, token) => (token ? this.#repeat(token) : this.#giveUp(failed)));
    });
  }

  #fetch(done: (err: unknown, token?: Token) => void): void {
    const { holder } = this;
    const answer: RawCallback = (err, token) => {
      markOfToken(err);
      if (err) return done(err);
      if (!isUsable(token)) return done(new Error('getAccessToken gave no access token.'));
      this.#history.fetched(token);
      done(null, token);
    };
    ask(holder, holder.getAccessToken, [], answer);
  }

  #repeat(token: Token): void {
    if (!this.repeatable) return this.#giveUp();
    const { gate } = this.manner;
    this.attempt += 1;
    this.#isRenewed = true;
    if (!gate) return this.#try(token, false);
    this.#leave();
    gate(
      (leave) => {
        this.#leave = leave;
        this.#try(token, false);
      },
      (err) => this.#giveUp(err),
    );
  }

  /** There is no other token: the refusal is the answer. */
  #giveUp(cause?: unknown): void {
    const [err, data, res] = this.#refusal ?? [];
    if (typeof err === 'object' && err) detail(err, { cause });
    this.#finish([err, data, res]);
  }

  #finish(answer: Answer): void {
    this.#leave();
    const [err, ...rest] = answer;
    if (!err) return this.callback(...answer);
    this.callback(isReported(err) ? this.#described(err) : err, ...rest);
  }

  /** The error with what is known of this call. One that several calls share becomes each one's own. */
  #described(shared: Error): Error {
    const { name, path, caller } = this.plan;
    const err = read(shared, 'method') === undefined ? shared : copyOf(shared);
    // Programs may have an Error.prepareStackTrace that makes anything of a stack.
    const frames = typeof caller.stack === 'string' ? caller.stack.replace(/^[^\n]*/, '') : undefined;
    if (frames !== undefined) {
      const value = `${err.name}: ${err.message}${frames}`;
      Object.defineProperty(err, 'stack', { value, writable: true, configurable: true });
    }
    return detail(err, { method: name(), path, attempt: this.attempt });
  }
}

// Trouble on demand: what a program should survive, but can never practise against the real server.
import { Misuse } from './reason';

/** Replaces or delays the answer to a call: an errcode, or a fault as networks and proxies make them. */
export type Trouble = {
  /** An answer with this errcode; −1 when there is neither this nor a fault nor a delay. */
  errcode?: number;
  /** Its words; WeCom's own when left out. */
  errmsg?: string;
  /**
   * drop cuts the connection, stall never answers, html is a gateway's 502 page, empty has no body, broken is half a JSON. lost alone
   * carries the call out, and cuts the connection instead of an answer.
   */
  fault?: 'drop' | 'lost' | 'stall' | 'html' | 'empty' | 'broken';
  /** Milliseconds until the answer, at most 600,000. With nothing else the call is carried out then. */
  delay?: number;
  /** How likely a call meets it, above 0 and up to 1, which is the default. Calls that are spared do not count. */
  probability?: number;
  /** Only calls with tokens of this secret, and the gettoken that asks for one. */
  secret?: string;
};

/** What goes wrong with a callback on its way. */
export type CallbackTrouble = {
  /** Milliseconds until it is sent, at most 600,000. */
  delay?: number;
  /** How often the same message is delivered although the app has received it: 3 is as often as WeCom tries. */
  copies?: number;
  /** signature: the msg_signature is wrong. receiveid: encrypted for another company. order: it comes after the next callback. */
  fault?: 'signature' | 'receiveid' | 'order';
  /** Only callbacks to this app, or `contact` for changes of the address book. */
  receiver?: number | 'contact';
};

export const FAULTS = ['drop', 'lost', 'stall', 'html', 'empty', 'broken'] as const satisfies Trouble['fault'][];
export const CALLBACK_FAULTS = ['signature', 'receiveid', 'order'] as const satisfies CallbackTrouble['fault'][];
/** Milliseconds. */
export const LONGEST_DELAY = 600_000;

interface Order {
  /** Path after /cgi-bin/, or * for any. */
  path: string;
  trouble: Trouble;
  left: number;
}

interface CallbackOrder {
  trouble: CallbackTrouble;
  left: number;
}

/** What a drill lets one app meet. While it goes on, what was ordered waits as far as it concerns this app. */
export interface Rehearsal {
  /** Of the app. */
  secret: string;
  /** Of the app. */
  agentid: number;
  /** What its call meets. `path`: as after /cgi-bin/. */
  call(path: string): Trouble | undefined;
  /** What a callback to it meets. */
  callback(): CallbackTrouble | undefined;
}

/** What an order is checked against: a slip in it would wait for ever. */
export interface Known {
  /** Throws when no API has this path. */
  checkPath(path: string): void;
  /** Whether WeCom lists it. */
  isErrcode(errcode: number): boolean;
}

/** More orders than this are a mistake of the caller. */
const MOST_WAITING = 1000;
const MOST_COPIES = 100;

/** Trouble on demand. A call that is answered by it is not carried out. */
export class Troubles {
  readonly #known: Known;
  readonly #random: () => number;
  readonly #orders: Order[] = [];
  readonly #callbackOrders: CallbackOrder[] = [];
  #rehearsal: Rehearsal | undefined;

  /** random: from 0 to below 1, as Math.random. */
  constructor(known: Known, random: () => number = Math.random) {
    this.#known = known;
    this.#random = random;
  }

  /**
   * The next calls meet this. Orders are served first come, first served.
   *
   * `path`: as after /cgi-bin/, `message/send`; `*` for any. `times`: how many calls. Throws a RangeError for a path that no API has, for
   * an errcode that WeCom does not list (unless it comes with an errmsg of its own), and when 1,000 orders wait already.
   */
  next(path: string, trouble: Trouble, times = 1): void {
    const bare = path.replace(/^\/?(cgi-bin\/)?/, '');
    if (bare !== '*') this.#known.checkPath(bare);
    this.#check(trouble);
    this.#place(this.#orders, { path: bare, trouble, left: times });
  }

  /**
   * The next callbacks meet this. Orders are served first come, first served.
   *
   * `times`: how many callbacks. Throws a RangeError for values that are none, and when 1,000 orders wait already.
   */
  nextCallback(trouble: CallbackTrouble, times = 1): void {
    const { delay, copies, fault } = trouble;
    checkDelay(delay);
    if (copies !== undefined && !(Number.isInteger(copies) && copies >= 1 && copies <= MOST_COPIES)) {
      throw new RangeError(`copies: a whole number from 1 to ${MOST_COPIES}, not ${copies}.`);
    }
    checkFault(fault, CALLBACK_FAULTS);
    this.#place(this.#callbackOrders, { trouble, left: times });
  }

  /** What was ordered and has not happened yet. */
  waiting(): { path: string; trouble: Trouble; left: number }[] {
    return this.#orders.map((order) => ({ ...order }));
  }

  /** What was ordered for callbacks and has not happened yet. */
  waitingCallbacks(): { trouble: CallbackTrouble; left: number }[] {
    return this.#callbackOrders.map((order) => ({ ...order }));
  }

  /** Calls off all that has not happened yet. */
  clear(): void {
    this.#orders.length = 0;
    this.#callbackOrders.length = 0;
  }

  /** From now on the rehearsal says what its app meets. Gives back how to end it. */
  rehearse(rehearsal: Rehearsal): () => void {
    this.#rehearsal = rehearsal;
    return () => {
      if (this.#rehearsal === rehearsal) this.#rehearsal = undefined;
    };
  }

  /** What this call meets, if anything. `secret`: whose call it is. */
  take(path: string, secret: () => string | undefined): Trouble | undefined {
    const rehearsal = this.#rehearsal;
    if (rehearsal !== undefined && rehearsal.secret === secret()) return rehearsal.call(path);
    if (this.#orders.length === 0) return undefined;
    const index = this.#orders.findIndex((order) => this.#concerns(order, path, secret));
    return served(this.#orders, index);
  }

  /** What this callback meets, if anything. */
  takeCallback(receiver: number | 'contact'): CallbackTrouble | undefined {
    if (this.#rehearsal?.agentid === receiver) return this.#rehearsal.callback();
    const index = this.#callbackOrders.findIndex(({ trouble }) => [undefined, receiver].includes(trouble.receiver));
    return served(this.#callbackOrders, index);
  }

  #concerns({ path: wanted, trouble }: Order, path: string, secret: () => string | undefined): boolean {
    if (wanted !== '*' && wanted !== path) return false;
    if (trouble.secret !== undefined && trouble.secret !== secret()) return false;
    return trouble.probability === undefined || this.#random() < trouble.probability;
  }

  #check({ errcode, errmsg, fault, delay, probability }: Trouble): void {
    if (errcode !== undefined && errmsg === undefined && !this.#known.isErrcode(errcode)) {
      throw new Misuse(`WeCom lists no errcode ${errcode}. Give it an errmsg if you mean it.`, {
        code: 'unknown_errcode',
        params: { errcode },
      });
    }
    checkFault(fault, FAULTS);
    checkDelay(delay);
    if (probability !== undefined && !(probability > 0 && probability <= 1)) {
      throw new RangeError(`probability: above 0 and up to 1, not ${probability}.`);
    }
  }

  #place<T extends { left: number }>(orders: T[], order: T): void {
    if (orders.length >= MOST_WAITING)
      throw new Misuse(`${MOST_WAITING} orders are waiting already.`, {
        code: 'too_many',
        params: { most: MOST_WAITING },
      });
    orders.push(order);
  }
}

function served<T>(orders: { trouble: T; left: number }[], index: number): T | undefined {
  const order = orders[index];
  if (order === undefined) return undefined;
  order.left--;
  if (order.left <= 0) orders.splice(index, 1);
  return order.trouble;
}

function checkDelay(delay: number | undefined): void {
  if (delay === undefined || (delay >= 0 && delay <= LONGEST_DELAY)) return;
  throw new RangeError(`delay: milliseconds from 0 to ${LONGEST_DELAY}, not ${delay}.`);
}

function checkFault(fault: string | undefined, faults: readonly string[]): void {
  if (fault === undefined || faults.includes(fault)) return;
  throw new RangeError(`fault: ${faults.join(', ')}, not ${fault}.`);
}

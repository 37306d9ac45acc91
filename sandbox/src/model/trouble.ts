// Trouble on demand: what a program should survive, but can never practise against the real server.

/** Replaces the answer to a call: by an errcode, or by a fault as networks and proxies make them. */
export type Trouble = {
  /** An answer with this errcode; −1 when there is neither this nor a fault. */
  errcode?: number;
  /** Its words; WeCom's own when left out. */
  errmsg?: string;
  /** drop cuts the connection, stall never answers, html is a gateway's 502 page, empty has no body, broken is half a JSON. */
  fault?: 'drop' | 'stall' | 'html' | 'empty' | 'broken';
};

export const FAULTS: readonly unknown[] = ['drop', 'stall', 'html', 'empty', 'broken'] satisfies Trouble['fault'][];

interface Order {
  /** Path after /cgi-bin/, or * for any. */
  path: string;
  trouble: Trouble;
  left: number;
}

/** More orders than this are a mistake of the caller. */
const MOST_WAITING = 1000;

/** Trouble on demand. A call that meets it is not carried out. */
export class Troubles {
  readonly #orders: Order[] = [];

  /**
   * The next calls meet this. Orders are served first come, first served.
   *
   * `path`: as after /cgi-bin/, `message/send`; `*` for any. `times`: how many calls. Throws a RangeError when 1,000 orders wait already.
   */
  next(path: string, trouble: Trouble, times = 1): void {
    if (this.#orders.length >= MOST_WAITING) throw new RangeError(`${MOST_WAITING} orders are waiting already.`);
    this.#orders.push({ path: path.replace(/^\/?(cgi-bin\/)?/, ''), trouble, left: times });
  }

  /** What was ordered and has not happened yet. */
  waiting(): { path: string; trouble: Trouble; left: number }[] {
    return this.#orders.map((order) => ({ ...order }));
  }

  /** Calls off all that has not happened yet. */
  clear(): void {
    this.#orders.length = 0;
  }

  /** What this call meets, if anything. */
  take(path: string): Trouble | undefined {
    const index = this.#orders.findIndex((order) => order.path === '*' || order.path === path);
    const order = this.#orders[index];
    if (order === undefined) return undefined;
    order.left--;
    if (order.left <= 0) this.#orders.splice(index, 1);
    return order.trouble;
  }
}

// Trouble on demand: what a program should survive, but can never practise against the real server.

/** errcode: an answer with it. The rest is what networks and proxies do: cut the line, never answer, answer something else. */
export type Trouble = {
  errcode?: number;
  errmsg?: string;
  fault?: 'drop' | 'stall' | 'html' | 'empty' | 'broken';
};

export const FAULTS: readonly unknown[] = ['drop', 'stall', 'html', 'empty', 'broken'] satisfies Trouble['fault'][];

interface Order {
  /** Path after /cgi-bin/, or * for any. */
  path: string;
  trouble: Trouble;
  left: number;
}

/** Who orders more has a loop somewhere. */
const MOST_WAITING = 1000;

export class Troubles {
  readonly #orders: Order[] = [];

  /** The next `times` calls of `path` (`message/send`, or `*` for any) meet this. Orders are served first come, first served. */
  next(path: string, trouble: Trouble, times = 1): void {
    if (this.#orders.length >= MOST_WAITING) throw new RangeError(`${MOST_WAITING} orders are waiting already.`);
    this.#orders.push({ path: path.replace(/^\/?(cgi-bin\/)?/, ''), trouble, left: times });
  }

  /** What was ordered and has not happened yet. */
  waiting(): { path: string; trouble: Trouble; left: number }[] {
    return this.#orders.map((order) => ({ ...order }));
  }

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

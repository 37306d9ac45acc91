import { read } from '../core/property';

/** The receivers of a call, each with a name of its own: of the first argument, or of a message of a group chat. */
export function receiversOf([to]: readonly unknown[]): string[] {
  const named = ['touser', 'toparty', 'totag', 'chatid'].flatMap((field) => {
    const value = read(to, field);
    const ids = Array.isArray(value) ? value : String(value ?? '').split('|');
    return ids.filter((id) => id !== '').map((id) => `${field} ${id}`);
  });
  return [...new Set(named)];
}

/** Calls with the same receiver, one after the other. */
export class Order {
  /** The last call of each receiver. */
  readonly #last = new Map<string, Promise<void>>();

  /** Calls `go` when all earlier calls of `receivers` are over. Gives what says that this one is. */
  enter(receivers: readonly string[], go: () => void): () => void {
    const earlier = receivers.flatMap((each) => this.#last.get(each) ?? []);
    let over = () => {};
    const mine = new Promise<void>((resolve) => {
      over = resolve;
    });
    for (const each of receivers) this.#last.set(each, mine);
    mine.then(() => {
      for (const each of receivers) if (this.#last.get(each) === mine) this.#last.delete(each);
    });
    if (earlier.length === 0) go();
    else Promise.all(earlier).then(() => process.nextTick(go));
    return over;
  }
}

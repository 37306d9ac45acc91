// A list with a limit of length and of bytes. It drops its oldest items.

export class Newest<T extends object> {
  /** Oldest first, behind a gap left by dropped items. Closing the gap for every item would move the whole list. */
  #items: (T | undefined)[] = [];
  /** Bytes of the item at the same index. */
  #sizes: number[] = [];
  #gap = 0;
  #bytes = 0;
  readonly #most: number;
  readonly #mostBytes: number;

  constructor(most: number, mostBytes: number) {
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  /** A copy, oldest first. */
  get all(): T[] {
    return this.#items.slice(this.#gap).filter((one) => one !== undefined);
  }

  get length(): number {
    return this.#items.length - this.#gap;
  }

  /** `bytes`: its approximate size. Returns the dropped items. The newest item stays, whatever its size. */
  add(one: T, bytes: number): T[] {
    this.#items.push(one);
    this.#sizes.push(bytes);
    this.#bytes += bytes;
    return this.#shorten();
  }

  /** The item has changed its size. Ignores an item that was dropped before. */
  resize(one: T, bytes: number): T[] {
    const index = this.#items.lastIndexOf(one);
    if (index < 0) return [];
    this.#bytes += bytes - (this.#sizes[index] ?? 0);
    this.#sizes[index] = bytes;
    return this.#shorten();
  }

  clear(): void {
    this.#items = [];
    this.#sizes = [];
    this.#gap = 0;
    this.#bytes = 0;
  }

  #shorten(): T[] {
    const gone: T[] = [];
    while (this.length > this.#most || (this.#bytes > this.#mostBytes && this.length > 1)) {
      const oldest = this.#items[this.#gap];
      if (oldest !== undefined) gone.push(oldest);
      this.#items[this.#gap] = undefined;
      this.#bytes -= this.#sizes[this.#gap] ?? 0;
      this.#gap += 1;
    }
    if (this.#gap > this.length) this.#closeGap();
    return gone;
  }

  #closeGap(): void {
    this.#items = this.#items.slice(this.#gap);
    this.#sizes = this.#sizes.slice(this.#gap);
    this.#gap = 0;
  }
}

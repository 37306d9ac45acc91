// The newest of what happened: so many, and so many bytes of them. The oldest go.

export class Newest<T extends object> {
  /** Oldest first, after a gap of those that have gone: to move all the others for each that goes would take long. */
  #items: (T | undefined)[] = [];
  /** Of each at its place. */
  #sizes: number[] = [];
  #gap = 0;
  #bytes = 0;
  readonly #most: number;
  readonly #mostBytes: number;

  constructor(most: number, mostBytes: number) {
    this.#most = most;
    this.#mostBytes = mostBytes;
  }

  /** Oldest first, as they are now. */
  get all(): T[] {
    return this.#items.slice(this.#gap).filter((one) => one !== undefined);
  }

  get length(): number {
    return this.#items.length - this.#gap;
  }

  /** `bytes`: roughly what it takes. Gives those who had to go for it; the newest stays, however large it is. */
  add(one: T, bytes: number): T[] {
    this.#items.push(one);
    this.#sizes.push(bytes);
    this.#bytes += bytes;
    return this.#shorten();
  }

  /** It takes more than before, or less. What has gone already is no matter. */
  resize(one: T, bytes: number): T[] {
    const index = this.#items.lastIndexOf(one);
    if (index < 0) return [];
    this.#bytes += bytes - (this.#sizes[index] ?? 0);
    this.#sizes[index] = bytes;
    return this.#shorten();
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

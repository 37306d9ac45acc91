// So many at a time, the others wait: of thousands at once most would time out on this machine, and not at the app.

const AT_ONCE = 20;

export class Turns {
  readonly #waiting: (() => void)[] = [];
  #underWay = 0;

  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#underWay >= AT_ONCE) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#underWay += 1;
    try {
      return await work();
    } finally {
      // Handed on, or given back.
      const next = this.#waiting.shift();
      if (next === undefined) this.#underWay -= 1;
      else next();
    }
  }
}

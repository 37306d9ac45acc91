// Deliveries that another one is to overtake: each waits until the next one to the same URL is over.

export class Overtaken {
  readonly #waiting = new Map<string, (() => void)[]>();

  /** Resolves when another delivery to this URL is over, or `ended` is aborted. */
  wait(url: string, ended: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const goOn = () => {
        ended.removeEventListener('abort', goOn);
        resolve();
      };
      this.#waiting.set(url, [...(this.#waiting.get(url) ?? []), goOn]);
      ended.addEventListener('abort', goOn);
      if (ended.aborted) goOn();
    });
  }

  /** A delivery to this URL is over. */
  passed(url: string): void {
    const waiting = this.#waiting.get(url) ?? [];
    this.#waiting.delete(url);
    for (const goOn of waiting) goOn();
  }
}

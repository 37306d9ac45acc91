/**
 * Runs `load` once, however often it is asked for meanwhile, and once more if it was: a program that makes a thousand members changes the
 * company a thousand times.
 *
 * @param {() => Promise<void>} load
 */
export function oneAtATime(load) {
  /** @type {Promise<void> | undefined} */
  let running;
  let isStale = false;

  async function untilFresh() {
    while (isStale) {
      isStale = false;
      await load();
    }
  }

  return () => {
    isStale = true;
    running ??= untilFresh().finally(() => {
      running = undefined;
    });
    return running;
  };
}

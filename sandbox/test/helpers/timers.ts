import type { TestContext } from 'node:test';

/**
 * Stops the timers of this process, and returns a function that puts them forward by ms. So no test waits for a timeout, and a busy
 * machine causes none.
 */
export function stopTimers(t: TestContext): (ms: number) => void {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  return (ms) => t.mock.timers.tick(ms);
}

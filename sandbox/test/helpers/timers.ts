import type { TestContext } from 'node:test';

/**
 * From now on the timers of this process stand still. Gives how to put them forward by ms: so nobody waits for a timeout, and none comes
 * because the machine is busy.
 */
export function stopTimers(t: TestContext): (ms: number) => void {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  return (ms) => t.mock.timers.tick(ms);
}

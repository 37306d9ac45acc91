import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';

/** Waits for something that comes soon; fails when it does not. */
export async function until(holds: () => boolean, ms = 10_000): Promise<void> {
  const end = performance.now() + ms;
  while (!holds()) {
    if (performance.now() > end) assert.fail(`It does not come: ${holds}`);
    await setImmediate();
  }
}

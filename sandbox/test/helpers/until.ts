import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';

/** Waits for something that comes soon; fails when it does not. */
export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + 10_000;
  while (!holds()) {
    if (performance.now() > end) assert.fail(`It does not come: ${holds}`);
    await setImmediate();
  }
}

import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';

/** ms. It is long, as a busy machine is slow. */
const PATIENCE = 60_000;

/** Waits for something that comes soon; fails when it does not. */
export async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + PATIENCE;
  while (!holds()) {
    if (performance.now() > end) assert.fail(`It does not come: ${holds}`);
    await setImmediate();
  }
}

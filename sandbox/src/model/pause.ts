// A pause that ends early when there is nothing to wait for any more.
import { setTimeout } from 'node:timers/promises';

export async function pause(ms: number, ended: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal: ended });
  } catch {
    // Aborted: whoever waits sees that in the signal.
  }
}

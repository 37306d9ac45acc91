// How smooth a page is: the pauses between its frames.
import type { Page } from 'playwright-core';

export interface Pauses {
  frames: number;
  /** ms */
  median: number;
  /** ms */
  longest: number;
}

const START = `
  globalThis.pauses = [];
  globalThis.lastFrame = performance.now();
  requestAnimationFrame(function tick(now) {
    pauses.push(now - lastFrame);
    lastFrame = now;
    globalThis.nextFrame = requestAnimationFrame(tick);
  });
`;
const STOP = 'cancelAnimationFrame(nextFrame), pauses';

export async function pausesDuring(page: Page, run: () => Promise<void>): Promise<Pauses> {
  await page.evaluate(START);
  await run();
  const pauses: number[] = await page.evaluate(STOP);
  pauses.sort((a, b) => a - b);
  return { frames: pauses.length, median: pauses[pauses.length >> 1] ?? 0, longest: pauses.at(-1) ?? 0 };
}

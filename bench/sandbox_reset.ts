import { createSandbox } from '../sandbox/src/index';

// What a reset costs between two tests, and whether it leaves something behind. On its own: `node --expose-gc --import tsx bench/sandbox_reset.ts`.

const RESETS = 1000;

/** The line for the report. Each reset comes after some messages, as between tests. */
export async function resets(): Promise<string> {
  await using sandbox = await createSandbox({ port: 0 });
  const round = async (): Promise<number> => {
    for (let i = 0; i < 10; i++)
      await sandbox.admin('user/create', { userid: `u${i}`, name: 'U', department: [1], mobile: `1390000000${i}` });
    const started = performance.now();
    sandbox.reset();
    return performance.now() - started;
  };
  for (let i = 0; i < RESETS / 5; i++) await round();
  const before = heap();
  const times: number[] = [];
  for (let i = 0; i < RESETS; i++) times.push(await round());
  const grown = heap() - before;
  times.sort((one, other) => one - other);
  const [median = 0, worst = 0] = [times[RESETS / 2], times.at(-1)];
  return `reset(): median ${median.toFixed(2)} ms, longest ${worst.toFixed(2)} ms of ${RESETS}; the heap grew by ${(grown / 1024).toFixed(0)} kB.`;
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

if (require.main === module) resets().then(console.log);

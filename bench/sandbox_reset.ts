import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createSandbox, type Sandbox } from '../sandbox/src/index';
import { LOADER } from './processes';

// What a sandbox costs between two tests: a reset, or another one; and whether resets leave something behind.

const RESETS = 1000;
const STARTS = 100;

/** The lines for the report, from a process of its own: only there can the garbage be collected before the heap is read. */
export async function resets(): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [...LOADER, '--expose-gc', __filename]);
  return stdout.trimEnd();
}

async function main(): Promise<void> {
  console.log(await ofResets());
  console.log(await ofStarts());
}

/** Each reset comes after members, customers and a meeting, as between tests. */
async function ofResets(): Promise<string> {
  await using sandbox = await createSandbox({ port: 0 });
  const round = async (): Promise<number> => {
    await use(sandbox);
    const started = performance.now();
    sandbox.reset();
    return performance.now() - started;
  };
  for (let i = 0; i < RESETS / 5; i++) await round();
  const before = heap();
  const times: number[] = [];
  for (let i = 0; i < RESETS; i++) times.push(await round());
  const grown = heap() - before;
  return `reset(): ${spread(times)}; the heap grew by ${(grown / 1024).toFixed(0)} kB.`;
}

async function use(sandbox: Sandbox): Promise<void> {
  for (let i = 0; i < 10; i++)
    await sandbox.admin('user/create', { userid: `u${i}`, name: 'U', department: [1], mobile: `1390000000${i}` });
  const wang = sandbox.wechat({ name: 'Wang' });
  wang.add('lisi', { state: 's' });
  wang.join(sandbox.customerGroup({ owner: 'lisi', name: 'g' }).chat_id);
}

/** Warm: what the first one loads is loaded. */
async function ofStarts(): Promise<string> {
  const times: number[] = [];
  for (let i = -STARTS / 5; i < STARTS; i++) {
    const started = performance.now();
    const sandbox = await createSandbox({ port: 0 });
    if (i >= 0) times.push(performance.now() - started);
    await sandbox.close();
  }
  return `createSandbox({ port: 0 }), warm: ${spread(times)}.`;
}

function spread(times: number[]): string {
  times.sort((one, other) => one - other);
  const [quickest = 0, median = 0, worst = 0] = [times[0], times[Math.floor(times.length / 2)], times.at(-1)];
  return `median ${median.toFixed(2)} ms, quickest ${quickest.toFixed(2)} ms, longest ${worst.toFixed(2)} ms of ${times.length}`;
}

function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

if (require.main === module) main();

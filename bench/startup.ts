import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { quantile, rounds } from './rounds';

/** What `require` takes, in ms of CPU, each time in a process of its own. */
export async function startUp(): Promise<Map<string, number>> {
  const modules = {
    'this package': 'dist/index.js',
    '…/receive': 'dist/lib/receive/index.js',
    'the sandbox': 'sandbox/dist/index.js',
  };
  const table = await rounds(
    Object.entries(modules).map(([name, path]) => [name, () => loading(join(__dirname, '..', path))] as const),
  );
  return new Map([...table].map(([name, times]) => [name, quantile(times, 0.25)]));
}

function loading(path: string): number {
  const script = `const cpu = process.cpuUsage(); require(${JSON.stringify(path)});
    const { user, system } = process.cpuUsage(cpu); console.log((user + system) / 1000)`;
  return Number(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' }));
}

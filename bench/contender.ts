import { measureCalls } from './calls';
import { contenders, type Name } from './contenders';
import { transfers } from './transfers';

// The process of one contender: it is told what to measure, and answers with figures.

export type Task =
  | { kind: 'run'; ms: number }
  | { kind: 'heap'; calls: number }
  | { kind: 'up' | 'down' }
  | { kind: 'objects'; count: number };

/** What a task came to; 0 for what it does not measure. */
export interface Figures {
  perSecond: number;
  /** µs: per call, or per MB of a transfer. */
  cpu: number;
  /** Bytes: in use after the calls and a garbage collection, or per api object. */
  heap: number;
}

const [name, prefix = ''] = process.argv.slice(2);
const call = contenders[name as Name](prefix);

async function figuresOf(task: Task): Promise<Figures> {
  if (task.kind === 'objects') return { perSecond: 0, cpu: 0, heap: sizeOfObject(task.count) };
  if (task.kind === 'run' || task.kind === 'heap') return measureCalls(call, task);
  const side = name === 'ours' ? transfers.ours : transfers.bare;
  return { perSecond: 0, cpu: await side(prefix)[task.kind](), heap: 0 };
}

/** Bytes of memory for one api object, of many. */
function sizeOfObject(count: number): number {
  const API = require('../dist/index.js');
  const kept: unknown[] = [new API('corpid', 'corpsecret', 1)];
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < count; i++) kept.push(new API('corpid', 'corpsecret', 1));
  globalThis.gc?.();
  const more = process.memoryUsage().heapUsed - before;
  // Read after the measurement, so that they are still there at it.
  return more / (kept.length - 1);
}

process.on('message', async (task: Task) => {
  process.send?.(await figuresOf(task));
});
process.on('disconnect', () => process.exit());

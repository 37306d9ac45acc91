import type { Lifetime } from '../test/helpers/server';
import { uploadToSlowReader } from '../test/helpers/slow_reader';
import type { Figures } from './contender';
import { contenders, type Name } from './contenders';
import { type Arena, open } from './processes';
import { checks, heading, loads, type Measured, speed } from './report';
import { rounds } from './rounds';
import { sandbox } from './sandbox';
import { resets } from './sandbox_reset';
import { startUp } from './startup';
import { transfer } from './transfer';

// What a call costs, beside 0.3.0, beside other clients and beside the least that Node needs; then what many calls, big files
// and loading cost. Every contender has its own process and the server too, over TLS on loopback.

const ROUND_MS = 300;
const HEAP_CALLS = 100_000;

export type Rounds = ReadonlyMap<Name, Figures[]>;

function race(arena: Arena): Promise<Rounds> {
  const names = Object.keys(contenders) as Name[];
  const entered = names.map((name) => [name, arena.enter(name)] as const);
  return rounds(entered.map(([name, measure]) => [name, () => measure({ kind: 'run', ms: ROUND_MS })] as const));
}

/** Bytes that stay in use after `HEAP_CALLS` calls, beyond what was in use after the first fifth of that. */
async function heapGrowth(arena: Arena): Promise<number> {
  const measure = arena.enter('ours');
  const before = await measure({ kind: 'heap', calls: HEAP_CALLS / 5 });
  const after = await measure({ kind: 'heap', calls: HEAP_CALLS });
  return after.heap - before.heap;
}

async function upload(library: 'ours' | 'original'): Promise<number> {
  const cleanups: (() => unknown)[] = [];
  const lifetime: Lifetime = { after: (cleanup) => cleanups.push(cleanup) };
  const { rss } = await uploadToSlowReader(lifetime, { library, form: 'path', megabytes: 100 }, 30);
  for (const cleanup of cleanups) await cleanup();
  return rss;
}

async function measureAll(arena: Arena): Promise<Measured> {
  return {
    heap: await heapGrowth(arena),
    object: (await arena.enter('ours')({ kind: 'objects', count: 10_000 })).heap,
    up: await transfer(arena, 'up'),
    down: await transfer(arena, 'down'),
    slowUpload: { ours: await upload('ours'), original: await upload('original') },
  };
}

async function main(): Promise<void> {
  console.log(heading(ROUND_MS));
  const arena = await open();
  try {
    const calls = await race(arena);
    console.log(speed(calls));
    console.log(checks(calls, await measureAll(arena)));
  } finally {
    arena.close();
  }
  console.log(loads(await startUp()));
  console.log(await sandbox());
  console.log(await resets());
}

main();

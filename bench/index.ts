import type { Lifetime } from '../test/helpers/server';
import { uploadToSlowReader } from '../test/helpers/slow_reader';
import type { Figures } from './contender';
import { contenders, type Name } from './contenders';
import { type Arena, open } from './processes';
import { checks, heading, speed } from './report';
import { sandbox } from './sandbox';

// What a call costs, beside 0.3.0 and beside the least that Node needs; then what many calls and a big upload leave in
// memory. Every contender has its own process and the server too, over TLS on loopback; the rounds take turns.

const ROUNDS = 15;
const ROUND_MS = 1000;
const HEAP_CALLS = 100_000;

export type Rounds = Record<Name, Figures[]>;

async function race(arena: Arena): Promise<Rounds> {
  const names = Object.keys(contenders) as Name[];
  const entered = names.map((name) => ({ name, measure: arena.enter(name) }));
  const rounds: Rounds = { ours: [], original: [], bare: [], urllib: [] };
  // The first round warms up: compiling is not what a call costs.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { name, measure } of entered) {
      const figures = await measure({ kind: 'run', ms: ROUND_MS });
      if (round > 0) rounds[name].push(figures);
    }
  }
  return rounds;
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

async function main(): Promise<void> {
  console.log(heading(ROUNDS, ROUND_MS));
  const arena = await open();
  try {
    const rounds = await race(arena);
    console.log(speed(rounds));
    const memory = { heap: await heapGrowth(arena), upload: await upload('ours'), theirs: await upload('original') };
    console.log(checks(rounds, memory));
  } finally {
    arena.close();
  }
  console.log(await sandbox());
}

main();

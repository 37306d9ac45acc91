import { type Arena, open } from './processes';
import { quantile, rounds, SETUP } from './rounds';

// 100 MB up and down, beside a bare stream. On its own: `npx tsx bench/transfer.ts`; after a build.

/** µs of CPU for a MB. */
export interface Transfer {
  ours: number;
  bare: number;
}

/** The lower quartile, of many transfers in turns: single ones differ by a third from one time to the next. */
export async function transfer(arena: Arena, kind: 'up' | 'down'): Promise<Transfer> {
  const sides = (['ours', 'bare'] as const).map((name) => [name, arena.enter(name)] as const);
  const cpu = await rounds(sides.map(([name, measure]) => [name, async () => (await measure({ kind })).cpu] as const));
  return { ours: quantile(cpu.get('ours') ?? [], 0.25), bare: quantile(cpu.get('bare') ?? [], 0.25) };
}

async function main(): Promise<void> {
  const arena = await open();
  try {
    for (const kind of ['up', 'down'] as const) {
      const { ours, bare } = await transfer(arena, kind);
      const figures = `ours ${ours.toFixed(0)}, bare ${bare.toFixed(0)} µs of CPU for a MB`;
      console.log(`100 MB ${kind}, ${SETUP}: ${figures}; ${(ours / bare).toFixed(2)} ×`);
    }
  } finally {
    arena.close();
  }
}

if (require.main === module) main();

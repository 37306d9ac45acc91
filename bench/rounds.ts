// What else the machine does can only slow a contender down. So rounds are short and many, all contenders take turns in each,
// every second time in the opposite order, and the good rounds count: the lower quartile of CPU, the upper one of what is
// done per second.

const ROUNDS = 21;
const WARM_UP = 3;

export const SETUP = `${ROUNDS} rounds`;

/** What each contender reached, round by round. The first rounds warm up, and do not count. */
export async function rounds<N extends string, T>(
  contenders: readonly (readonly [name: N, play: () => T | Promise<T>])[],
): Promise<Map<N, T[]>> {
  const table = new Map<N, T[]>(contenders.map(([name]) => [name, []]));
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    for (const [name, play] of round % 2 ? [...contenders].reverse() : contenders) {
      const figure = await play();
      if (round >= WARM_UP) table.get(name)?.push(figure);
    }
  }
  return table;
}

/** The value below which a part of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * part)] ?? Number.NaN;
}

// How far values nest. Nothing of WeCom's nests like that; who does wants to see whether we fall over.

const DEEPEST = 64;

export function isTooDeep(values: object): boolean {
  let level: unknown[] = [values];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((value) => (typeof value === 'object' && value !== null ? Object.values(value) : []));
  }
  return false;
}

// How far values nest. Nothing of WeCom's nests like that; who does wants to see whether we fall over.

const DEEPEST = 64;

export function isTooDeep(value: unknown, depth = 0): boolean {
  if (depth > DEEPEST) return true;
  if (typeof value !== 'object' || value === null) return false;
  // Every call comes through here: no list of the values is made.
  for (const name in value) if (isTooDeep(Reflect.get(value, name), depth + 1)) return true;
  return false;
}

import { inspect } from 'node:util';

/**
 * Where one of `secrets` stands in `value`: in whatever can be reached from it (hidden properties, causes, lists of
 * errors, bytes, headers), or in how it is printed.
 */
export function leaks(value: unknown, secrets: readonly string[]): string[] {
  const found: string[] = [];
  const look = (where: string, text: string) => {
    if (secrets.some((secret) => text.includes(secret))) found.push(`${where}: ${text.slice(0, 200)}`);
  };
  for (const [where, text] of texts(value, 'it', new Set())) look(where, text);
  look('util.inspect', inspect(value, { depth: null, showHidden: true, maxStringLength: null, maxArrayLength: null }));
  look('JSON.stringify', JSON.stringify(value) ?? '');
  look('String', String(value));
  return found;
}

function* texts(value: unknown, where: string, seen: Set<unknown>): Generator<[string, string]> {
  if (typeof value === 'string') yield [where, value];
  if (typeof value !== 'object' || value === null || seen.has(value)) return;
  seen.add(value);
  if (Buffer.isBuffer(value)) yield [where, value.toString('latin1')];
  else for (const key of Reflect.ownKeys(value)) yield* entry(value, key, where, seen);
}

function* entry(value: object, key: string | symbol, where: string, seen: Set<unknown>): Generator<[string, string]> {
  const place = `${where}.${String(key)}`;
  yield [`${place} (the key)`, String(key)];
  yield* texts(Reflect.get(value, key), place, seen);
}

import type { Glossary } from './glossary';
import { type Callback, type Endpoint, type Field, type Fields, fieldsOf, type Part, walk } from './model';
import type { Catalogue } from './read';

/** Names that differ by a letter and are two things all the same. */
const PAIRS = new Set(
  [
    'callee caller',
    'cpu_info gpu_info',
    'ctime mtime',
    'current_host current_hosts',
    'industry_id1 industry_id2',
    'Location_X Location_Y',
    'parent parents',
    'plate_num plate_num_b',
    'range ranges',
    'rule_ctime rule_mtime',
    'value_int64 value_uint64',
  ].map((pair) => pair.toLowerCase()),
);

const SHORTEST_TWIN = 5;

type AnyPart = Part<Endpoint | Callback>;

/** Rules of single fields, and of fields beside each other. */
export function fieldRules({ endpoints, callbacks }: Catalogue, glossary: Glossary): string[] {
  const wrong: string[] = [];
  for (const part of [...endpoints, ...callbacks] as AnyPart[]) {
    for (const [where, fields] of groupsOf(part)) {
      for (const each of siblings(fields)) wrong.push(...twinsOf(each, `${part.name} ${where}`));
      walk(fields, where, ({ name, field }) => {
        for (const each of [field, field.items ?? {}]) {
          wrong.push(...rulesOf(each, part, glossary).map((what) => `${part.name} ${where} ${name}: ${what}`));
        }
      });
    }
  }
  return wrong;
}

function* groupsOf(part: AnyPart): Generator<[where: string, fields: Fields]> {
  for (const [type, { properties }] of Object.entries(part.types)) if (properties) yield [type, properties];
  for (const [key, entry] of Object.entries(part.entries)) {
    const groups = 'kind' in entry ? [entry.fields] : [entry.query, entry.body, entry.answer];
    for (const fields of groups) if (fields) yield [key, fields];
  }
}

function* siblings(fields: Fields): Generator<Fields> {
  yield fields;
  for (const { field } of fieldsOf(fields)) {
    for (let inner: Field | undefined = field; inner; inner = inner.items) {
      if (inner.properties) yield* siblings(inner.properties);
    }
  }
}

function rulesOf(field: Field, part: AnyPart, glossary: Glossary): string[] {
  const wrong: string[] = [];
  const { items, $ref, meanings, type } = field;
  const values = field.enum ?? [];
  if (items && (field.minLength ?? field.maxLength ?? field.maxBytes) !== undefined) wrong.push('a length on an array');
  if (!items && (field.minItems ?? field.maxItems) !== undefined) wrong.push('a count on what is no array');
  if ($ref && !part.types[$ref]) wrong.push(`no type ${$ref}`);
  if (meanings && meanings.length !== values.length) wrong.push('not as many meanings as values');
  const isStray = values.length > 0 && values.every((value) => typeof value === 'string' && /^\d+$/.test(value));
  if (isStray && !glossary.meanings(field)) wrong.push('digits as strings, without a meaning');
  if (values.some((value) => (typeof value === 'number') !== (type === 'integer')))
    wrong.push('values of another type');
  return wrong;
}

/** Fields beside each other whose names differ by a slip of the pen: version and verison. */
function twinsOf(fields: Fields, where: string): string[] {
  const names = fieldsOf(fields).map(({ name }) => name);
  return names.flatMap((one, i) =>
    names
      .slice(i + 1)
      .filter((other) => areTwins(one, other))
      .map((other) => `${where}: ${one} and ${other} look like the same name`),
  );
}

export function areTwins(one: string, other: string): boolean {
  const pair = [one, other].map((name) => name.toLowerCase()).sort();
  if (PAIRS.has(pair.join(' '))) return false;
  const [a = '', b = ''] = pair.map((name) => name.replaceAll('_', ''));
  if (a === b) return true;
  return Math.min(a.length, b.length) >= SHORTEST_TWIN && isOneSlip(a, b);
}

/** One letter more, less or different, or two letters swapped. */
function isOneSlip(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)) return true;
  return restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2);
}

// tsx scripts/build_sandbox.ts [file]: prints what the sandbox wants to know of every endpoint, in one compact file.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Endpoint, Field, Fields, Part } from './model';
import { readEndpoints } from './read';

const DEFAULT = join(__dirname, '../../sandbox/generated/endpoints.json');

/** What only people read. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(['description', 'meanings', 'unit']);

/** Chapters in several files count as one, but their types have the same names. */
interface Group {
  chapter: string;
  types: Fields;
  endpoints: Record<string, Omit<Endpoint, 'title' | 'doc' | 'errors'>>;
}

export function sandboxData(): Group[] {
  return readEndpoints().map(groupOf);
}

function groupOf({ title, types, entries }: Part<Endpoint>): Group {
  const endpoints = Object.entries(entries).map(([path, entry]) => [path, bare(entry)]);
  return { chapter: title, types: fields(types), endpoints: Object.fromEntries(endpoints) };
}

function bare({ title, doc, errors, query, body, answer, ...rest }: Endpoint): Group['endpoints'][string] {
  return {
    ...rest,
    ...(query && { query: fields(query) }),
    ...(body && { body: fields(body) }),
    ...(answer && { answer: fields(answer) }),
  };
}

function fields(given: Fields): Fields {
  return Object.fromEntries(Object.entries(given).map(([name, each]) => [name, field(each)]));
}

function field(given: Field): Field {
  const { properties, items, additionalProperties, ...rest } = given;
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([word]) => !FOR_PEOPLE.has(word))),
    ...(properties && { properties: fields(properties) }),
    ...(items && { items: field(items) }),
    ...(additionalProperties && { additionalProperties: field(additionalProperties) }),
  };
}

if (require.main === module) {
  const file = resolve(process.argv[2] ?? DEFAULT);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(sandboxData()));
}

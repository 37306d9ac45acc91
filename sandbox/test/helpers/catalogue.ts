// The catalogue from its source: requests made of it, and what it says of answers.
import { type Endpoint, type Field, type Fields, fieldsOf } from '../../../catalogue/scripts/model';
import { readCredentials, readEndpoints } from '../../../catalogue/scripts/read';
import type { Answer, Body, Client, Query } from './client';

export interface Entry extends Endpoint {
  path: string;
  types: Fields;
}

const parts = readEndpoints();

export const entries: readonly Entry[] = parts.flatMap(({ types, entries }) =>
  Object.entries(entries).map(([path, endpoint]) => ({ path, types, ...endpoint })),
);
export const entryOf: ReadonlyMap<string, Entry> = new Map(entries.map((entry) => [entry.path, entry]));
export const credentials = readCredentials();

/** What is wrong with an answer by the schema of the catalogue: missing, of another type, outside its limits. */
export function wrongWith({ path, answer, types }: Entry, body: Body): string[] {
  return [...wrongFields(answer, body, types, path)];
}

function* wrongFields(fields: Fields = {}, body: Body, types: Fields, at: string): Generator<string> {
  for (const { name, field, optional } of fieldsOf(fields)) {
    const value = body[name];
    if (value !== undefined) yield* wrongValue(field, value, types, `${at} ${name}`);
    else if (!optional) yield `${at} ${name} is missing`;
  }
}

function* wrongValue(field: Field, value: unknown, types: Fields, at: string): Generator<string> {
  if (field.$ref !== undefined) return yield* wrongValue(types[field.$ref] ?? {}, value, types, at);
  if (field.items !== undefined) {
    if (!Array.isArray(value)) return yield `${at} is no array`;
    for (const each of value) yield* wrongValue(field.items, each, types, at);
    const { minItems = 0, maxItems = value.length } = field;
    if (value.length < minItems || value.length > maxItems) yield `${at} has ${value.length} items`;
  } else if (field.properties !== undefined || field.type === 'object') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return yield `${at} is no object`;
    yield* wrongFields(field.properties, { ...value }, types, at);
  } else if (!fits(field, value)) yield `${at} is ${JSON.stringify(value)} instead of ${JSON.stringify(field)}`;
}

function fits({ type, minimum, maximum, minLength = 0, maxLength, maxBytes }: Field, value: unknown): boolean {
  if (type === 'string') {
    if (typeof value !== 'string' || value.length < minLength) return false;
    return value.length <= (maxLength ?? value.length) && Buffer.byteLength(value) <= (maxBytes ?? Number.MAX_VALUE);
  }
  if (type !== 'integer' && type !== 'number') return type === undefined || typeof value === type;
  if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) return false;
  return value >= (minimum ?? value) && value <= (maximum ?? value);
}

/** Values that fit the schema: of all fields, or of the required ones. */
export function valuesOf(fields: Fields = {}, types: Fields = {}, every = true, depth = 0): Body {
  const values: Body = {};
  for (const { name, field, optional } of fieldsOf(fields)) {
    if (field.format === 'binary' || (optional && (!every || depth > 5))) continue;
    const [other = '', value] = field.when?.split(' = ') ?? [];
    if (value === undefined || String(values[other]) === value)
      values[name] = sampleOf(name, field, types, every, depth);
  }
  return values;
}

function sampleOf(name: string, field: Field, types: Fields, every: boolean, depth: number): unknown {
  if (field.$ref !== undefined) return sampleOf(name, types[field.$ref] ?? {}, types, every, depth);
  if (field.items !== undefined) {
    const { items, minItems = 1 } = field;
    return Array.from({ length: Math.max(1, minItems) }, () => sampleOf(name, items, types, every, depth + 1));
  }
  if (field.properties !== undefined) return valuesOf(field.properties, types, every, depth + 1);
  const [first = field.const] = field.enum ?? [];
  if (first !== undefined) return first;
  if (field.type === 'integer' || field.type === 'number') return Math.max(1, field.minimum ?? 1);
  if (field.type === 'boolean') return true;
  if (field.type === 'string') return 'x'.repeat(Math.max(1, field.minLength ?? 1));
  return {};
}

/** Calls the endpoint as the catalogue says. */
export function call(client: Client, entry: Entry, params: { query: Body; body: Body }): Promise<Answer> {
  const { path, verb, body } = entry;
  const query: Query = Object.fromEntries(Object.entries(params.query).map(([name, value]) => [name, String(value)]));
  if (verb === 'GET') return client.get(path, query);
  const file = fieldsOf(body).find(({ field }) => field.format === 'binary');
  if (file !== undefined) return client.upload(path, { content: 'content', part: file.name }, query);
  return client.post(path, params.body, query);
}

// What is known of every endpoint of WeCom: printed from the catalogue (catalogue/README.md), loaded when the first call wants it.
import type { TokenKind } from '../api/tokens';

/** JSON Schema with a few words of the catalogue's own. */
export interface Field {
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'object';
  /** A type of the same chapter. */
  $ref?: string;
  properties?: Fields;
  items?: Field;
  additionalProperties?: Field;
  format?: 'binary' | 'unix-time';
  enum?: (string | number)[];
  const?: string | number;
  minLength?: number;
  maxLength?: number;
  maxBytes?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  /** It counts only under this condition: `type = 1`. */
  when?: string;
}

/** By name. One that ends in `?` is optional. */
export type Fields = Record<string, Field>;

/** How an endpoint answers in pages. */
export interface Page {
  from?: string;
  next?: string;
  offset?: string;
  more?: string;
  end?: string;
  total?: string;
  list?: string;
}

export interface Entry {
  verb?: 'GET';
  token?: 'none' | Exclude<TokenKind, 'access_token'>;
  download?: true;
  deprecated?: true;
  /** medium: what it takes may be more or less. low: nothing is known but verb and token. */
  confidence?: 'medium' | 'low';
  page?: Page;
  query?: Fields;
  body?: Fields;
  answer?: Fields;
}

interface Group {
  chapter: string;
  types: Fields;
  endpoints: Record<string, Entry>;
}

/** An endpoint, and what its fields refer to. */
export interface Known {
  path: string;
  chapter: string;
  entry: Entry;
  types: Fields;
}

let known: ReadonlyMap<string, Known> | undefined;

/** By path after /cgi-bin/. */
export function catalogue(): ReadonlyMap<string, Known> {
  known ??= new Map(load());
  return known;
}

function* load(): Generator<[string, Known]> {
  const groups: Group[] = require('../../generated/endpoints.json');
  for (const { chapter, types, endpoints } of groups) {
    for (const [path, entry] of Object.entries(endpoints)) yield [path, { path, chapter, entry, types }];
  }
}

export function fieldsOf(fields: Fields = {}): { name: string; field: Field; isOptional: boolean }[] {
  return Object.entries(fields).map(([name, field]) =>
    name.endsWith('?') ? { name: name.slice(0, -1), field, isOptional: true } : { name, field, isOptional: false },
  );
}

/** Whether the condition of a field is met among the values that stand beside it. */
export function applies({ when }: Field, beside: object): boolean {
  if (when === undefined) return true;
  const [name = '', value] = when.split(' = ');
  return Object.hasOwn(beside, name) && String(Reflect.get(beside, name)) === value;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

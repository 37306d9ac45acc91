/** What the YAML files hold. A name that ends in `?` in them is optional: `fieldsOf` reads that. */

/** Plain JSON Schema, with a few words of ours: schema.json says which. */
export interface Field {
  type?: 'string' | 'integer' | 'number' | 'boolean' | 'object';
  /** A type of the same file. */
  $ref?: string;
  properties?: Fields;
  items?: Field;
  additionalProperties?: Field;
  format?: 'binary' | 'unix-time';
  enum?: (string | number)[];
  const?: string | number;
  /** What the values of `enum` mean, in the same order. */
  meanings?: string[];
  description?: string;
  minLength?: number;
  maxLength?: number;
  maxBytes?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  unit?: string;
  /** The condition under which the field counts: `type = 1`. */
  when?: string;
}

export type Fields = Record<string, Field>;

/** How an endpoint answers in pages: by what the last answer said comes next (`from`, `next`), or by counting (`offset`). */
export interface Page {
  from?: string;
  next?: string;
  offset?: string;
  size?: string;
  /** True while there is more. */
  more?: string;
  /** True, or 1, on the last page. */
  end?: string;
  total?: string;
  /** Where the items are: the name of an array, with dots below the top. */
  list?: string;
}

export type Confidence = 'high' | 'medium' | 'low';

export interface Endpoint {
  title: string;
  doc?: number | string;
  verb?: 'GET';
  token?: string;
  download?: true;
  deprecated?: true;
  confidence?: Confidence;
  errors?: number[];
  page?: Page;
  query?: Fields;
  body?: Fields;
  answer?: Fields;
}

export interface Callback {
  title: string;
  doc?: number;
  kind: string;
  event?: string;
  infoType?: string;
  changeType?: string;
  msgType?: string;
  aliases?: string[];
  apps?: string[];
  confidence?: Confidence;
  /** The kind whose common fields it has besides its own. */
  extends?: string;
  fields?: Fields;
}

export interface Part<T> {
  /** The name of the file. */
  name: string;
  title: string;
  types: Fields;
  /** Of callbacks: the fields that all of a kind have. */
  common: Record<string, Fields>;
  entries: Record<string, T>;
}

/** How a kind of token is had, and when it is dead. */
export interface Credential {
  title: string;
  /** The name of the parameter in the URL. */
  query: string;
  /** The endpoint that gives one, and the field of its answer that is the token. */
  fetch: string;
  field: string;
  dead: number[];
}

export interface Named {
  name: string;
  field: Field;
  optional: boolean;
}

export function fieldsOf(fields: Fields = {}): Named[] {
  return Object.entries(fields).map(([name, field]) =>
    name.endsWith('?') ? { name: name.slice(0, -1), field, optional: true } : { name, field, optional: false },
  );
}

/** What a caller gives: query and body in one object; no name is in both. */
export function paramsOf(endpoint: Endpoint): Fields {
  return { ...endpoint.query, ...endpoint.body };
}

/** Low confidence: only path, verb, token and title are known. */
export function isOpen(endpoint: { confidence?: Confidence }): boolean {
  return endpoint.confidence === 'low';
}

/** Calls `visit` with each field, from the top down; `parent` is the name of what holds it. */
export function walk(fields: Fields, parent: string, visit: (named: Named, parent: string) => void): void {
  for (const named of fieldsOf(fields)) {
    visit(named, parent);
    for (let inner: Field | undefined = named.field; inner; inner = inner.items) {
      if (inner.properties) walk(inner.properties, named.name, visit);
    }
  }
}

/** All fields of a part: those of its types, then those of its entries. */
export function walkPart(part: Part<Endpoint | Callback>, visit: (named: Named, parent: string) => void): void {
  for (const [kind, fields] of Object.entries(part.common)) walk(fields, kind, visit);
  for (const [type, field] of Object.entries(part.types)) walk(field.properties ?? {}, type, visit);
  for (const [key, entry] of Object.entries(part.entries)) {
    const groups = 'kind' in entry ? [entry.fields] : [entry.query, entry.body, entry.answer];
    for (const fields of groups) walk(fields ?? {}, key, visit);
  }
}

// The catalogue as OpenAPI 3.1, for other tools and languages.
import { textOf } from './comment';
import { pascal } from './declarations';
import { type Family, pageOf, WECOM } from './families';
import type { Glossary } from './glossary';
import { type Credential, type Endpoint, type Field, type Fields, fieldsOf, isOpen, type Part } from './model';

type Json = Record<string, unknown>;

export function toOpenAPI(
  parts: Part<Endpoint>[],
  glossary: Glossary,
  credentials: Record<string, Credential>,
  family = WECOM,
): Json {
  const schemas: Json = {
    Ack: {
      type: 'object',
      properties: { errcode: { type: 'integer' }, errmsg: { type: 'string' } },
      required: ['errcode', 'errmsg'],
    },
  };
  const paths: Json = {};
  for (const part of parts) {
    const printer = new Schemas(part, glossary, family);
    Object.assign(schemas, printer.types());
    for (const [path, endpoint] of Object.entries(part.entries)) {
      paths[`/${path}`] = { [(endpoint.verb ?? 'POST').toLowerCase()]: printer.operation(path, endpoint) };
    }
  }
  const kinds = Object.entries(credentials).filter(([kind, { query }]) => kind === query);
  return {
    openapi: '3.1.0',
    info: { title: family.title, version: '1.0.0' },
    servers: [{ url: family.host }],
    paths,
    components: {
      schemas,
      securitySchemes: Object.fromEntries(
        kinds.map(([kind, { query }]) => [kind, { type: 'apiKey', in: 'query', name: query }]),
      ),
    },
  };
}

class Schemas {
  readonly #part: Part<Endpoint>;
  readonly #glossary: Glossary;
  readonly #family: Family;

  constructor(part: Part<Endpoint>, glossary: Glossary, family: Family) {
    this.#part = part;
    this.#glossary = glossary;
    this.#family = family;
  }

  /** Types of different parts may have the same name, so that the part's goes before it. */
  #name(type: string): string {
    return `${pascal(this.#part.name)}.${type}`;
  }

  types(): Json {
    const types = Object.entries(this.#part.types);
    return Object.fromEntries(types.map(([type, field]) => [this.#name(type), this.#schema(field, type)]));
  }

  #schema(field: Field, name: string): Json {
    const { properties, items, $ref, enum: values, meanings: _, const: only, maxBytes, unit, when, ...rest } = field;
    const extra = { ...(unit && { 'x-unit': unit }), ...(when && { 'x-when': when }) };
    if ($ref) return { $ref: `#/components/schemas/${this.#name($ref)}`, ...extra };
    if (items) return { type: 'array', items: this.#schema(items, name), ...rest, ...extra };
    if (properties) return { ...this.object(properties, name), ...rest, ...extra };
    if (field.format === 'binary') return { type: 'string', contentMediaType: 'application/octet-stream' };
    // WeCom adds values, so that a closed enum would lie: the known ones are listed, not enforced.
    const known = values ?? (only === undefined ? undefined : [only]);
    const meanings = this.#glossary.meanings(field);
    return {
      ...rest,
      ...(known && { 'x-known-values': known }),
      ...(meanings && { 'x-meanings': meanings }),
      ...(maxBytes && { 'x-max-bytes': maxBytes }),
      ...extra,
    };
  }

  #described(named: ReturnType<typeof fieldsOf>[number], parent: string): Json {
    const description = textOf(named, parent, this.#part.name, this.#glossary);
    return { ...this.#schema(named.field, named.name), ...(description && { description }) };
  }

  object(fields: Fields, parent: string): Json {
    const named = fieldsOf(fields);
    const required = named.filter(({ optional }) => !optional).map(({ name }) => name);
    return {
      type: 'object',
      properties: Object.fromEntries(named.map((each) => [each.name, this.#described(each, parent)])),
      ...(required.length > 0 && { required }),
    };
  }

  operation(path: string, endpoint: Endpoint): Json {
    const { title, doc, token = 'access_token', deprecated, query, body, page, confidence } = endpoint;
    return {
      operationId: path.replaceAll('/', '_'),
      summary: title,
      tags: [this.#part.title],
      ...(doc && { externalDocs: { url: pageOf(this.#family, doc) } }),
      ...(deprecated && { deprecated }),
      security: token === 'none' ? [] : [{ [token]: [] }],
      ...(query && { parameters: this.#parameters(query, path) }),
      ...this.#requestBody(path, endpoint, body),
      responses: { 200: { description: 'OK', content: this.#content(path, endpoint) } },
      ...(page && { 'x-page': page }),
      ...(confidence && { 'x-confidence': confidence }),
    };
  }

  #parameters(query: Fields, path: string): Json[] {
    return fieldsOf(query).map((named) => {
      const { description, ...schema } = this.#described(named, path);
      const required = !named.optional;
      return { name: named.name, in: 'query', required, ...(description ? { description } : {}), schema };
    });
  }

  #requestBody(path: string, endpoint: Endpoint, body: Fields | undefined): Json {
    if (!body && !(isOpen(endpoint) && endpoint.verb !== 'GET')) return {};
    const isUpload = fieldsOf(body).some(({ field }) => field.format === 'binary');
    const schema = body ? this.object(body, path) : { type: 'object' };
    return { requestBody: { content: { [isUpload ? 'multipart/form-data' : 'application/json']: { schema } } } };
  }

  #content(path: string, { answer, download }: Endpoint): Json {
    const ack = { $ref: '#/components/schemas/Ack' };
    const schema = answer ? { allOf: [ack, this.object(answer, path)] } : ack;
    return { ...(download && { 'application/octet-stream': {} }), 'application/json': { schema } };
  }
}

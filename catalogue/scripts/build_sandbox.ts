// tsx scripts/build_sandbox.ts [folder]: prints what the sandbox wants to know of every endpoint and callback, in two compact files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Callback, Endpoint, Field, Fields, Part } from './model';
import { type Catalogue, readCatalogue } from './read';

const DEFAULT = join(__dirname, '../../sandbox/generated');

/** What only people read. */
const FOR_PEOPLE: ReadonlySet<string> = new Set(['description', 'meanings', 'unit']);
/** XML that WeCom sends of its own accord. Robots get JSON; replies and envelopes are no callbacks. */
const SENT: ReadonlySet<string> = new Set(['event', 'suite', 'message']);

/** Chapters in several files count as one, but their types have the same names. */
interface Group {
  chapter: string;
  types: Fields;
  endpoints: Record<string, Omit<Endpoint, 'title' | 'doc' | 'errors'>>;
}

interface Sent extends Pick<Callback, 'event' | 'infoType' | 'changeType' | 'msgType'> {
  kind: string;
  fields: Fields;
}

/** By key; notices to suites and messages have their kind before it, as many of their keys are those of events. */
interface Callbacks {
  types: Fields;
  callbacks: Record<string, Sent>;
}

function sandboxData({ endpoints, callbacks } = readCatalogue()): {
  endpoints: Group[];
  callbacks: Callbacks[];
} {
  const common = Object.assign({}, ...callbacks.map((part) => part.common));
  return { endpoints: endpoints.map(groupOf), callbacks: callbacks.map((part) => callbacksOf(part, common)) };
}

function groupOf({ title, types, entries }: Part<Endpoint>): Group {
  const endpoints = Object.entries(entries).map(([path, entry]) => [path, bare(entry)]);
  return { chapter: title, types: fields(types), endpoints: Object.fromEntries(endpoints) };
}

function callbacksOf({ types, entries }: Catalogue['callbacks'][number], common: Record<string, Fields>): Callbacks {
  const sent = Object.entries(entries).filter(([, { kind }]) => SENT.has(kind));
  const named = sent.map(
    ([key, { kind, event, infoType, changeType, msgType, extends: base = '', fields: own = {} }]) => {
      const all = fields({ ...common[base], ...own });
      return [kind === 'event' ? key : `${kind}/${key}`, { kind, event, infoType, changeType, msgType, fields: all }];
    },
  );
  return { types: fields(types), callbacks: Object.fromEntries(named) };
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
  const folder = resolve(process.argv[2] ?? DEFAULT);
  mkdirSync(folder, { recursive: true });
  for (const [name, data] of Object.entries(sandboxData()))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(data));
}

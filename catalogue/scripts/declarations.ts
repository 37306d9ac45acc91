// The declarations of a part: a type for what each endpoint takes and answers, and `Params` and `Answers` that name them by path.
import { comment, textOf } from './comment';
import { type Family, WECOM } from './families';
import type { Glossary } from './glossary';
import { type Endpoint, type Field, type Fields, fieldsOf, isOpen, type Part, paramsOf } from './model';

/** What goes out may be undefined and readonly, what comes back is neither. */
type Side = 'in' | 'out';

const TAKEN = ['Ack', 'Anything', 'Buffer', 'NoParams', 'Record', 'Upload'];

const TYPES = {
  integer: 'number',
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  object: 'Record<string, unknown>',
} as const;

export function pascal(text: string): string {
  return text.replace(/(^|[_/-])(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}

export function identifier(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : `'${name}'`;
}

function literal(value: string | number): string {
  return typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "\\'")}'`;
}

/** WeCom adds values, so that the known ones are offered and others pass. */
function known(values: readonly (string | number)[], base: 'string' | 'number'): string {
  return `${values.map(literal).join(' | ')} | (${base} & {})`;
}

export class Declarations {
  readonly #part: Part<Endpoint>;
  readonly #glossary: Glossary;
  readonly #family: Family;
  /** Which side each type of the part is on, and whether unknown keys may pass. */
  readonly #sides = new Map<string, Side>();
  readonly #loose = new Set<string>();
  #isLoose = false;

  constructor(part: Part<Endpoint>, glossary: Glossary, family: Family = WECOM) {
    this.#part = part;
    this.#glossary = glossary;
    this.#family = family;
    for (const endpoint of Object.values(part.entries)) {
      const loose = endpoint.confidence !== undefined;
      for (const field of Object.values(endpoint.answer ?? {})) this.#mark(field, 'out', false);
      for (const field of Object.values(paramsOf(endpoint))) this.#mark(field, 'in', loose);
    }
  }

  /** A type that is used on both sides is of the side that goes out. */
  #mark(field: Field, side: Side, loose: boolean): void {
    const { $ref: type } = field;
    if (type !== undefined && (this.#sides.get(type) !== side || (loose && !this.#loose.has(type)))) {
      if (this.#sides.get(type) !== 'in') this.#sides.set(type, side);
      if (loose) this.#loose.add(type);
      this.#mark(this.#part.types[type] ?? {}, side, loose);
    }
    if (field.items) this.#mark(field.items, side, loose);
    for (const inner of Object.values(field.properties ?? {})) this.#mark(inner, side, loose);
  }

  print(): string {
    const { title, name, types, entries } = this.#part;
    const taken = new Set([...Object.keys(types), ...TAKEN]);
    let text = '';
    for (const [type, field] of Object.entries(types)) text += this.#type(type, field);
    let params = '';
    let answers = '';
    for (const [path, endpoint] of Object.entries(entries)) {
      const { sent, received, declared } = this.#endpoint(path, endpoint, taken);
      text += declared;
      params += `  '${path}': ${sent};\n`;
      answers += `  '${path}': ${received};\n`;
    }
    const body = `${text}/** ${title} */\nexport interface Params {\n${params}}\n\nexport interface Answers {\n${answers}}\n`;
    return `// Printed from catalogue/endpoints/${name}.yaml\n${imports(body, this.#family)}\n${body}`;
  }

  #type(type: string, field: Field): string {
    const side = this.#sides.get(type) ?? 'out';
    this.#isLoose = side === 'in' && this.#loose.has(type);
    if (!field.properties) return `export type ${type} = ${this.#typeOf(field, type, '', side)};\n\n`;
    const rest = this.#isLoose ? '  [key: string]: unknown;\n' : '';
    return `export interface ${type} {\n${this.#members(field.properties, type, '  ', side)}${rest}}\n\n`;
  }

  #endpoint(path: string, endpoint: Endpoint, taken: Set<string>) {
    if (isOpen(endpoint) && !endpoint.body && !endpoint.query) {
      return { sent: 'Anything', received: endpoint.download ? 'Buffer | Ack' : 'Ack & Anything', declared: '' };
    }
    const name = nameOf(path, taken);
    const params = paramsOf(endpoint);
    let declared = '';
    this.#isLoose = endpoint.confidence !== undefined;
    const hasParams = Object.keys(params).length > 0;
    if (hasParams) declared += `export interface ${name} {\n${this.#members(params, path, '  ', 'in')}}\n\n`;
    this.#isLoose = false;
    const { answer } = endpoint;
    if (answer) {
      declared += `export interface ${name}Answer extends ${this.#family.ack} {\n${this.#members(answer, path, '  ', 'out')}}\n\n`;
    }
    const parsed = answer ? `${name}Answer` : 'Ack';
    return {
      sent: hasParams ? name : 'NoParams',
      received: endpoint.download ? `Buffer | ${parsed}` : parsed,
      declared,
    };
  }

  #members(fields: Fields, parent: string, pad: string, side: Side): string {
    return fieldsOf(fields)
      .map((named) => {
        const { name, field, optional } = named;
        const says = comment([textOf(named, parent, this.#part.name, this.#glossary)], pad);
        const type = this.#typeOf(field, name, pad, side);
        const end = optional && side === 'in' ? ' | undefined' : '';
        return `${says}${pad}${identifier(name)}${optional ? '?' : ''}: ${type}${end};\n`;
      })
      .join('');
  }

  #typeOf(field: Field, name: string, pad: string, side: Side): string {
    if (field.$ref) return field.$ref;
    if (field.items) {
      const item = this.#typeOf(field.items, name, pad, side);
      const list = /[|&]/.test(item) && !item.startsWith('{') ? `(${item})[]` : `${item}[]`;
      return side === 'in' ? `readonly ${list}` : list;
    }
    if (field.properties) {
      const rest = this.#isLoose && side === 'in' ? `${pad}  [key: string]: unknown;\n` : '';
      return `{\n${this.#members(field.properties, name, `${pad}  `, side)}${rest}${pad}}`;
    }
    if (field.additionalProperties) {
      return `Record<string, ${this.#typeOf(field.additionalProperties, name, pad, side)}>`;
    }
    if (field.format === 'binary') return 'Upload';
    if (field.const !== undefined) return known([field.const], typeof field.const === 'number' ? 'number' : 'string');
    const base = TYPES[field.type ?? 'object'];
    return field.enum && (base === 'number' || base === 'string') ? known(field.enum, base) : base;
  }
}

/** The name of an endpoint's types: its path without the first segment, where that is free. */
function nameOf(path: string, taken: Set<string>): string {
  const short = pascal(path.split('/').slice(1).join('/') || path);
  let name = taken.has(short) || taken.has(`${short}Answer`) ? pascal(path) : short;
  while (taken.has(name)) name += '_';
  taken.add(name).add(`${name}Answer`);
  return name;
}

function imports(body: string, { engine }: Family): string {
  const used = (name: string) => new RegExp(`\\b${name}\\b`).test(body);
  const own = ['Anything', 'NoParams'].filter(used);
  return [
    used('Ack') ? `import type { Ack } from '${engine ?? '../../core/types'}';\n` : '',
    used('Upload') ? `import type { Upload } from '${engine ?? '../../http/upload'}';\n` : '',
    own.length > 0 ? `import type { ${own.join(', ')} } from './call';\n` : '',
  ].join('');
}

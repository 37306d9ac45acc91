// An example of an answer, from its schema: with the ids of the company, and what was asked for where it says it back.
import { check } from './check';
import { applies, type Field, type Fields, fieldsOf, isObject, type Page } from './data';
import type { Ids } from './names';

export class Example {
  readonly #types: Fields;
  readonly #ids: Ids;
  readonly #asked: Record<string, unknown>;
  /** The types that the value is in: a type within itself is left out, or is an empty list. */
  readonly #within: string[] = [];

  /** asked: the parameters of the call. */
  constructor(types: Fields, ids: Ids, asked: Record<string, unknown>) {
    this.#types = types;
    this.#ids = ids;
    this.#asked = asked;
  }

  object(fields: Fields = {}): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const { name, field, isOptional } of fieldsOf(fields)) {
      if (isOptional && this.#isWithin(field)) continue;
      if (!isOptional || field.when === undefined || applies(field, { ...this.#asked, ...values })) {
        values[name] = this.#value(name, field);
      }
    }
    return values;
  }

  #isWithin(field: Field): boolean {
    return field.$ref !== undefined && this.#within.includes(field.$ref);
  }

  #value(name: string, field: Field): unknown {
    if (field.$ref !== undefined) return this.#referred(name, field.$ref);
    if (field.items !== undefined) return this.#list(name, field.items, field.minItems);
    if (field.properties !== undefined) return this.object(field.properties);
    if (field.type === 'object' || field.additionalProperties !== undefined) return {};
    return this.#asksFor(name, field) ?? this.#plain(name, field);
  }

  #referred(name: string, type: string): unknown {
    if (this.#within.includes(type)) return {};
    this.#within.push(type);
    const value = this.#value(name, this.#types[type] ?? {});
    this.#within.pop();
    return value;
  }

  #list(name: string, items: Field, least = 1): unknown[] {
    if (this.#isWithin(items)) return [];
    return Array.from({ length: Math.max(1, least) }, () => this.#value(name, items));
  }

  /** Whoever asks for the member lisi is not told of zhangsan. */
  #asksFor(name: string, field: Field): unknown {
    const asked = Object.hasOwn(this.#asked, name) ? this.#asked[name] : undefined;
    const value = field.type === 'integer' && typeof asked === 'string' ? Number(asked) : asked;
    const fits = field.type === 'integer' ? Number.isSafeInteger(value) : typeof value === field.type && value !== '';
    const { wrong, unknown } = check({ [name]: field }, { [name]: value }, this.#types);
    return fits && wrong.length + unknown.length === 0 ? value : undefined;
  }

  #plain(name: string, field: Field): unknown {
    if (field.const !== undefined) return field.const;
    if (field.enum !== undefined) return field.enum[0];
    switch (field.type) {
      case 'boolean':
        return false;
      case 'integer':
      case 'number': {
        const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER, format } = field;
        const value = format === 'unix-time' ? this.#ids.now : this.#ids.number(name);
        return Math.min(Math.max(value, minimum), maximum);
      }
      default:
        return fitted(this.#ids.text(name), field);
    }
  }
}

function fitted(text: string, { minLength = 0, maxLength = 512, maxBytes = 512 }: Field): string {
  return text.slice(0, Math.min(maxLength, maxBytes)).padEnd(minLength, 'x');
}

/** The example is the first page and the last one. */
export function asLastPage(answer: Record<string, unknown>, page: Page, asked: Record<string, unknown>): void {
  const { from = '', next = '', offset = '', more = '', end = '', total = '', list } = page;
  change(answer, next, (value) => (typeof value === 'string' ? '' : 0));
  change(answer, more, (value) => (typeof value === 'boolean' ? false : 0));
  change(answer, end, (value) => (typeof value === 'boolean' ? true : 1));
  change(answer, total, () => 1);
  const isLater = Boolean(asked[from]) || Number(asked[offset] ?? 0) > 0;
  if (isLater && list !== undefined) change(answer, list, () => []);
}

/** `path`: names with dots between them. */
function change(answer: Record<string, unknown>, path: string, value: (now: unknown) => unknown): void {
  const [name = '', ...rest] = path.split('.');
  const now = answer[name];
  if (now === undefined) return;
  if (rest.length === 0) answer[name] = value(now);
  else if (isObject(now)) change(now, rest.join('.'), value);
}

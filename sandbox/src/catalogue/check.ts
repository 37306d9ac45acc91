// Compares the parameters of a call with what the catalogue says of them.
import { byteCount, characterCount } from '../protocol/input';
import { applies, type Field, type Fields, fieldsOf, isObject } from './data';

/** Places with what is wrong there, in the words of WeCom's schema layer: `tag[0].name exceed max length 30`. */
export interface Findings {
  /** Reasons to refuse. */
  wrong: string[];
  /** What the catalogue does not know: WeCom takes no notice of a field too many, and adds values. */
  unknown: string[];
}

const NUMBER = /^\s*[+-]?\d+(\.\d+)?\s*$/;

/** `values`: as they came; null counts as absent. */
export function check(fields: Fields | undefined, values: object, types: Fields): Findings {
  const checker = new Checker(types);
  checker.object(fields ?? {}, values, '');
  return checker.findings;
}

class Checker {
  readonly findings: Findings = { wrong: [], unknown: [] };
  readonly #types: Fields;

  constructor(types: Fields) {
    this.#types = types;
  }

  object(fields: Fields, values: object, at: string): void {
    const names = new Set<string>();
    for (const { name, field, isOptional } of fieldsOf(fields)) {
      names.add(name);
      const value: unknown = Object.hasOwn(values, name) ? Reflect.get(values, name) : undefined;
      const place = at === '' ? name : `${at}.${name}`;
      if (value !== undefined && value !== null) this.#value(field, value, place, isOptional);
      else if (!isOptional && applies(field, values)) this.findings.wrong.push(`${place} missing`);
    }
    const strangers = Object.keys(values).filter((name) => !names.has(name));
    this.findings.unknown.push(...strangers.map((name) => `${at === '' ? name : `${at}.${name}`} is not known`));
  }

  #value(given: Field, value: unknown, at: string, isOptional: boolean): void {
    const field = given.$ref === undefined ? given : (this.#types[given.$ref] ?? {});
    if (field.items !== undefined) return this.#list(field, field.items, value, at);
    if (field.properties !== undefined || field.type === 'object' || field.additionalProperties !== undefined) {
      if (!isObject(value)) return this.#refuse(at, 'should be an object');
      if (field.properties !== undefined) this.object(field.properties, value, at);
      return;
    }
    const problem = problemOf(field, value, isOptional);
    if (problem !== undefined) return this.#refuse(at, problem);
    const listed = field.enum ?? (field.const === undefined ? undefined : [field.const]);
    if (listed !== undefined && value !== '' && !listed.some((each) => String(each) === String(value))) {
      this.findings.unknown.push(`${at} is ${JSON.stringify(value)}, which is not among ${listed.join(', ')}`);
    }
  }

  #list({ minItems = 0, maxItems = Number.POSITIVE_INFINITY }: Field, items: Field, value: unknown, at: string): void {
    if (!Array.isArray(value)) return this.#refuse(at, 'should be an array');
    if (value.length < minItems) this.#refuse(at, `exceed min size ${minItems}`);
    if (value.length > maxItems) return this.#refuse(at, `exceed max size ${maxItems}`);
    for (const [index, each] of value.entries()) this.#value(items, each, `${at}[${index}]`, false);
  }

  #refuse(at: string, problem: string): void {
    this.findings.wrong.push(`${at} ${problem}`);
  }
}

/** Digits in a string count as a number, and a number where a text belongs as its digits: WeCom reads both. */
function problemOf(field: Field, value: unknown, isOptional: boolean): string | undefined {
  switch (field.type) {
    case 'integer':
    case 'number':
      return numberProblem(field, value);
    case 'boolean':
      return typeof value === 'boolean' || value === 0 || value === 1 ? undefined : 'should be a boolean';
    case 'string':
      if (typeof value !== 'string' && typeof value !== 'number') return 'should be a string';
      return textProblem(field, String(value), isOptional);
    default:
      return undefined;
  }
}

function numberProblem({ minimum, maximum }: Field, value: unknown): string | undefined {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value));
  if (!isNumber) return 'should be a number';
  if (minimum !== undefined && Number(value) < minimum) return `less than min value ${minimum}`;
  return maximum !== undefined && Number(value) > maximum ? `exceed max value ${maximum}` : undefined;
}

/** An empty value counts as missing where one is required. */
function textProblem({ minLength, maxLength, maxBytes }: Field, text: string, isOptional: boolean): string | undefined {
  if (text === '') return isOptional ? undefined : `exceed min utf8 words ${minLength ?? 1}`;
  const length = characterCount(text);
  if (minLength !== undefined && length < minLength) return `exceed min utf8 words ${minLength}`;
  if (maxLength !== undefined && length > maxLength) return `exceed max length ${maxLength}`;
  return maxBytes !== undefined && byteCount(text) > maxBytes ? `exceed max length ${maxBytes}` : undefined;
}

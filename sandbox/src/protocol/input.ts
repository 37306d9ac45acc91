// WeCom's way of reading parameters: a value of the wrong type does not count as an error. It is read as if it were empty, and the
// answer says "Warning: wrong json format. ".
import { failSchema } from './errors';

/** min counts characters; max counts characters, maxBytes UTF-8 bytes. A longer or shorter text is a schema error (40058). */
export interface Limits {
  min?: number;
  max?: number;
  maxBytes?: number;
}

interface Notes {
  wrongType: boolean;
}

const DIGITS = /^\s*[+-]?\d+\s*$/;
const UINT32 = 2 ** 32;

export class Input {
  readonly #values: object;
  readonly #notes: Notes;
  readonly #at: string;

  /** at: what its names begin with in errors, `news.articles.`. */
  constructor(values: object = {}, notes: Notes = { wrongType: false }, at = '') {
    this.#values = values;
    this.#notes = notes;
    this.#at = at;
  }

  /** Whether some value had a wrong type so far. */
  get warned(): boolean {
    return this.#notes.wrongType;
  }

  /** The value as it came; never an inherited one. */
  raw(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? Reflect.get(this.#values, name) : undefined;
  }

  /** null counts as absent. */
  has(name: string): boolean {
    return this.raw(name) !== undefined && this.raw(name) !== null;
  }

  /** Absent or ''. */
  blank(name: string): boolean {
    return !this.has(name) || this.raw(name) === '';
  }

  /** A copy without the parameters of `optional` that are '', 0, [] or null. Programs send these for fields that they do not set. */
  filled(optional: ReadonlySet<string>): Input {
    const values = Object.entries(this.#values).filter(([name, value]) => !optional.has(name) || !isZero(value));
    return new Input(Object.fromEntries(values), this.#notes, this.#at);
  }

  keys(): string[] {
    return Object.keys(this.#values);
  }

  /** undefined: absent. '' also: not a string. A number keeps its digits, but it is a wrong type all the same. */
  text(name: string, limits: Limits = {}): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.raw(name);
    if (typeof value === 'string') return checked(this.#at + name, value, limits);
    return this.#notText(value);
  }

  /** undefined: absent. 0 also: no number. Digits in a string count as their number. Kept as unsigned 32 bits, as the wire's are. */
  uint(name: string): number | undefined {
    if (!this.has(name)) return undefined;
    return this.#uint(this.raw(name));
  }

  flag(name: string): boolean | undefined {
    const value = this.raw(name);
    return typeof value === 'boolean' ? value : this.has(name) ? this.uint(name) !== 0 : undefined;
  }

  /** undefined: absent. [] also: no array. */
  uints(name: string): number[] | undefined {
    return this.#list(name)?.map((value) => this.#uint(value));
  }

  texts(name: string): string[] | undefined {
    return this.#list(name)?.map((value) => (typeof value === 'string' ? value : this.#notText(value)));
  }

  /** undefined: absent. An empty one: no object. */
  object(name: string): Input | undefined {
    if (!this.has(name)) return undefined;
    return this.#object(name, this.raw(name));
  }

  objects(name: string): Input[] | undefined {
    return this.#list(name)?.map((value) => this.#object(name, value));
  }

  /** Everything that came, to be kept as it is. */
  all(): Record<string, unknown> {
    return { ...this.#values };
  }

  #list(name: string): unknown[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.raw(name);
    return Array.isArray(value) ? value : this.#wrong([]);
  }

  #object(name: string, value: unknown): Input {
    const fits = typeof value === 'object' && value !== null && !Array.isArray(value);
    return new Input(fits ? value : this.#wrong({}), this.#notes, `${this.#at}${name}.`);
  }

  #notText(value: unknown): string {
    return this.#wrong(typeof value === 'number' ? String(value) : '');
  }

  #uint(value: unknown): number {
    const number = typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number)) return this.#wrong(0);
    return number >= 0 && number < UINT32 ? number : this.#wrong(number >>> 0);
  }

  #wrong<T>(instead: T): T {
    this.#notes.wrongType = true;
    return instead;
  }
}

function isZero(value: unknown): boolean {
  return value === '' || value === 0 || value === null || (Array.isArray(value) && value.length === 0);
}

function checked(name: string, text: string, { min, max, maxBytes }: Limits): string {
  const length = characterCount(text);
  if (min !== undefined && length < min) failSchema(`${name} exceed min utf8 words ${min}`);
  if (max !== undefined && length > max) failSchema(`${name} exceed max length ${max}`);
  if (maxBytes !== undefined && byteCount(text) > maxBytes) failSchema(`${name} exceed max length ${maxBytes}`);
  return text;
}

/** WeCom counts some texts in characters, others in bytes. */
export function byteCount(text: string): number {
  return Buffer.byteLength(text);
}

export function characterCount(text: string): number {
  return [...text].length;
}

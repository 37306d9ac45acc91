import { post } from './endpoint/kinds';
import { additionsOf, chapter } from './endpoint/methods';

/**
 * What users put on a prototype, and under which names. Protected are the names of the original and those of other
 * mixins; a name that this package added gives way to the user's, so that no new endpoint breaks a program.
 */
export class Extensions {
  readonly #prototype: object;
  /** The names that this package added. */
  readonly #yielding: Set<string>;

  constructor(prototype: object, added: readonly string[]) {
    this.#prototype = prototype;
    this.#yielding = new Set(added);
  }

  /** `API.mixin`: copies the methods of `obj`, and throws at a name that is taken. */
  mixin(obj: object): void {
    const additions = additionsOf(Object(obj));
    for (const name in obj) {
      const value: unknown = Reflect.get(Object(obj), name);
      if (additions.has(name)) this.#offer(name, value);
      else this.#put(name, value);
    }
  }

  /** `API.ext`: defines `name` as a POST of JSON to `url`. */
  ext(name: string, url: string, override: boolean): void {
    const methods = chapter({ [name]: post(url, (data: unknown) => data).returns() });
    for (const [each, method] of Object.entries(methods)) this.#put(each, method, override);
  }

  #offer(name: string, value: unknown): void {
    if (Object.hasOwn(this.#prototype, name)) return;
    this.#yielding.add(name);
    Reflect.set(this.#prototype, name, value);
  }

  #put(name: string, value: unknown, override = false): void {
    if (!override && Object.hasOwn(this.#prototype, name) && !this.#yielding.has(name)) {
      throw new Error(`Don't allow override existed prototype method. method: ${name}`);
    }
    this.#yielding.delete(name);
    // What gave way may have been a getter, or hidden.
    Object.defineProperty(this.#prototype, name, { value, writable: true, enumerable: true, configurable: true });
  }
}

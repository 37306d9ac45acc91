import type { Endpoints } from './endpoint';
import type { Namespaces } from './namespace';
import type { Source } from './source';

/** How a path is written that the catalogue does not have. */
export type Raw = `GET ${string}` | `POST ${string}`;

interface Loaded {
  endpoints: Endpoints;
  namespaces: Namespaces;
}

/** Most programs call the methods of the chapters alone: what serves the others waits until it is asked for. */
function load(source: Source): Loaded {
  const { Endpoints }: typeof import('./endpoint') = require('./endpoint');
  const { Namespaces }: typeof import('./namespace') = require('./namespace');
  const endpoints = new Endpoints(source);
  return { endpoints, namespaces: new Namespaces(endpoints) };
}

/** `call`, and the property that the source names, as properties that loops over an api do not see. */
export function addCalls<T extends object>(members: T, source: Source): T {
  const { name } = source;
  let known: Loaded | undefined;
  const loaded = (): Loaded => {
    known ??= load(source);
    return known;
  };
  function call(this: object, path: string, ...args: unknown[]): unknown {
    return Reflect.apply(loaded().endpoints.methodAt(path), this, args);
  }
  return Object.defineProperties(members, {
    call: { value: call, writable: true, configurable: true },
    [name]: {
      configurable: true,
      get(this: object): object {
        return loaded().namespaces.of(this);
      },
      // A program may have a property of this name.
      set(this: object, value: unknown): void {
        Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
      },
    },
  });
}

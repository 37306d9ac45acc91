import type { Wecom } from './generated';
import type { Arguments } from './generated/call';

/** How a path is written that the catalogue does not have. */
export type Raw = `GET ${string}` | `POST ${string}`;

/** `P` and `A` say what each path takes and answers. */
export interface Calls<P, A extends Record<keyof P, unknown>> {
  /**
   * Calls an endpoint by its path: `api.call('externalcontact/get', { external_userid })`. One that the catalogue does not
   * have is written with its verb, and is not typed: `api.call('POST some/path', { … })`.
   *
   * A path that is neither, or whose token is not an access_token, is an error.
   */
  call<K extends keyof P>(path: K, ...args: Arguments<K, P[K], A[K]>): Promise<A[K]>;
  /** Every endpoint of WeCom by the segments of its path: `api.wecom.externalcontact.get({ external_userid })`. */
  readonly wecom: Wecom;
}

/** Most programs call the methods of the chapters alone: what serves the others waits until it is asked for. */
const endpoints = (): typeof import('./endpoint') => require('./endpoint');
const namespaces = (): typeof import('./namespace') => require('./namespace');

const known = new WeakMap<object, object>();

function call(this: object, path: string, ...args: unknown[]): unknown {
  return Reflect.apply(endpoints().methodAt(path), this, args);
}

/** `call` and `wecom`, as properties that loops over an api do not see. */
export function addCalls<T extends object>(members: T): T {
  return Object.defineProperties(members, {
    call: { value: call, writable: true, configurable: true },
    wecom: {
      configurable: true,
      get(this: object): object {
        const namespace = known.get(this) ?? namespaces().namespaceOf(this);
        known.set(this, namespace);
        return namespace;
      },
      // A program may have a property of this name.
      set(this: object, value: unknown): void {
        Object.defineProperty(this, 'wecom', { value, writable: true, enumerable: true, configurable: true });
      },
    },
  });
}

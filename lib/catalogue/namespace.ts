import type { Endpoints, Method } from './endpoint';
import { type Fetch, itemsOf, type Page, pagesOf } from './pages';

/** A segment of paths: an endpoint ends here, others go on, or both. */
interface Node {
  path: string | undefined;
  kids: Map<string, Node>;
  /** What the namespaces of all apis share. */
  prototype?: object;
}

/** Whose namespace an object is. */
const owners = new WeakMap<object, object>();

/** The endpoints of one catalogue by name, for every api that is asked for them. */
export class Namespaces {
  readonly #endpoints: Endpoints;
  readonly #known = new WeakMap<object, object>();
  #root: Node | undefined;

  constructor(endpoints: Endpoints) {
    this.#endpoints = endpoints;
  }

  /** Every endpoint by the segments of its path, to be called on `api`. */
  of(api: object): object {
    this.#root ??= tree(this.#endpoints);
    const namespace = this.#known.get(api) ?? owned(Object.create(this.#prototypeOf(this.#root)), api);
    this.#known.set(api, namespace);
    return namespace;
  }

  /** Accessors, which make what they give when it is first asked for. */
  #prototypeOf(node: Node): object {
    if (!node.prototype) {
      node.prototype = {};
      for (const [segment, kid] of node.kids) {
        const made = (api: object) => this.#memberOf(kid, api);
        Object.defineProperty(node.prototype, segment, accessorsOf(segment, made));
      }
    }
    return node.prototype;
  }

  #memberOf(node: Node, api: object): object {
    const { path, kids } = node;
    if (path === undefined) return owned(Object.create(this.#prototypeOf(node)), api);
    const call = this.#endpointOf(path, api);
    if (kids.size > 0)
      Object.defineProperties(owned(call, api), Object.getOwnPropertyDescriptors(this.#prototypeOf(node)));
    return call;
  }

  /** An endpoint as a function that needs no `this`, with the other ways to call it. */
  #endpointOf(path: string, api: object): Method {
    const run: Method = (...args) => Reflect.apply(this.#endpoints.methodAt(path), api, args);
    const { page, download } = this.#endpoints.rows.get(path) ?? {};
    if (download) {
      const stream = (...args: unknown[]) => Reflect.apply(this.#endpoints.streamAt(path), api, args);
      Object.assign(run, { stream });
    }
    return page ? Object.assign(run, inPages(run, page)) : run;
  }
}

function tree({ rows, source }: Endpoints): Node {
  const { home = '' } = source;
  const top: Node = { path: undefined, kids: new Map() };
  for (const path of rows.keys()) {
    let at = top;
    for (const segment of path.slice(path.startsWith(home) ? home.length : 0).split('/')) {
      const kid = at.kids.get(segment) ?? { path: undefined, kids: new Map() };
      at.kids.set(segment, kid);
      at = kid;
    }
    at.path = path;
  }
  return top;
}

function owned<T extends object>(value: T, api: object): T {
  owners.set(value, api);
  return value;
}

/** A test may put a stub in the place of an endpoint, so that what is there can be set. */
function accessorsOf(segment: string, made: (api: object) => object): PropertyDescriptor {
  const put = (namespace: object, value: unknown) => {
    Object.defineProperty(namespace, segment, { value, writable: true, enumerable: true, configurable: true });
    return value;
  };
  return {
    enumerable: true,
    configurable: true,
    get(this: object): unknown {
      const api = owners.get(this);
      return api && put(this, made(api));
    },
    set(this: object, value: unknown): void {
      put(this, value);
    },
  };
}

function inPages(run: Method, page: Page): object {
  const fetch: Fetch = async (params) => Reflect.apply(run, undefined, [params]);
  const pages = (params?: unknown) => pagesOf(fetch, params, page);
  return page.list === undefined ? { pages } : { pages, each: (params?: unknown) => itemsOf(fetch, params, page) };
}

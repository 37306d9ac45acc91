import { type Method, methodAt, streamAt } from './endpoint';
import { type Fetch, itemsOf, type Page, pagesOf } from './pages';
import { rows } from './table';

/** A segment of paths: an endpoint ends here, others go on, or both. */
interface Node {
  path: string | undefined;
  kids: Map<string, Node>;
  /** What the namespaces of all apis share. */
  prototype?: object;
}

let root: Node | undefined;

/** Whose namespace an object is. */
const owners = new WeakMap<object, object>();

/** Every endpoint by the segments of its path, to be called on `api`. */
export function namespaceOf(api: object): object {
  root ??= tree();
  return owned(Object.create(prototypeOf(root)), api);
}

function tree(): Node {
  const top: Node = { path: undefined, kids: new Map() };
  for (const path of rows().keys()) {
    let at = top;
    for (const segment of path.split('/')) {
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

/** Accessors, which make what they give when it is first asked for. */
function prototypeOf(node: Node): object {
  if (!node.prototype) {
    node.prototype = {};
    for (const [segment, kid] of node.kids) {
      Object.defineProperty(node.prototype, segment, accessorsOf(segment, kid));
    }
  }
  return node.prototype;
}

/** A test may put a stub in the place of an endpoint, so that what is there can be set. */
function accessorsOf(segment: string, node: Node): PropertyDescriptor {
  const put = (namespace: object, value: unknown) => {
    Object.defineProperty(namespace, segment, { value, writable: true, enumerable: true, configurable: true });
    return value;
  };
  return {
    enumerable: true,
    configurable: true,
    get(this: object): unknown {
      const api = owners.get(this);
      return api && put(this, memberOf(node, api));
    },
    set(this: object, value: unknown): void {
      put(this, value);
    },
  };
}

function memberOf(node: Node, api: object): object {
  const { path, kids } = node;
  if (path === undefined) return owned(Object.create(prototypeOf(node)), api);
  const call = endpointOf(path, api);
  if (kids.size > 0) Object.defineProperties(owned(call, api), Object.getOwnPropertyDescriptors(prototypeOf(node)));
  return call;
}

/** An endpoint as a function that needs no `this`, with the other ways to call it. */
function endpointOf(path: string, api: object): Method {
  const run: Method = (...args) => Reflect.apply(methodAt(path), api, args);
  const { page, download } = rows().get(path) ?? {};
  return page || download ? Object.assign(run, variantsOf(run, path, api, page, download === 1)) : run;
}

function variantsOf(run: Method, path: string, api: object, page: Page | undefined, isFile: boolean): object {
  const variants: Record<string, unknown> = {};
  if (isFile) variants.stream = (...args: unknown[]) => Reflect.apply(streamAt(path), api, args);
  if (page) {
    const fetch: Fetch = async (params) => Reflect.apply(run, undefined, [params]);
    variants.pages = (params?: unknown) => pagesOf(fetch, params, page);
    if (page.list !== undefined) variants.each = (params?: unknown) => itemsOf(fetch, params, page);
  }
  return variants;
}

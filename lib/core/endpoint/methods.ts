import { callOf } from '../../auth/call';
import { callbackOrPromise, guarded, type Run, split } from '../callback';
import type { Client, RawCallback } from '../types';
import { type Declaration, declarationOf, type Endpoint } from './declare';

// From declarations to methods: the only place where callbacks, promises and `_names` are made.

/** Where a method goes. */
interface Route {
  verb: 'GET' | 'POST';
  path: string;
  /** Where it is false, calls are sent without a token. */
  hasToken: boolean;
}

/** What is known of a method that was made here; of a user's own, nothing. */
export function endpointOf(method: unknown): Route | undefined {
  return typeof method === 'function' ? routes.get(method) : undefined;
}

const routes = new WeakMap<object, Route>();

/** The names in a chapter that 0.3.0 did not have. */
const additions = new WeakMap<object, ReadonlySet<string>>();

export function additionsOf(chapter: object): ReadonlySet<string> {
  return additions.get(chapter) ?? new Set();
}

/**
 * Turns a table of endpoints into what `API.mixin` takes; what is not an endpoint stays as it is. `added` are those
 * that 0.3.0 did not have: a user's mixin may take their names.
 */
export function chapter<T extends object>(table: T): T;
export function chapter<T extends object, U extends object>(table: T, added: U): T & U;
export function chapter(table: object, added: object = {}): object {
  const methods: Record<string, unknown> = {};
  for (const [name, entry] of entriesOf(table)) Object.assign(methods, methodsOf(name, entry, true));
  const known = new Set(Object.keys(methods));
  for (const [name, entry] of entriesOf(added)) Object.assign(methods, methodsOf(name, entry, false));
  additions.set(methods, new Set(Object.keys(methods).filter((name) => !known.has(name))));
  return methods;
}

function entriesOf(table: object): [name: string, entry: object][] {
  return Object.entries(table);
}

function methodsOf(name: string, entry: object, isSeam: boolean): Record<string, unknown> {
  const declaration = declarationOf(entry);
  if (!declaration) return { [name]: entry };
  const { verb, path, params, arity, prepare } = declaration;
  const twin = `_${name}`;
  const run = runOf(declaration);
  const send = function (this: Client, ...args: unknown[]): unknown {
    const sending = (given: unknown[], answer: RawCallback) => run(this, given, answer);
    return callbackOrPromise(() => name, split(args), callOf(this) ? sending : guarded(sending));
  };
  const call = function (this: Client): unknown {
    // `arguments` itself goes on, as in 0.3.0: overrides of preRequest look at it.
    // biome-ignore lint/complexity/noArguments: see above
    const args = arguments;
    prepare?.(Array.from(args));
    return this.preRequest(isSeam ? Reflect.get(this, twin) : send, args);
  };
  const length = params.length + 1;
  const route = { verb, path: path.route, hasToken: path.hasToken };
  return { [name]: made(call, name, arity ?? length, route), [twin]: made(send, twin, length, route) };
}

function made<M extends object>(method: M, name: string, length: number, route: Route): M {
  routes.set(method, route);
  return Object.defineProperties(method, {
    name: { value: name },
    length: { value: length },
    endpoint: { value: route },
  });
}

/** The arguments as parameters, and those on their way. */
function runOf({ path, params, send, refine }: Declaration) {
  return (api: Client, given: unknown[], callback: RawCallback): void => {
    const refined: RawCallback = (err, data, res) => callback(err, err ? data : refine?.(data), res);
    const answer = refine ? refined : callback;
    send({ api, path, params: Reflect.apply(params, api, given), call: callOf(api), answer });
  };
}

/** The method `name` with `value` filled in as its argument number `at`. Goes through `this`, so that an override counts. */
export function preset<A extends unknown[], R>(name: string, at: number, value: string): Endpoint<A, R> {
  const method = function (this: object, ...args: unknown[]) {
    const before = Array.from({ length: at }, (_, place) => args[place]);
    return Reflect.get(this, name).call(this, ...before, value, ...args.slice(at));
  };
  return Object.defineProperty(method, 'length', { value: at + 1 }) as unknown as Endpoint<A, R>;
}

/** A method that is no endpoint of its own, and yet takes a callback or gives a promise. */
export function method<T, A extends unknown[], R>(
  name: string,
  length: number,
  run: (api: T, given: A, callback: RawCallback) => void,
): Endpoint<A, R> {
  const made = function (this: T, ...args: unknown[]) {
    const guardedRun: Run = (given, callback) => run(this, given as A, callback);
    return callbackOrPromise(() => name, split(args), guarded(guardedRun));
  };
  return Object.defineProperty(made, 'length', { value: length }) as unknown as Endpoint<A, R>;
}

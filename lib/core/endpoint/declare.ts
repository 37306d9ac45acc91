import type { Call } from '../../auth/call';
import type { Callback, Client, RawCallback } from '../types';
import { Path } from './path';

// Types: how one declaration becomes `name(…)` and `name(…, callback)`. The build prints these forms as the methods of
// the declarations that users get: see scripts/print_methods.mjs.

/** A method: gives a promise of the result, or takes a callback and gives nothing. */
export type Endpoint<A extends unknown[], R> = [Shorter<A>] extends [never]
  ? Fixed<A, R>
  : [Shorter<Shorter<A>>] extends [never]
    ? WithOption<A, Shorter<A>, R>
    : WithOptions<A, Shorter<A>, Shorter<Shorter<A>>, R>;

/** Without the last argument, if that is optional. */
type Shorter<A extends unknown[]> = A extends [] | [...infer _, unknown]
  ? never
  : A extends [...infer Fewer, _?: unknown]
    ? Fewer
    : never;

export interface Fixed<A extends unknown[], R> {
  (...args: A): Promise<R>;
  (...args: [...A, callback: Callback<R> | null | undefined]): void;
}

// The promise stands last but one: compilers report the last form that could be meant, and util.promisify takes the last.
export interface WithOption<A extends unknown[], B extends unknown[], R> {
  (...args: [...B, callback: Callback<R>]): void;
  (...args: A): Promise<R>;
  (...args: [...A, callback: Callback<R> | null | undefined]): void;
}

export interface WithOptions<A extends unknown[], B extends unknown[], C extends unknown[], R> {
  (...args: [...C, callback: Callback<R>]): void;
  (...args: [...B, callback: Callback<R>]): void;
  (...args: A): Promise<R>;
  (...args: [...A, callback: Callback<R> | null | undefined]): void;
}

/** How the arguments become parameters. `this` is the api, of whatever family. */
export type Params<A extends unknown[]> = (this: never, ...args: A) => unknown;

/** One request of an endpoint, on its way. */
export interface Sending {
  api: Client;
  path: Path;
  params: unknown;
  /** The call that it belongs to; none where `_name` is called by hand. */
  call: Call | undefined;
  answer: RawCallback;
}

export type Send = (sending: Sending) => void;

/** An endpoint, as data: what `chapter` makes the methods of. */
export interface Declaration {
  verb: 'GET' | 'POST';
  path: Path;
  params: Params<never>;
  send: Send;
  /** Sees the arguments when the call is made, before there is a token. */
  prepare?: ((args: readonly unknown[]) => void) | undefined;
  /** Sees a good answer before the caller does. */
  refine?: (result: unknown) => unknown;
  /** How many parameters the public method declares, where 0.3.0's did not declare its own. */
  arity?: number;
}

const declarations = new WeakMap<object, Declaration>();

export function declarationOf(entry: object): Declaration | undefined {
  return declarations.get(entry);
}

/** A declaration in the making. */
export class Declared<A extends unknown[]> {
  readonly #declaration: Declaration;

  constructor(declaration: Declaration) {
    this.#declaration = declaration;
  }

  /** Names the type of the answer, which ends the declaration. */
  returns<R>(): Endpoint<A, R> {
    return this.typed<Endpoint<A, R>>();
  }

  /** Ends the declaration of a method whose forms are special. */
  typed<M extends object>(): M {
    const entry: object = {};
    declarations.set(entry, this.#declaration);
    // It is a method as soon as `chapter` has given it its name.
    return entry as M;
  }

  /** Passes good answers through `refine`. */
  refined(refine: (result: unknown) => unknown): Declared<A> {
    return new Declared<A>({ ...this.#declaration, refine });
  }

  /** Lets `check` see the arguments when the call is made: what it throws, the call throws. */
  checked(check: (args: readonly unknown[]) => void): Declared<A> {
    return new Declared<A>({ ...this.#declaration, prepare: check });
  }

  /** The public method declares `arity` parameters. */
  declaring(arity: number): Declared<A> {
    return new Declared<A>({ ...this.#declaration, arity });
  }
}

/** Declares endpoints of one kind. */
export type Declare = <A extends unknown[] = []>(path: string | Path, params?: Params<A>) => Declared<A>;

/** A kind of endpoint: `send` sends its requests, and answers. */
export function kind(verb: 'GET' | 'POST', send: Send, prepare?: Declaration['prepare']): Declare {
  return (given, params = () => undefined) => {
    const path = typeof given === 'string' ? new Path(given) : given;
    return new Declared({ verb, path, params: params as Params<never>, send, prepare });
  };
}

import type { Params } from '../core/endpoint/declare';
import type { Client } from '../core/types';

/**
 * `params`, whose last arguments have `defaults` when they are left out. 0.3.0 told an argument left out from one
 * given as undefined, which goes out as it is, and so do we.
 */
export function leftOut<A extends unknown[], C extends Client>(
  defaults: (api: C) => readonly unknown[],
  params: Params<A>,
): Params<A> {
  const filling = function (this: C, ...given: unknown[]) {
    const values = defaults(this);
    const from = params.length - values.length;
    const all = Array.from({ length: params.length }, (_, at) =>
      at < given.length || at < from ? given[at] : values[at - from],
    );
    return Reflect.apply(params, this, all);
  };
  return Object.defineProperty(filling, 'length', { value: params.length });
}

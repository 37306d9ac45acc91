import assert from 'node:assert/strict';
import type { RequestHandler } from 'express';

import wechat = require('../../../lib/receive/index');

import type { Lifetime } from '../../helpers/server';
import { type Exchange, type Host, hosted, type Options } from './host';

/** `wechat-enterprise` 0.1.1 from npm, whose face ours claims to be. */
export const original: typeof wechat = require('original-receive');

export type Wechat = typeof wechat;
export const SIDES: [name: string, side: Wechat][] = [
  ['ours', wechat],
  ['the original', original],
];

/** The same application on both; `options` is asked once per side, for stores of their own. */
export interface Sides {
  ours: Host;
  theirs: Host;
  /** Delivers to both and checks that the same came of it. */
  deliver(...args: Parameters<Host['deliver']>): Promise<Exchange>;
}

export async function sideBySide(
  t: Lifetime,
  make: (side: Wechat) => RequestHandler,
  options: () => Options = () => ({}),
): Promise<Sides> {
  const ours = await hosted(t, make(wechat), options());
  const theirs = await hosted(t, make(original), options());
  return {
    ours,
    theirs,
    async deliver(what, account) {
      const expected = await theirs.deliver(what, account);
      const actual = await ours.deliver(what, account);
      assert.deepEqual(actual, expected);
      return actual;
    },
  };
}

// What the sandbox keeps besides the company: jobs and files. Fetched when they are looked at, and whenever they change then.

import { get } from '../api.js';
import { firstPhone } from '../phones.js';
import { redraw } from '../store.js';

/** @typedef {import('../types.js').Kept} Kept */

/** @type {Kept | undefined} */
let kept;

export function keptNow() {
  return kept;
}

/** The fetch under way, and whether there was a change since. @type {Promise<void> | undefined} */
let refreshing;
let stale = false;

/** One fetch at a time, however much comes. */
export function refreshKept() {
  stale = true;
  refreshing ??= load().finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

/** Only where it is seen. */
export function isKeptShown() {
  const { userid, room } = firstPhone();
  return userid === undefined && (room === 'jobs' || room === 'media');
}

async function load() {
  while (stale) {
    stale = false;
    const [{ jobs, exports }, { media }] = await Promise.all([get('jobs'), get('media')]);
    kept = { jobs, exports, media };
    redraw('phone');
  }
}

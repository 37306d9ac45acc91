// What the sandbox keeps besides the company: jobs and files. Fetched when they are looked at, and whenever they change then.

import { get } from '../api.js';
import { oneAtATime } from '../one_at_a_time.js';
import { firstPhone } from '../phones.js';
import { redraw } from '../store.js';

/** @typedef {import('../types.js').Kept} Kept */

/** @type {Kept | undefined} */
let kept;

export function keptNow() {
  return kept;
}

export const refreshKept = oneAtATime(async () => {
  const [{ jobs, exports }, { media }] = await Promise.all([get('jobs'), get('media')]);
  kept = { jobs, exports, media };
  redraw('phone');
});

/** Only where it is seen. */
export function isKeptShown() {
  const { userid, room } = firstPhone();
  return userid === undefined && (room === 'jobs' || room === 'media');
}

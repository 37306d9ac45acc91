// The newest messages and callbacks of the whole company, for the first screen.
import { get } from './api.js';
import { entryKey } from './entries.js';
import { redraw, state } from './store.js';

/** @typedef {import('./types.js').Entry} Entry */

const MOST = 100;

export async function loadRecent() {
  const { entries } = await get('activity');
  state.recent = new Map(entries.toReversed().map((entry) => [entryKey(entry), entry]));
  redraw('phone');
}

/** In the place of its older self, or at the end. @param {Entry} entry */
export function takeRecent(entry) {
  state.recent.set(entryKey(entry), entry);
  const [oldest] = state.recent.keys();
  if (state.recent.size > MOST && oldest !== undefined) state.recent.delete(oldest);
}

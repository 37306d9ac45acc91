// The open conversation: fetched, and kept up to date as entries come in.
import { get } from './api.js';
import { conversationQuery } from './company.js';
import { entryKey } from './entries.js';
import { placeKey, redraw, state } from './store.js';

/** @typedef {import('./types.js').Entry} Entry */

const MOST_ENTRIES = 1000;

/** Which place is being fetched, and what came in for it since. @type {{ place: string, since: Entry[] } | undefined} */
let fetching;

/** Where the reader is, as `state.loaded` says it. */
function currentKey() {
  const { userid, room } = state;
  return userid === undefined || room === undefined ? undefined : placeKey(userid, room);
}

export async function loadTalk() {
  const { userid, room } = state;
  const key = currentKey();
  // The same conversation stays in sight until its new state is there.
  if (state.loaded !== key) Object.assign(state, { entries: [], loaded: undefined });
  redraw('phone');
  fetching = undefined;
  if (userid === undefined || room === undefined || key === undefined) return;
  const mine = { place: key, since: [] };
  fetching = mine;
  const { entries } = await get('conversation', conversationQuery(userid, room));
  if (fetching !== mine) return;
  fetching = undefined;
  Object.assign(state, { entries, loaded: key });
  for (const entry of mine.since) place(entry);
  state.unread.delete(key);
  redraw('phone', 'contacts');
}

/** Whether it belongs to the open conversation. @param {Entry} entry @param {string} room */
export function takeIn(entry, room) {
  const key = state.userid === undefined ? '' : placeKey(state.userid, room);
  if (key !== currentKey()) return false;
  if (fetching?.place === key) fetching.since.push(entry);
  if (state.loaded === key) place(entry);
  return true;
}

/** In the place of its older self, or at the end. @param {Entry} entry */
function place(entry) {
  const key = entryKey(entry);
  const index = state.entries.findLastIndex((other) => entryKey(other) === key);
  if (index === -1) state.entries = [...state.entries, entry].slice(-MOST_ENTRIES);
  else state.entries = state.entries.with(index, entry);
}

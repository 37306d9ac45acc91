// The open conversation: fetched, and kept up to date as entries come in.

import { get, post } from './api.js';
import { conversationQuery } from './company.js';
import { entryKey } from './entries.js';
import { placeKey, redraw, state } from './store.js';
import { complain } from './toasts.js';

/** @typedef {import('./types.js').Entry} Entry */

const MOST_ENTRIES = 1000;

/** While the conversation is fetched: what came in for it since. @type {Entry[] | undefined} */
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
  if (state.loaded !== key) Object.assign(state, { entries: new Map(), loaded: undefined });
  redraw('phone');
  fetching = undefined;
  if (userid === undefined || room === undefined || key === undefined) return;
  /** @type {Entry[]} */
  const since = [];
  fetching = since;
  const { entries } = await get('conversation', conversationQuery(userid, room));
  if (fetching !== since) return;
  fetching = undefined;
  Object.assign(state, { entries: new Map(entries.map((entry) => [entryKey(entry), entry])), loaded: key });
  since.forEach(put);
  markRead();
  redraw('phone');
}

/** If it belongs to the open conversation. @param {Entry} entry @param {string} room */
export function takeIn(entry, room) {
  if (room !== state.room) return;
  fetching?.push(entry);
  if (state.loaded === currentKey()) put(entry);
}

/** In the place of its older self, or at the end. @param {Entry} entry */
function put(entry) {
  state.entries.set(entryKey(entry), entry);
  const [oldest] = state.entries.keys();
  if (state.entries.size > MOST_ENTRIES && oldest !== undefined) state.entries.delete(oldest);
}

function tellRead() {
  const { userid, room } = state;
  if (userid !== undefined && room !== undefined) post('read', { userid, room }).catch(complain);
}

/** What is in sight is read: on a phone, something else may be before it. */
export function markRead() {
  const key = currentKey();
  if (key === undefined || !state.unread.has(key)) return;
  if (!document.getElementById('phone')?.checkVisibility()) return;
  state.unread.delete(key);
  redraw('phone', 'contacts');
  tellRead();
}

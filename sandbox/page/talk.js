// The open conversation: fetched, and kept up to date as entries come in.

import { get, post } from './api.js';
import { conversationQuery } from './company.js';
import { entryKey } from './entries.js';
import { placeKey, redraw, state } from './store.js';
import { complain } from './toasts.js';

/**
 * @typedef {import('./types.js').Entry} Entry
 * @typedef {import('./types.js').Phone} Phone
 */

const MOST_ENTRIES = 1000;

/** Where its reader is, as `loaded` says it. @param {Phone} phone */
function keyOf({ userid, room }) {
  return userid === undefined || room === undefined ? undefined : placeKey(userid, room);
}

/** @param {Phone} phone */
export async function loadTalk(phone) {
  const { userid, room } = phone;
  const key = keyOf(phone);
  // The same conversation stays in sight until its new state is there.
  if (phone.loaded !== key) Object.assign(phone, { entries: new Map(), loaded: undefined });
  redraw('phone');
  phone.fetching = undefined;
  if (userid === undefined || room === undefined || key === undefined) return;
  /** @type {Entry[]} */
  const since = [];
  phone.fetching = since;
  const { entries } = await get('conversation', conversationQuery(userid, room));
  if (phone.fetching !== since) return;
  phone.fetching = undefined;
  Object.assign(phone, { entries: new Map(entries.map((entry) => [entryKey(entry), entry])), loaded: key });
  for (const entry of since) put(phone, entry);
  markRead();
  redraw('phone');
}

/** If it belongs to the open conversation. @param {Phone} phone @param {Entry} entry @param {string} room */
export function takeIn(phone, entry, room) {
  if (room !== phone.room) return;
  phone.fetching?.push(entry);
  if (phone.loaded === keyOf(phone)) put(phone, entry);
}

/** In the place of its older self, or at the end. @param {Phone} phone @param {Entry} entry */
function put({ entries }, entry) {
  entries.set(entryKey(entry), entry);
  const [oldest] = entries.keys();
  if (entries.size > MOST_ENTRIES && oldest !== undefined) entries.delete(oldest);
}

/** What is in sight is read: on a phone, something else may be before it. */
export function markRead() {
  for (const phone of state.phones) {
    const key = keyOf(phone);
    if (key === undefined || !state.unread.has(key)) continue;
    if (!document.querySelector(`[data-phone="${phone.id}"]`)?.checkVisibility()) continue;
    state.unread.delete(key);
    redraw('phone', 'contacts');
    post('read', { userid: phone.userid, room: phone.room }).catch(complain);
  }
}

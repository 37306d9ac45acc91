// Applies live events to what the page knows.
import { get } from './api.js';
import { entryRoom, entryTime, isSeenBy } from './entries.js';
import { loadAll, MOST_WIRE, refreshCompany } from './load.js';
import { placeKey, redraw, state } from './store.js';
import { takeIn } from './talk.js';
import { complain } from './toasts.js';

/**
 * @typedef {import('./types.js').Entry} Entry
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').LiveItem} LiveItem
 * @typedef {import('./types.js').WireEntry} WireEntry
 */

/** @param {LiveItem[]} events */
export function applyEvents(events) {
  const wire = [];
  let companyChanged = false;
  for (const event of events) {
    if (event.type === 'wire') wire.push(event.entry);
    else if (event.type === 'company') companyChanged = true;
    else if (event.type === 'clock') setClock(event.now);
    else if (event.type === 'reset') loadAll().catch(complain);
    else applyEntry(event);
  }
  if (wire.length > 0) addWire(wire);
  if (companyChanged) refreshCompany();
}

/** @param {number} time */
function setClock(time) {
  state.ahead = time - Date.now();
  redraw('bar');
}

/** @param {WireEntry[]} entries */
function addWire(entries) {
  state.wire = [...state.wire, ...entries.slice(-MOST_WIRE)].slice(-MOST_WIRE);
  redraw('wire');
  if (state.company !== undefined && state.company.trouble.length > 0) refreshTrouble(state.company).catch(complain);
}

/** A call may have met some of it. @param {import('./types.js').Company} company */
async function refreshTrouble(company) {
  const { waiting } = await get('trouble');
  company.trouble = waiting;
  redraw('bar');
}

/** @param {Entry} entry */
function applyEntry(entry) {
  const room = entryRoom(entry);
  const mine = state.userid !== undefined && isSeenBy(entry, state.userid);
  // An older message that has changed is no news.
  if (mine && entryTime(entry) >= entryTime(state.newest.get(room))) state.newest.set(room, entry);
  const shown = mine && takeIn(entry, room);
  if (!shown && entry.type === 'message') countUnread(entry.message, room);
  redraw('phone');
}

/** A recalled or changed message was seen before. @param {Message} message @param {string} room */
function countUnread({ to, from, recalled, updates }, room) {
  if (recalled || updates !== undefined) return;
  const chosen = state.userid === undefined ? [] : [state.userid];
  for (const userid of 'robot' in from ? chosen : to) {
    const key = placeKey(userid, room);
    state.unread.set(key, (state.unread.get(key) ?? 0) + 1);
  }
  redraw('contacts');
}

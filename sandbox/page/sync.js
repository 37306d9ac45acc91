// Applies live events to what the page knows.
import { takeChat } from './admin/chats.js';
import { isKeptShown, refreshKept } from './admin/kept.js';
import { brings, entryRoom, entryTime, isSeenBy } from './entries.js';
import { loadAll, MOST_WIRE, refreshCompany } from './load.js';
import { firstPhone } from './phones.js';
import { takeRecent } from './recent.js';
import { redraw, state } from './store.js';
import { markRead, takeIn } from './talk.js';
import { complain } from './toasts.js';
import { refreshUnread } from './unread.js';

/**
 * @typedef {import('./types.js').Entry} Entry
 * @typedef {import('./types.js').LiveItem} LiveItem
 * @typedef {import('./types.js').WireEntry} WireEntry
 */

/** @param {LiveItem[]} events */
export function applyEvents(events) {
  const wire = [];
  let companyChanged = false;
  let keptChanged = false;
  let isNews = false;
  for (const event of events) {
    if (event.type === 'wire') wire.push(event.entry);
    else if (event.type === 'company') companyChanged = true;
    else if (event.type === 'kept') keptChanged = true;
    else if (event.type === 'clock') setClock(event.now);
    else if (event.type === 'reset') loadAll().catch(complain);
    else {
      applyEntry(event);
      isNews ||= brings(event);
    }
  }
  if (wire.length > 0) addWire(wire);
  if (companyChanged) refreshCompany().catch(complain);
  if (keptChanged && isKeptShown()) refreshKept().catch(complain);
  markRead();
  if (isNews) refreshUnread().catch(complain);
}

/** @param {number} time */
function setClock(time) {
  state.ahead = time - Date.now();
  redraw('bar');
}

/** @param {WireEntry[]} entries */
function addWire(entries) {
  // What was fetched meanwhile may have brought some of them.
  const last = state.wire.at(-1)?.id ?? 0;
  state.wire = [...state.wire, ...entries.filter(({ id }) => id > last)].slice(-MOST_WIRE);
  redraw('wire');
  // The first screen tells of refused calls.
  if (firstPhone().userid === undefined) redraw('phone');
}

/** @param {Entry} entry */
function applyEntry(entry) {
  const room = entryRoom(entry);
  for (const phone of state.phones) {
    if (phone.userid === undefined || !isSeenBy(entry, phone.userid)) continue;
    // An older message that has changed is no news.
    if (entryTime(entry) >= entryTime(phone.newest.get(room))) phone.newest.set(room, entry);
    takeIn(phone, entry, room);
  }
  takeRecent(entry);
  takeChat(entry);
  redraw('phone');
}

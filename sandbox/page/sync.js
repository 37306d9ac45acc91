// Fetches what is to be seen, and keeps it so as events come in.
import { get } from './api.js';
import { conversationQuery, roomIdOf, roomsOf } from './company.js';
import { placeKey, redraw, state } from './store.js';
import { complain } from './toasts.js';

/**
 * @typedef {import('./types.js').Entry} Entry
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').LiveEvent} LiveEvent
 * @typedef {import('./types.js').WireEntry} WireEntry
 */

export const MOST_WIRE = 500;
const MOST_ENTRIES = 1000;
/** Previews are asked for one by one. */
const MOST_PREVIEWS = 30;

export async function loadCompany() {
  const company = await get('company');
  state.company = company;
  state.ahead = company.now - Date.now();
  redraw();
}

export async function loadWire() {
  const { entries } = await get('wire');
  state.wire = entries.slice(-MOST_WIRE);
  redraw('wire');
}

/** The open conversation. What comes in meanwhile is of no other. */
export async function loadConversation() {
  const { userid, room } = state;
  state.entries = [];
  state.loaded = undefined;
  redraw('phone');
  if (userid === undefined || room === undefined) return;
  const { entries } = await get('conversation', conversationQuery(userid, room));
  if (userid !== state.userid || room !== state.room) return;
  state.entries = entries;
  state.loaded = placeKey(userid, room);
  state.unread.delete(state.loaded);
  redraw('phone', 'contacts');
}

/** The newest entry of each conversation of the member, for the list. */
export async function loadPreviews() {
  const { userid } = state;
  state.newest = new Map();
  if (userid === undefined) return;
  await Promise.all(
    roomsOf(userid)
      .slice(0, MOST_PREVIEWS)
      .map(async ({ id }) => {
        const { entries } = await get('conversation', { ...conversationQuery(userid, id), limit: '1' });
        if (userid === state.userid && entries.length > 0 && !state.newest.has(id))
          state.newest.set(id, entries.at(-1));
      }),
  );
  redraw('phone');
}

/** Everything anew: at the start, and when events were missed. */
export async function loadAll() {
  await loadCompany();
  await Promise.all([loadWire(), loadConversation(), loadPreviews()]);
}

/** @param {LiveEvent[]} events */
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
  if (companyChanged) loadCompany().catch(complain);
}

/** @param {number} time */
function setClock(time) {
  state.ahead = time - Date.now();
  redraw('bar');
}

/** A call may meet trouble, so that less of it is waiting. @param {WireEntry[]} entries */
function addWire(entries) {
  state.wire = [...state.wire, ...entries.slice(-MOST_WIRE)].slice(-MOST_WIRE);
  redraw('wire');
  const { company } = state;
  if (company === undefined || company.trouble.length === 0) return;
  get('trouble').then(({ waiting }) => {
    company.trouble = waiting;
    redraw('bar');
  }, complain);
}

/** @param {Entry} entry */
function applyEntry(entry) {
  const room = roomOfEntry(entry);
  const mine = state.userid !== undefined && isFor(state.userid, entry);
  if (mine) state.newest.set(room, entry);
  if (mine && state.loaded === placeKey(state.userid ?? '', room)) place(entry);
  else if (entry.type === 'message') countUnread(entry.message, room);
  redraw('phone');
}

/** @param {Entry} entry */
function roomOfEntry(entry) {
  return entry.type === 'message' ? roomIdOf(entry.message) : String(entry.delivery.agentid ?? '');
}

/** @param {string} userid @param {Entry} entry */
function isFor(userid, entry) {
  if (entry.type === 'delivery') return entry.delivery.userid === userid;
  return entry.message.from.robot !== undefined || entry.message.to.includes(userid);
}

/** In the place of its older self, or at the end. @param {Entry} entry */
function place(entry) {
  const key = entryKey(entry);
  const index = state.entries.findLastIndex((other) => entryKey(other) === key);
  if (index === -1) state.entries = [...state.entries, entry].slice(-MOST_ENTRIES);
  else state.entries = state.entries.with(index, entry);
}

/** @param {Entry} entry */
export function entryKey(entry) {
  return entry.type === 'message' ? `message ${entry.message.msgid}` : `delivery ${entry.delivery.id}`;
}

/** A recalled or changed message was seen before. @param {Message} message @param {string} room */
function countUnread({ to, from, recalled, updates }, room) {
  if (recalled || updates !== undefined) return;
  const chosen = state.userid === undefined ? [] : [state.userid];
  for (const userid of from.robot === undefined ? to : chosen) {
    const key = placeKey(userid, room);
    state.unread.set(key, (state.unread.get(key) ?? 0) + 1);
  }
  redraw('contacts');
}

// Fetches what is to be seen: at the start, and when events were missed.
import { get } from './api.js';
import { conversationQuery, roomsOf } from './company.js';
import { redraw, state } from './store.js';
import { loadTalk } from './talk.js';
import { complain } from './toasts.js';

export const MOST_WIRE = 500;
/** They are asked for one by one. */
const MOST_PREVIEWS = 30;

export async function loadCompany() {
  const company = await get('company');
  state.company = company;
  state.ahead = company.now - Date.now();
  redraw();
}

/** The fetch under way, and whether the company has changed since. */
let refreshing = false;
let stale = false;

/** A program that makes a thousand members changes the company a thousand times: one fetch at a time will do. */
export async function refreshCompany() {
  stale = true;
  if (refreshing) return;
  refreshing = true;
  while (stale) {
    stale = false;
    await loadCompany().catch(complain);
  }
  refreshing = false;
}

async function loadWire() {
  const { entries } = await get('wire');
  const last = entries.at(-1)?.id ?? 0;
  state.wire = [...entries, ...state.wire.filter(({ id }) => id > last)].slice(-MOST_WIRE);
  redraw('wire');
}

/** The newest entry of each conversation of the member, for the list. */
export async function loadPreviews() {
  const { userid } = state;
  state.newest = new Map();
  if (userid === undefined) return;
  const rooms = roomsOf(userid).slice(0, MOST_PREVIEWS);
  await Promise.all(rooms.map(({ id }) => loadPreview(userid, id)));
  redraw('phone');
}

/** @param {string} userid @param {string} room */
async function loadPreview(userid, room) {
  const { entries } = await get('conversation', { ...conversationQuery(userid, room), limit: '1' });
  const [entry] = entries;
  // What came live meanwhile is newer.
  if (entry !== undefined && userid === state.userid && !state.newest.has(room)) state.newest.set(room, entry);
}

export async function loadAll() {
  await loadCompany();
  await Promise.all([loadWire(), loadTalk(), loadPreviews()]);
}

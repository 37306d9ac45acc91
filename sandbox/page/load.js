// Fetches what is to be seen: at the start, and when events were missed.
import { isKeptShown, refreshKept } from './admin/kept.js';
import { get } from './api.js';
import { conversationQuery, roomsOf } from './company.js';
import { oneAtATime } from './one_at_a_time.js';
import { loadRecent } from './recent.js';
import { redraw, state } from './store.js';
import { loadTalk } from './talk.js';
import { refreshUnread } from './unread.js';

/** @typedef {import('./types.js').Phone} Phone */

export const MOST_WIRE = 500;
/** They are asked for one by one. */
const MOST_PREVIEWS = 30;

export const refreshCompany = oneAtATime(async () => takeCompany(await get('company')));

/** @param {import('./types.js').Company} company */
function takeCompany(company) {
  const { company: before } = state;
  // A sandbox that was started again counts from 1 again: nothing that is remembered here is true any more.
  if (before !== undefined && before.started !== company.started) return location.reload();
  // Rows of a conversation are drawn again when their members are others.
  if (before !== undefined && JSON.stringify(before.members) === JSON.stringify(company.members)) {
    company.members = before.members;
  }
  state.company = company;
  state.ahead = company.now - Date.now();
  redraw();
}

/** What is known stays the same object, which need not be drawn again. */
async function loadWire() {
  const { entries } = await get('wire');
  const known = new Map(state.wire.map((entry) => [entry.id, entry]));
  const last = entries.at(-1)?.id ?? 0;
  const newer = state.wire.filter(({ id }) => id > last);
  state.wire = [...entries.map((entry) => known.get(entry.id) ?? entry), ...newer].slice(-MOST_WIRE);
  redraw('wire');
}

/** The newest entry of each conversation of the member, for the list. @param {Phone} phone */
async function loadPreviewsOf(phone) {
  const { userid } = phone;
  const newest = new Map();
  phone.newest = newest;
  if (userid === undefined) return;
  const rooms = roomsOf(userid).slice(0, MOST_PREVIEWS);
  await Promise.all(rooms.map(({ id }) => loadPreview(newest, userid, id)));
  redraw('phone');
}

/** @param {Phone['newest']} newest which may be out of date by then @param {string} userid @param {string} room */
async function loadPreview(newest, userid, room) {
  const { entries } = await get('conversation', { ...conversationQuery(userid, room), limit: '1' });
  const [entry] = entries;
  // What came live meanwhile is newer.
  if (entry !== undefined && !newest.has(room)) newest.set(room, entry);
}

/** What a phone shows. @param {Phone} phone @param {boolean} [sameMember] its list is known */
export async function loadPhone(phone, sameMember = false) {
  await Promise.all([loadTalk(phone), sameMember ? undefined : loadPreviewsOf(phone)]);
}

export async function loadAll() {
  await refreshCompany();
  const phones = state.phones.map((phone) => loadPhone(phone));
  await Promise.all([loadWire(), ...phones, loadRecent(), refreshUnread()]);
  if (isKeptShown()) await refreshKept();
}

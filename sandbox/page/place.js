// Where the reader is, kept in the address: #/zhangsan/1000002, and after a + what a second phone shows. It can be shared, and the back button works.
import { state } from './store.js';

/** @typedef {import('./types.js').Place} Place */

/** One for each phone, the first at least. @returns {Place[]} */
export function currentPlaces() {
  const [first = '', second] = location.hash.replace(/^#/, '').split('+');
  return second === undefined ? [placeOf(first)] : [placeOf(first), placeOf(second)];
}

/** @param {string} address @returns {Place} */
function placeOf(address) {
  const [userid, room] = address.replace(/^\//, '').split('/').map(decoded);
  return { userid: userid || undefined, room: room || undefined };
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * @param {string} userid '' for the administrator's view, whose sections are its rooms, and which has no phone beside it
 * @param {string} [room]
 * @param {number} [index] of the phone
 */
export function goTo(userid, room, index = state.active) {
  const place = { userid, room };
  goToAll(userid === '' ? [place] : state.phones.map((phone, at) => (at === index ? place : phone)));
}

/** @param {Place[]} places */
export function goToAll(places) {
  const hash = `#${places.map(addressOf).join('+')}`;
  if (location.hash !== hash) location.hash = hash;
}

/** @param {Place} place */
function addressOf({ userid = '', room }) {
  return `/${encodeURIComponent(userid)}${room === undefined ? '' : `/${encodeURIComponent(room)}`}`;
}

/** @param {() => void} moved */
export function watchPlace(moved) {
  addEventListener('hashchange', moved);
}

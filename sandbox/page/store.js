// What the page knows, and the drawing of what changed: once, however much of it changed in one go.

/** @typedef {import('./types.js').Part} Part */

/** @type {import('./types.js').State} */
export const state = {
  company: undefined,
  connection: 'connecting',
  ahead: 0,
  tab: 'contacts',
  phones: [],
  active: 0,
  unread: new Map(),
  recent: new Map(),
  wire: [],
};

/** @type {Map<Part, () => void>} */
const drawers = new Map();
/** @type {Set<Part>} */
const dirty = new Set();
let drawing = false;

/**
 * @param {Part} part
 * @param {() => void} draw
 */
export function drawWith(part, draw) {
  drawers.set(part, draw);
}

/** Draws these parts as soon as the current event is handled; all of them when none is named. @param {Part[]} parts */
export function redraw(...parts) {
  for (const part of parts.length === 0 ? drawers.keys() : parts) dirty.add(part);
  if (drawing) return;
  drawing = true;
  queueMicrotask(drawDirty);
}

function drawDirty() {
  drawing = false;
  const parts = [...dirty];
  dirty.clear();
  for (const part of parts) drawers.get(part)?.();
}

let phones = 0;

/** @param {import('./types.js').Place} place @returns {import('./types.js').Phone} */
export function newPhone({ userid, room }) {
  phones += 1;
  const talk = { entries: new Map(), loaded: undefined, fetching: undefined, drawn: '', newest: new Map() };
  return { id: phones, userid, room, ...talk, writing: undefined, panelOpen: false, menu: undefined };
}

/** The sandbox's time. */
export function now() {
  return Date.now() + state.ahead;
}

/**
 * @param {string} userid
 * @param {string} room
 */
export function placeKey(userid, room) {
  return `${userid} ${room}`;
}

// The phones that are open: one, or two side by side. Each has a member and a conversation of its own.

import { goToAll } from './place.js';
import { newPhone, redraw, state } from './store.js';

/**
 * @typedef {import('./types.js').Phone} Phone
 * @typedef {import('./types.js').Place} Place
 */

export const MOST_PHONES = 2;

/** The one that the contacts choose for. */
export function activePhone() {
  return state.phones[state.active] ?? firstPhone();
}

/** It shows the first screen when it is nobody's. */
export function firstPhone() {
  const [first] = state.phones;
  if (first !== undefined) return first;
  const made = newPhone({ userid: undefined, room: undefined });
  state.phones.push(made);
  return made;
}

/** Follows the address: those that are elsewhere now. @param {Place[]} places @returns {{ phone: Phone, sameMember: boolean }[]} */
export function follow(places) {
  state.phones.length = Math.min(state.phones.length, places.length);
  const moved = places.flatMap((place, index) => {
    const phone = state.phones[index];
    if (phone === undefined) {
      state.phones[index] = newPhone(place);
      return { phone: state.phones[index], sameMember: false };
    }
    const sameMember = phone.userid === place.userid;
    if (sameMember && phone.room === place.room) return [];
    Object.assign(phone, { ...place, writing: undefined, panelOpen: false, menu: undefined });
    return { phone, sameMember };
  });
  state.active = Math.min(state.active, state.phones.length - 1);
  return moved;
}

/** Another phone, for whom the contacts choose next. */
export function openBeside() {
  state.active = state.phones.length;
  goToAll([...state.phones, { userid: undefined, room: undefined }]);
  focusSoon('[role=treeitem][tabindex="0"]');
}

/** @param {Phone} phone */
export function closePhone(phone) {
  const index = state.phones.indexOf(phone);
  state.phones.splice(index, 1);
  state.active = 0;
  goToAll(state.phones);
  redraw();
  focusSoon('.one button');
}

/** What had the focus is gone as soon as the page is drawn. @param {string} selector */
function focusSoon(selector) {
  requestAnimationFrame(() => {
    const element = document.querySelector(selector);
    if (element instanceof HTMLElement) element.focus();
  });
}

/** @param {Phone} phone */
export function activate(phone) {
  const index = state.phones.indexOf(phone);
  if (index < 0 || index === state.active) return;
  state.active = index;
  redraw('phone', 'contacts');
}

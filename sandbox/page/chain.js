// From one link of the chain to the next: a request, the message that it sent, the callback that it caused.
import { get } from './api.js';
import { roomIdOf } from './company.js';
import { activePhone } from './phones.js';
import { goTo } from './place.js';
import { state } from './store.js';
import { showTab } from './tabs.js';
import { complain } from './toasts.js';

/** What is to be brought into sight as soon as it is drawn. @type {string | undefined} */
let wanted;

/** The call that sent it. @param {string} msgid */
export function callOf(msgid) {
  return state.wire.find(({ msgids }) => msgids?.includes(msgid));
}

/** The call of the API that caused it. @param {number} delivery */
export function causeOfDelivery(delivery) {
  return state.wire.find(({ deliveries }) => deliveries?.includes(delivery));
}

/** The last try of it. @param {number} id */
export function tryOf(id) {
  return state.wire.findLast(({ delivery }) => delivery === id);
}

/** @param {string} msgid */
export async function showMessage(msgid) {
  try {
    const { message } = await get(`message/${encodeURIComponent(msgid)}`);
    const userid = activePhone().userid ?? '';
    const reader = message.to.includes(userid) ? userid : message.to[0];
    if (reader !== undefined) show(reader, roomIdOf(message), `[data-msgid="${CSS.escape(msgid)}"]`);
  } catch (err) {
    complain(err);
  }
}

/** @param {number} id */
export async function showDelivery(id) {
  try {
    const { delivery } = await get(`delivery/${id}`);
    const { userid, agentid } = delivery;
    if (userid !== undefined && agentid !== undefined) show(userid, String(agentid), `[data-delivery="${id}"]`);
  } catch (err) {
    complain(err);
  }
}

/** @param {string} userid @param {string} room @param {string} selector */
export function show(userid, room, selector) {
  wanted = `#phone ${selector}`;
  goTo(userid, room);
  showTab('phone');
}

/** To be called after the phone was drawn. */
export function bringIntoSight() {
  if (wanted === undefined) return;
  const element = document.querySelector(wanted);
  if (element === null) return;
  wanted = undefined;
  element.scrollIntoView({ block: 'center' });
  mark(element);
}

/** For a moment. @param {Element} element */
export function mark(element) {
  element.classList.add('marked');
  element.addEventListener('animationend', () => element.classList.remove('marked'), { once: true });
}

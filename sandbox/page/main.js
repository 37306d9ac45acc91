// The page of the sandbox: a company on the left, a member's phone in the middle, the wire on the right.

import { render } from 'lit-html';
import { isKeptShown, refreshKept } from './admin/kept.js';
import { barView, startTicking } from './bar.js';
import { bringIntoSight } from './chain.js';
import { memberOf, openRoom } from './company.js';
import { contactsView } from './contacts.js';
import { listen } from './live.js';
import { loadPhone } from './load.js';
import { phoneView } from './phone.js';
import { activePhone, firstPhone, follow } from './phones.js';
import { currentPlaces, watchPlace } from './place.js';
import { openApp } from './send.js';
import { apply } from './settings.js';
import { drawWith, redraw } from './store.js';
import { showTab, tabsView } from './tabs.js';
import { complain, showToasts } from './toasts.js';
import { refreshUnread } from './unread.js';
import { wireView } from './wire/wire.js';
import { t } from './words/words.js';

/** @typedef {import('./types.js').Part} Part */

/** @type {Record<Part, { view: () => unknown, label?: import('./words/words.js').Word }>} */
const PARTS = {
  bar: { view: barView, label: 'controls' },
  contacts: { view: contactsView, label: 'contacts' },
  phone: { view: phoneView, label: 'phone' },
  wire: { view: wireView, label: 'wire' },
  tabs: { view: tabsView, label: 'tabs' },
};

/** @param {Part} part */
function drawPart(part) {
  const { view, label } = PARTS[part];
  const container = document.getElementById(part);
  if (container === null) return;
  if (label !== undefined) container.setAttribute('aria-label', t(label));
  render(view(), container);
  if (part !== 'phone') return;
  bringIntoSight();
  document.title = [openRoom(activePhone())?.name, activePhone().userid, t('title')].filter(Boolean).join(' · ');
}

/** The address says where we are; what is shown follows. */
async function move() {
  const moved = follow(currentPlaces());
  if (moved.length === 0) return;
  if (firstPhone().userid !== undefined) showTab('phone');
  for (const { phone } of moved) enter(phone);
  redraw();
  if (isKeptShown()) refreshKept().catch(complain);
  const isOther = moved.some(({ sameMember }) => !sameMember);
  await Promise.all([
    ...moved.map(({ phone, sameMember }) => loadPhone(phone, sameMember)),
    isOther ? refreshUnread() : undefined,
  ]);
}

/** Opening an app's conversation is an event that its callback gets. @param {import('./types.js').Phone} phone */
function enter(phone) {
  const member = memberOf(phone.userid);
  const app = openRoom(phone)?.app;
  if (member?.status === 1 && app?.callback !== undefined) openApp({ userid: member.userid, agentid: app.agentid });
}

/** @param {string} part @returns {part is Part} */
function isPart(part) {
  return part in PARTS;
}

function start() {
  apply();
  for (const part of Object.keys(PARTS)) if (isPart(part)) drawWith(part, () => drawPart(part));
  follow(currentPlaces());
  if (firstPhone().userid !== undefined) showTab('phone');
  watchPlace(() => move().catch(complain));
  redraw();
  showToasts();
  startTicking();
  listen();
}

start();

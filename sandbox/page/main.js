// The page of the sandbox: a company on the left, a member's phone in the middle, the wire on the right.

import { isKeptShown, refreshKept } from './admin/kept.js';
import { barView, startTicking } from './bar.js';
import { resetBottom } from './bottom.js';
import { bringIntoSight } from './chain.js';
import { currentRoom, memberOf } from './company.js';
import { contactsView } from './contacts.js';
import { render } from './lit-html/lit-html.js';
import { listen } from './live.js';
import { loadPreviews } from './load.js';
import { phoneView } from './phone.js';
import { currentPlace, watchPlace } from './place.js';
import { openApp } from './send.js';
import { apply } from './settings.js';
import { drawWith, redraw, state } from './store.js';
import { showTab, tabsView } from './tabs.js';
import { loadTalk } from './talk.js';
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
  document.title = [currentRoom()?.name, state.userid, t('title')].filter(Boolean).join(' · ');
}

/** The address says where we are; what is shown follows. */
async function move() {
  const { userid, room } = currentPlace();
  const sameMember = userid === state.userid;
  if (sameMember && room === state.room) return;
  Object.assign(state, { userid, room });
  resetBottom();
  if (userid !== undefined) showTab('phone');
  enter();
  redraw();
  if (isKeptShown()) refreshKept().catch(complain);
  await Promise.all([loadTalk(), sameMember ? undefined : loadPreviews(), sameMember ? undefined : refreshUnread()]);
}

/** Opening an app's conversation is an event that its callback gets. */
function enter() {
  const member = memberOf(state.userid);
  const app = currentRoom()?.app;
  if (member?.status === 1 && app?.callback !== undefined) openApp({ userid: member.userid, agentid: app.agentid });
}

/** @param {string} part @returns {part is Part} */
function isPart(part) {
  return part in PARTS;
}

function start() {
  apply();
  for (const part of Object.keys(PARTS)) if (isPart(part)) drawWith(part, () => drawPart(part));
  Object.assign(state, currentPlace());
  if (state.userid !== undefined) showTab('phone');
  watchPlace(() => move().catch(complain));
  redraw();
  showToasts();
  startTicking();
  listen();
}

start();

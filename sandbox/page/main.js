// The page of the sandbox: a company on the left, a member's phone in the middle, the wire on the right.

import { barView, startTicking } from './bar.js';
import { currentRoom } from './company.js';
import { contactsView } from './contacts.js';
import { render } from './lit-html/lit-html.js';
import { listen } from './live.js';
import { loadAll, loadPreviews } from './load.js';
import { phoneView } from './phone.js';
import { currentPlace, watchPlace } from './place.js';
import { apply } from './settings.js';
import { drawWith, redraw, state } from './store.js';
import { tabsView } from './tabs.js';
import { loadTalk } from './talk.js';
import { complain } from './toasts.js';
import { wireView } from './wire.js';
import { t } from './words.js';

/** @typedef {import('./types.js').Part} Part */

/** @type {Record<Part, { view: () => unknown, label?: import('./words.js').Word }>} */
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
  if (part === 'phone') document.title = [currentRoom()?.name, state.userid, t('title')].filter(Boolean).join(' · ');
}

/** The address says where we are; what is shown follows. */
async function move() {
  const { userid, room } = currentPlace();
  const sameMember = userid === state.userid;
  Object.assign(state, { userid, room });
  redraw();
  await Promise.all([loadTalk(), sameMember ? undefined : loadPreviews()]);
}

/** @param {string} part @returns {part is Part} */
function isPart(part) {
  return part in PARTS;
}

function start() {
  apply();
  for (const part of Object.keys(PARTS)) if (isPart(part)) drawWith(part, () => drawPart(part));
  Object.assign(state, currentPlace());
  if (state.userid !== undefined) state.tab = 'phone';
  watchPlace(() => move().catch(complain));
  redraw();
  startTicking();
  loadAll().catch(complain);
  listen();
}

start();

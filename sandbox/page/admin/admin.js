// The company as its administrator sees it: each kind of thing in a section of its own, under #//section.

import { html } from 'lit-html';
import { goTo } from '../place.js';
import { t } from '../words/words.js';
import { appsView, robotsView } from './apps.js';
import { chatsView } from './chats.js';
import { jobsView } from './jobs.js';
import { mediaView } from './media.js';
import { membersView } from './members.js';
import { tagsView } from './tags.js';

/** @typedef {import('../types.js').Company} Company */

const SECTIONS = /** @type {const} */ ({
  members: membersView,
  tags: tagsView,
  apps: appsView,
  robots: robotsView,
  chats: chatsView,
  jobs: jobsView,
  media: mediaView,
});

/** @typedef {keyof typeof SECTIONS} Section */

/** @param {string | undefined} name @returns {name is Section} */
export function isSection(name) {
  return name !== undefined && Object.hasOwn(SECTIONS, name);
}

/** @param {Section} section */
export function openSection(section) {
  goTo('', section);
}

/** @param {Company} company @param {Section} section */
export function adminView(company, section) {
  return html`<div class="home admin" data-testid="admin" tabindex="0">
    <div class="choice" role="group" aria-label=${t('admin')}>${Object.keys(SECTIONS).filter(isSection).map(chipFor(section))}</div>
    <section aria-label=${t(`admin_${section}`)}>
      <h2>${t(`admin_${section}`)}</h2>
      ${SECTIONS[section](company)}
    </section>
  </div>`;
}

/** @param {Section} current */
function chipFor(current) {
  return (/** @type {Section} */ section) => html`<button
    type="button"
    class="chip"
    data-testid="section-${section}"
    aria-pressed=${section === current}
    @click=${() => openSection(section)}
  >
    ${t(`admin_${section}`)}
  </button>`;
}

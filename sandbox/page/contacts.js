// The address book: a search, and the departments with their members as a tree.

import { html, nothing } from 'lit-html';
import { openSection } from './admin/admin.js';
import { callbackButton } from './callback_dialog.js';
import { icon } from './icons.js';
import { searchField } from './search.js';
import { redraw, state } from './store.js';
import { showTab } from './tabs.js';
import { rowsOf, treeView } from './tree.js';
import { t } from './words/words.js';

/** @typedef {import('./types.js').Company} Company */

const MOST_FOUND = 50;

let wanted = '';

export function contactsView() {
  const { company } = state;
  return html`<header class="find">
      ${searchField({ testid: 'search', hint: t('search_hint'), input: search })}
      ${company && gearView(company)}
      <button type="button" class="ghost" data-testid="admin-open" aria-label=${t('admin')} title=${t('admin')} @click=${openAdmin}>
        ${icon('edit')}
      </button>
    </header>
    <div class="scroll">${company ? peopleView(company) : html`<p class="empty">${t('loading')}</p>`}</div>`;
}

/** @param {Company} company */
function gearView({ contactCallback }) {
  return callbackButton({ title: t('contact_callback'), callback: contactCallback, who: { contact: true } });
}

function openAdmin() {
  openSection('members');
  showTab('phone');
}

/** @param {string} value */
function search(value) {
  wanted = value;
  redraw('contacts');
}

/** @param {Company} company */
function peopleView(company) {
  const words = wanted.trim().toLowerCase();
  return words === '' ? treeView(rowsOf(company), 'tree') : foundView(company, words);
}

/** @param {Company} company @param {string} words */
function foundView(company, words) {
  const found = [];
  for (const member of company.members) {
    if (found.length === MOST_FOUND) break;
    const { userid, name } = member;
    if (!userid.toLowerCase().includes(words) && !name.toLowerCase().includes(words)) continue;
    found.push({ key: `member ${userid}`, depth: 0, member });
  }
  if (found.length === 0) return html`<p class="empty">${t('nobody_found')}</p>`;
  return html`${treeView(found, 'found')}
    ${found.length === MOST_FOUND ? html`<p class="hint">${t('more_found', { count: MOST_FOUND })}</p>` : nothing}`;
}

// The address book: departments as a tree, their members, and a search.

import { avatar } from './avatar.js';
import { openCallbackDialog } from './callback_dialog.js';
import { indexOf } from './company.js';
import { icon } from './icons.js';
import { repeat } from './lit-html/directives/repeat.js';
import { html, nothing } from './lit-html/lit-html.js';
import { goTo } from './place.js';
import { redraw, state } from './store.js';
import { showTab } from './tabs.js';
import { t } from './words.js';

/**
 * @typedef {import('./types.js').Company} Company
 * @typedef {import('./types.js').Department} Department
 * @typedef {import('./types.js').Member} Member
 */

const MOST_FOUND = 50;
/** Of a department at once; more on demand. */
const PAGE = 200;

let wanted = '';
/** @type {Set<number> | undefined} */
let open;
/** How many members of a department are drawn, when more than a page. @type {Map<number, number>} */
const pages = new Map();
/** Who has something unread, when the book was last drawn. @type {Set<string>} */
let waiting = new Set();

export function contactsView() {
  const { company } = state;
  waiting = unreadMembers();
  return html`<header class="find">
      <div class="search">
      ${icon('search')}
      <input
        type="search"
        data-testid="search"
        placeholder=${t('search_hint')}
        aria-label=${t('search_hint')}
        .value=${wanted}
        @input=${search}
      />
      </div>
      ${company && gearView(company)}
    </header>
    <div class="scroll" @keydown=${moveFocus}>
      ${company === undefined ? html`<p class="empty">${t('loading')}</p>` : peopleView(company)}
    </div>`;
}

/** @param {Company} company */
function gearView({ contactCallback }) {
  const owner = { name: t('contacts'), callback: contactCallback, who: { contact: /** @type {const} */ (true) } };
  return html`<button
    type="button"
    class="ghost gear ${contactCallback ? 'set' : ''}"
    data-testid="contact-callback"
    title=${t('contact_callback')}
    aria-label=${t('contact_callback')}
    @click=${() => openCallbackDialog(owner)}
  >
    ${icon('gear')}
  </button>`;
}

/** @param {InputEvent} event */
function search({ target }) {
  if (target instanceof HTMLInputElement) wanted = target.value;
  redraw('contacts');
}

/** @param {Company} company */
function peopleView(company) {
  if (wanted.trim() !== '') return foundView(company, wanted.trim().toLowerCase());
  const ids = new Set(company.departments.map(({ id }) => id));
  const roots = company.departments.filter(({ parentid }) => !ids.has(parentid));
  open ??= firstOpen(company, roots);
  return html`<ul class="tree" data-testid="tree">${sorted(roots).map((root) => departmentView(company, root, 0))}</ul>`;
}

/** A small company is unfolded, of a large one only the top. @param {Company} company @param {Department[]} roots */
function firstOpen({ departments, members }, roots) {
  return new Set((members.length <= 100 ? departments : roots).map(({ id }) => id));
}

/** @param {Department[]} departments */
function sorted(departments) {
  return departments.toSorted((a, b) => b.order - a.order || a.id - b.id);
}

/** @param {Company} company @param {string} text */
function foundView(company, text) {
  const found = [];
  for (const member of company.members) {
    if (found.length === MOST_FOUND) break;
    if (member.userid.toLowerCase().includes(text) || member.name.toLowerCase().includes(text)) found.push(member);
  }
  if (found.length === 0) return html`<p class="empty">${t('nobody_found')}</p>`;
  return html`<ul class="tree" data-testid="found">${memberRows(found, 0)}</ul>
    ${found.length === MOST_FOUND ? html`<p class="hint">${t('more_found', { count: MOST_FOUND })}</p>` : nothing}`;
}

/**
 * @param {Company} company
 * @param {Department} department
 * @param {number} depth
 * @returns {unknown}
 */
function departmentView(company, department, depth) {
  const { id, name } = department;
  const unfolded = open?.has(id) === true;
  return html`<li>
    <button
      type="button"
      class="row department depth-${Math.min(depth, 6)}"
      data-testid="department"
      data-id=${id}
      aria-expanded=${unfolded}
      @click=${() => toggle(id)}
    >
      ${icon(unfolded ? 'down' : 'right')}<span class="name">${name}</span>
      <small class="count">${indexOf(company).counts.get(id) ?? 0}</small>
    </button>
    ${unfolded ? insideView(company, id, depth + 1) : nothing}
  </li>`;
}

/** @param {Company} company @param {number} id @param {number} depth */
function insideView(company, id, depth) {
  const members = indexOf(company).byDepartment.get(id) ?? [];
  const shown = pages.get(id) ?? PAGE;
  const below = sorted(company.departments.filter(({ parentid }) => parentid === id));
  return html`<ul>
    ${memberRows(members.slice(0, shown), depth)}
    ${
      members.length > shown
        ? html`<li><button type="button" class="row more" @click=${() => showMore(id, shown)}>
          ${t('show_more', { count: members.length - shown })}
        </button></li>`
        : nothing
    }
    ${below.map((department) => departmentView(company, department, depth))}
  </ul>`;
}

/** @param {number} id @param {number} shown */
function showMore(id, shown) {
  pages.set(id, shown + 5 * PAGE);
  redraw('contacts');
}

/** @param {number} id */
function toggle(id) {
  if (open?.delete(id) === false) open.add(id);
  redraw('contacts');
}

/** @param {Member[]} members @param {number} depth */
function memberRows(members, depth) {
  return repeat(
    members,
    ({ userid }) => userid,
    (member) => memberView(member, depth),
  );
}

/** Who has something new. @returns {Set<string>} */
function unreadMembers() {
  return new Set([...state.unread.keys()].map((key) => key.slice(0, key.lastIndexOf(' '))));
}

/** @param {Member} member @param {number} depth */
function memberView({ userid, name, status }, depth) {
  return html`<li>
    <button
      type="button"
      class="row member depth-${Math.min(depth, 6)}"
      data-testid="member"
      data-userid=${userid}
      aria-current=${state.userid === userid ? 'true' : 'false'}
      @click=${() => choose(userid)}
    >
      ${avatar(name)}
      <span class="name">${name}</span>
      <small class="userid">${userid}</small>
      ${status === 4 ? html`<small class="status">${t('status_4')}</small>` : nothing}
      ${status === 2 ? html`<small class="status bad">${t('status_2')}</small>` : nothing}
      ${status === 5 ? html`<small class="status bad">${t('status_5')}</small>` : nothing}
      ${waiting.has(userid) ? html`<i class="dot" role="img" aria-label=${t('unread')}></i>` : nothing}
    </button>
  </li>`;
}

/** The conversation stays open, so that two members can be compared. @param {string} userid */
function choose(userid) {
  goTo(userid, state.room);
  showTab('phone');
}

/** Arrow keys go up and down the rows. @param {KeyboardEvent} event */
function moveFocus(event) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  if (!(event.currentTarget instanceof HTMLElement && document.activeElement instanceof HTMLButtonElement)) return;
  const rows = [...event.currentTarget.querySelectorAll('button')];
  const index = rows.indexOf(document.activeElement);
  rows[index + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  event.preventDefault();
}

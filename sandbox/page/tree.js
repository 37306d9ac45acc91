// The tree of departments and members: rows from top to bottom. It is one tab stop, and the arrows lead through it.

import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { avatar } from './avatar.js';
import { indexOf, unreadIn } from './company.js';
import { icon } from './icons.js';
import { activePhone, firstPhone } from './phones.js';
import { goTo } from './place.js';
import { redraw, state } from './store.js';
import { showTab } from './tabs.js';
import { t } from './words/words.js';

/**
 * @typedef {import('./types.js').Company} Company
 * @typedef {import('./types.js').Department} Department
 * @typedef {import('./types.js').Member} Member
 * @typedef {{ key: string, depth: number } & (
 *   { department: Department, count: number } | { member: Member } | { hidden: number, id: number }
 * )} Row
 * @typedef {object} Face how a row looks, and what a click on it does
 * @property {'department' | 'member' | 'more'} kind
 * @property {string} title
 * @property {unknown} content
 * @property {() => void} act
 * @property {number} [id]
 * @property {string} [userid]
 * @property {boolean} [unfolded]
 * @property {boolean} [current]
 */

/** Of a department at once; more on demand. */
const PAGE = 200;

/** @type {Set<number> | undefined} */
let open;
/** How many members of a department are drawn, when more than a page. @type {Map<number, number>} */
const pages = new Map();
/** The row that had the focus last. @type {string | undefined} */
let last;

/** What is unfolded of a company. @param {Company} company @returns {Row[]} */
export function rowsOf(company) {
  const { departments } = company;
  const ids = new Set(departments.map(({ id }) => id));
  const roots = departments.filter(({ parentid }) => !ids.has(parentid));
  open ??= firstOpen(company, roots);
  return sorted(roots).flatMap((root) => departmentRows(company, root, 0));
}

/** A small company is unfolded, of a large one only the top. @param {Company} company @param {Department[]} roots */
function firstOpen({ departments, members }, roots) {
  return new Set((members.length <= 100 ? departments : roots).map(({ id }) => id));
}

/** @param {Department[]} departments */
function sorted(departments) {
  return departments.toSorted((a, b) => b.order - a.order || a.id - b.id);
}

/** @param {Company} company @param {Department} department @param {number} depth @returns {Row[]} */
function departmentRows(company, department, depth) {
  const { id } = department;
  const { counts, byDepartment } = indexOf(company);
  const own = { key: `department ${id}`, depth, department, count: counts.get(id) ?? 0 };
  if (!open?.has(id)) return [own];
  const members = byDepartment.get(id) ?? [];
  const shown = members.slice(0, pages.get(id) ?? PAGE);
  const hidden = members.length - shown.length;
  const below = sorted(company.departments.filter(({ parentid }) => parentid === id));
  return [
    own,
    ...shown.map((member) => ({ key: `member ${member.userid} ${id}`, depth: depth + 1, member })),
    ...(hidden > 0 ? [{ key: `more ${id}`, depth: depth + 1, hidden, id }] : []),
    ...below.flatMap((one) => departmentRows(company, one, depth + 1)),
  ];
}

/** @param {Row[]} rows @param {string} testid */
export function treeView(rows, testid) {
  const unread = unreadMembers();
  const stop = stopOf(rows);
  return html`<ul role="tree" aria-label=${t('contacts')} data-testid=${testid} @keydown=${moveFocus} @focusin=${remember}>
    ${repeat(
      rows,
      ({ key }) => key,
      (row) => html`<li role="none">${rowView(row, row === stop, unread)}</li>`,
    )}
  </ul>`;
}

/** Where Tab leads: to where the focus was, or to the chosen member. @param {Row[]} rows */
function stopOf(rows) {
  const chosen = (/** @type {Row} */ row) => 'member' in row && row.member.userid === activePhone().userid;
  return rows.find(({ key }) => key === last) ?? rows.find(chosen) ?? rows[0];
}

/** @param {Row} row @param {boolean} isStop @param {Map<string, number>} unread */
function rowView(row, isStop, unread) {
  const { kind, title, content, act, id, userid, unfolded, current } = faceOf(row, unread);
  return html`<button
    type="button"
    class="row ${kind}"
    role="treeitem"
    title=${title}
    tabindex=${isStop ? 0 : -1}
    aria-level=${row.depth + 1}
    aria-expanded=${unfolded ?? nothing}
    aria-current=${current ?? nothing}
    .style=${`--depth: ${row.depth}`}
    data-testid=${kind}
    data-key=${row.key}
    data-id=${id ?? nothing}
    data-userid=${userid ?? nothing}
    @click=${act}
  >
    ${content}
  </button>`;
}

/** @param {Row} row @param {Map<string, number>} unread @returns {Face} */
function faceOf(row, unread) {
  if ('member' in row) return memberFace(row.member, unread);
  return 'department' in row ? departmentFace(row.department, row.count, unread) : moreFace(row.hidden, row.id);
}

/** A folded one tells how much those in it have not read. @param {Department} department @param {number} count @param {Map<string, number>} unread @returns {Face} */
function departmentFace({ id, name }, count, unread) {
  const unfolded = open?.has(id) === true;
  const hidden = unfolded || state.company === undefined ? 0 : unreadIn(state.company, id, unread);
  const content = html`${icon(unfolded ? 'down' : 'right')}<span class="name">${name}</span>
    ${hidden > 0 ? html`<small class="unread" role="img" aria-label="${t('unread')} ${hidden}">${hidden}</small>` : nothing}
    <small class="count">${count}</small>`;
  return { kind: 'department', title: name, content, act: () => toggle(id), id, unfolded };
}

/** @param {Member} member @param {Map<string, number>} unread @returns {Face} */
function memberFace({ userid, name, status }, unread) {
  const current = state.phones.some((phone) => phone.userid === userid);
  const count = current ? undefined : unread.get(userid);
  const content = html`${avatar(name)}<span class="name">${name}</span><small class="userid">${userid}</small>
    ${status === 1 ? nothing : html`<small class="status ${status === 4 ? '' : 'bad'}">${t(`status_${status}`)}</small>`}
    ${count && html`<small class="unread" role="img" aria-label="${t('unread')} ${count}">${count}</small>`}`;
  return { kind: 'member', title: `${name} ${userid}`, content, act: () => choose(userid), userid, current };
}

/** @param {number} hidden @param {number} id @returns {Face} */
function moreFace(hidden, id) {
  const content = t('show_more', { count: hidden });
  return { kind: 'more', title: content, content, act: () => showMore(id) };
}

/** How many messages each member has not seen. */
function unreadMembers() {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const [key, count] of state.unread) {
    const userid = key.slice(0, key.lastIndexOf(' '));
    counts.set(userid, (counts.get(userid) ?? 0) + count);
  }
  return counts;
}

/** @param {number} id */
function toggle(id) {
  if (open?.delete(id) === false) open.add(id);
  redraw('contacts');
}

/** @param {number} id */
function showMore(id) {
  pages.set(id, (pages.get(id) ?? PAGE) + 5 * PAGE);
  redraw('contacts');
}

/** The conversation stays open, so that two members can be compared. @param {string} userid */
function choose(userid) {
  goTo(userid, activePhone().room ?? firstPhone().room);
  showTab('phone');
}

/** @param {FocusEvent} event */
function remember({ target }) {
  if (target instanceof HTMLElement) last = target.dataset.key;
  redraw('contacts');
}

/** Up and down the rows; left folds a department, right unfolds it. @param {KeyboardEvent} event */
function moveFocus(event) {
  const { key, currentTarget, target } = event;
  if (!(currentTarget instanceof HTMLElement && target instanceof HTMLButtonElement && key.startsWith('Arrow'))) return;
  event.preventDefault();
  const rows = [...currentTarget.querySelectorAll('button')];
  const index = rows.indexOf(target);
  if (key === 'ArrowDown') rows[index + 1]?.focus();
  else if (key === 'ArrowUp') rows[index - 1]?.focus();
  else if (target.ariaExpanded === (key === 'ArrowLeft' ? 'true' : 'false')) target.click();
}

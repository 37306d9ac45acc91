// The address book as an administrator sees it: a department, and those in it.

import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { avatar } from '../avatar.js';
import { indexOf } from '../company.js';
import { icon } from '../icons.js';
import { goTo } from '../place.js';
import { redraw } from '../store.js';
import { t } from '../words/words.js';
import { addDepartment, departmentChoices, editDepartment, inOrder } from './departments.js';
import { addMember, editMember } from './member_dialog.js';

/**
 * @typedef {import('../types.js').Company} Company
 * @typedef {import('../types.js').Member} Member
 */

const PAGE = 100;

let chosen = 1;
let shown = PAGE;

/** @param {Company} company */
export function membersView(company) {
  const department = company.departments.find(({ id }) => id === chosen) ?? company.departments[0];
  if (department === undefined) return nothing;
  const members = indexOf(company).byDepartment.get(department.id) ?? [];
  return html`<div class="line">
      <label class="field grow">
        <span>${t('in_department')}</span>
        <select data-testid="admin-department" @change=${choose}>
          ${departmentChoices(inOrder(company), department.id)}
        </select>
      </label>
      <button type="button" data-testid="edit-department" @click=${() => editDepartment(company, department)}>
        ${icon('edit')}${t('edit')}
      </button>
    </div>
    <div class="line">
      <button type="button" class="primary" data-testid="add-member" @click=${() => addMember(company, department.id)}>
        ${icon('add')}${t('add_member')}
      </button>
      <button type="button" data-testid="add-department" @click=${() => addDepartment(company, department.id)}>
        ${icon('folder')}${t('add_department')}
      </button>
    </div>
    ${members.length === 0 ? html`<p class="hint">${t('nobody_in')}</p>` : listView(company, members)}`;
}

/** @param {Event} event */
function choose({ target }) {
  chosen = target instanceof HTMLSelectElement ? Number(target.value) : chosen;
  shown = PAGE;
  redraw('phone');
}

function showMore() {
  shown += PAGE;
  redraw('phone');
}

/** @param {Company} company @param {Member[]} members */
function listView(company, members) {
  const more = members.length - shown;
  return html`<ul class="rows" data-testid="admin-members">
      ${repeat(
        members.slice(0, shown),
        ({ userid }) => userid,
        (member) => rowView(company, member),
      )}
    </ul>
    ${more > 0 ? html`<button type="button" @click=${showMore}>${t('show_more', { count: more })}</button>` : nothing}`;
}

/** @param {Company} company @param {Member} member */
function rowView(company, member) {
  const { userid, name, position, status } = member;
  return html`<li data-userid=${userid}>
    ${avatar(name)}
    <span class="grow"><b>${name}</b><small>${[userid, position].filter(Boolean).join(' · ')}</small></span>
    ${status === 1 ? nothing : html`<small class="status ${status === 4 ? '' : 'bad'}">${t(`status_${status}`)}</small>`}
    <button type="button" class="ghost" aria-label="${t('tab_phone')}: ${name}" title=${t('tab_phone')} @click=${() => goTo(userid)}>
      ${icon('chat')}
    </button>
    <button type="button" class="ghost" data-testid="edit-member" aria-label="${t('edit')}: ${name}" title=${t('edit')} @click=${() => editMember(company, member)}>
      ${icon('edit')}
    </button>
  </li>`;
}

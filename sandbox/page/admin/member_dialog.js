// A member is made, changed, disabled, activated, deleted: with what a real administrator sees, and by the same rules.

import { html, nothing } from 'lit-html';
import { fieldView } from '../dialogs.js';
import { list, number, text } from '../read.js';
import { complain } from '../toasts.js';
import { t } from '../words/words.js';
import { administer } from './administer.js';
import { openForm } from './form.js';
import { departmentOptions, Picker } from './picker.js';

/**
 * @typedef {import('../types.js').Company} Company
 * @typedef {import('../types.js').Member} Member
 * @typedef {import('../types.js').Fields} Fields
 */

const ACTIVE = 1;
const DISABLED = 2;
const INVITED = 4;
const TEXTS = /** @type {const} */ (['name', 'mobile', 'email', 'position', 'gender']);

/** @param {Company} company @param {number} department */
export function addMember(company, department) {
  const picker = pickerOf(company, [department]);
  openForm({
    title: t('add_member'),
    testid: 'member-dialog',
    fields: (dialog) => html`${fieldView({ name: 'userid', label: 'userid', value: '', pattern: '.+' })}
      ${fieldsView({}, false)} ${picker.view(dialog)}
      <label class="check"><input type="checkbox" name="activate" checked /><span>${t('activate_at_once')}</span></label>`,
    save: async ({ activate, ...values }) => {
      await administer('user/create', { ...values, department: departmentsOf(picker) });
      if (activate) await administer('user/authsucc', { userid: values.userid });
    },
  });
}

/** @param {Company} company @param {Member} member */
export async function editMember(company, member) {
  try {
    openMember(company, member, await administer('user/get', { userid: member.userid }));
  } catch (err) {
    complain(err);
  }
}

/** @param {Company} company @param {Member} member @param {Fields} before */
function openMember(company, { userid, name, status }, before) {
  const departments = list(before, 'department').map(Number);
  const picker = pickerOf(company, departments);
  openForm({
    title: `${name} · ${userid}`,
    testid: 'member-dialog',
    fields: (dialog) => html`${fieldsView(before, status === ACTIVE)} ${picker.view(dialog)}`,
    save: (values) => {
      const changed = TEXTS.filter((field) => values[field] !== undefined && values[field] !== text(before, field));
      const department = departmentsOf(picker);
      return administer('user/update', {
        userid,
        ...Object.fromEntries(changed.map((field) => [field, values[field]])),
        ...(String(department) !== String(departments) && { department }),
      });
    },
    actions: actionsFor(userid, status),
  });
}

/** @param {string} userid @param {number} status @returns {import('./form.js').Action[]} */
function actionsFor(userid, status) {
  const enable = (/** @type {0 | 1} */ value) => () => administer('user/update', { userid, enable: value });
  return [
    ...(status === INVITED
      ? [
          {
            id: 'activate',
            word: /** @type {const} */ ('activate'),
            act: () => administer('user/authsucc', { userid }),
          },
        ]
      : []),
    status === DISABLED
      ? { id: 'enable', word: 'enable', act: enable(1) }
      : { id: 'disable', word: 'disable', act: enable(0) },
    { id: 'delete', word: 'delete', final: true, act: () => administer('user/delete', { userid }) },
  ];
}

/** An active member's mobile is its own. @param {Fields} member @param {boolean} isActive */
function fieldsView(member, isActive) {
  const gender = number(member, 'gender') ?? 0;
  const mobile = text(member, 'mobile');
  return html`${fieldView({ name: 'name', label: t('name'), value: text(member, 'name'), pattern: '.*\\S.*' })}
    <div class="pair">
      ${
        isActive
          ? html`<p class="field"><span>${t('mobile')}</span><code title=${t('mobile_own')}>${mobile || '—'}</code></p>`
          : fieldView({ name: 'mobile', label: t('mobile'), value: mobile })
      }
      ${fieldView({ name: 'email', label: t('email'), value: text(member, 'email') })}
    </div>
    <div class="pair">
      ${fieldView({ name: 'position', label: t('position'), value: text(member, 'position') })}
      <label class="field">
        <span>${t('gender')}</span>
        <select name="gender">
          ${[0, 1, 2].map((value) => html`<option value=${value} ?selected=${value === gender}>${genderWord(value)}</option>`)}
        </select>
      </label>
    </div>
    ${isActive ? nothing : html`<p class="hint">${t('reachable')}</p>`}`;
}

/** @param {number} gender */
function genderWord(gender) {
  return gender === 1 ? t('gender_1') : gender === 2 ? t('gender_2') : '—';
}

/** @param {Company} company @param {number[]} departments */
function pickerOf(company, departments) {
  const chosen = departments.map((id) => `party ${id}`);
  return new Picker({ legend: t('departments'), options: departmentOptions(company), chosen });
}

/** @param {Picker} picker */
function departmentsOf(picker) {
  return picker.idsOf('party').map(Number);
}

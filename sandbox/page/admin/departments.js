// Departments: in the order of the tree, and the dialog that makes, renames, moves and deletes them.

import { html, nothing } from 'lit-html';
import { fieldView } from '../dialogs.js';
import { t } from '../words/words.js';
import { administer } from './administer.js';
import { openForm } from './form.js';

/**
 * @typedef {import('../types.js').Company} Company
 * @typedef {import('../types.js').Department} Department
 * @typedef {{ department: Department, depth: number }} Placed
 */

const ROOT = 1;
/** Half a square of Chinese, for each level. */
const INDENT = '\u2002\u2002';

/** From top to bottom. @param {Company} company @returns {Placed[]} */
export function inOrder({ departments }) {
  /** @type {Map<number, Department[]>} */
  const below = new Map();
  for (const department of departments) {
    const siblings = below.get(department.parentid);
    if (siblings === undefined) below.set(department.parentid, [department]);
    else siblings.push(department);
  }
  /** @type {Placed[]} */
  const placed = [];
  add(0, 0);
  return placed;

  /** @param {number} parentid @param {number} depth */
  function add(parentid, depth) {
    const siblings = (below.get(parentid) ?? []).toSorted((a, b) => b.order - a.order || a.id - b.id);
    for (const department of siblings) {
      placed.push({ department, depth });
      add(department.id, depth + 1);
    }
  }
}

/** @param {Placed[]} placed @param {number} chosen */
export function departmentChoices(placed, chosen) {
  return placed.map(
    ({ department: { id, name }, depth }) =>
      html`<option value=${id} ?selected=${id === chosen}>${INDENT.repeat(depth)}${name}</option>`,
  );
}

/** @param {Company} company @param {number} parentid */
export function addDepartment(company, parentid) {
  openForm({
    title: t('add_department'),
    testid: 'department-dialog',
    fields: () => html`${nameField('')} ${parentField(inOrder(company), parentid)}`,
    save: (values) => administer('department/create', { name: values.name, parentid: Number(values.parentid) }),
  });
}

/** @param {Company} company @param {Department} department */
export function editDepartment(company, { id, name, parentid, order }) {
  openForm({
    title: `${t('edit_department')} · ${id}`,
    testid: 'department-dialog',
    fields: () => html`${nameField(name)}
      ${id === ROOT ? nothing : html`${parentField(outside(company, id), parentid)} ${orderField(order)}`}`,
    save: (values) => administer('department/update', { id, name: values.name, ...placeOf(values) }),
    actions: [{ id: 'delete', word: 'delete', final: true, act: () => administer('department/delete', { id }) }],
  });
}

/** The root stays where it is. @param {Record<string, string>} values */
function placeOf({ parentid, order }) {
  return parentid === undefined ? {} : { parentid: Number(parentid), order: Number(order) };
}

/** All but those below it, and itself. @param {Company} company @param {number} id */
function outside(company, id) {
  const parents = new Map(company.departments.map((one) => [one.id, one.parentid]));
  return inOrder(company).filter(({ department }) => {
    for (let at = department.id; at !== 0 && parents.has(at); at = parents.get(at) ?? 0) if (at === id) return false;
    return true;
  });
}

/** @param {string} value */
function nameField(value) {
  return fieldView({ name: 'name', label: t('name'), value, pattern: '.*\\S.*' });
}

/** @param {Placed[]} placed @param {number} parentid */
function parentField(placed, parentid) {
  return html`<label class="field">
    <span>${t('above')}</span>
    <select name="parentid">${departmentChoices(placed, parentid)}</select>
  </label>`;
}

/** @param {number} order */
function orderField(order) {
  return fieldView({ name: 'order', label: t('order'), value: String(order), type: 'number' });
}

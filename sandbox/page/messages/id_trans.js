// enable_id_trans: `$userName=zhangsan$` and `$departmentName=2$` become names when the message is shown.
// https://developer.work.weixin.qq.com/document/path/90236
import { memberOf } from '../company.js';
import { isFields } from '../read.js';
import { state } from '../store.js';

/** @typedef {import('../types.js').Fields} Fields */

const ID = /\$(userName|departmentName)=([^$\s]+)\$/g;

/** @param {Fields} body @returns {Fields} */
export function translated(body) {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, inside(value)]));
}

/** @param {unknown} value @returns {unknown} */
function inside(value) {
  if (typeof value === 'string') return value.replace(ID, (all, kind, id) => nameFor(kind, id) ?? all);
  if (Array.isArray(value)) return value.map(inside);
  return isFields(value) ? translated(value) : value;
}

/** @param {string} kind @param {string} id */
function nameFor(kind, id) {
  if (kind === 'userName') return memberOf(id)?.name;
  return state.company?.departments.find((department) => String(department.id) === id)?.name;
}

/** Whether there is something to translate. @param {unknown} part */
export function hasIds(part) {
  return JSON.stringify(part ?? '').search(ID) >= 0;
}

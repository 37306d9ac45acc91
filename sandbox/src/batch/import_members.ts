// Members from a file: added and changed by userid, and with `replace` those that are not in it removed.
import { type Answer, Call } from '../api/chapter';
import { createMember, deleteMembers, updateMember } from '../directory/members';
import type { Member } from '../model/records';
import { fail } from '../protocol/errors';
import { Input } from '../protocol/input';
import { cell, cells, type Row, readRows } from './csv';
import { removeEmptied } from './import_departments';
import { attempt, type Work } from './jobs';

const REQUIRED = ['姓名', '帐号/账号', '手机号/邮箱', '所在部门'];

/** Column → field, of those that hold one text. */
const TEXTS: Readonly<Record<string, string>> = {
  姓名: 'name',
  微信号: 'weixinid',
  手机号: 'mobile',
  邮箱: 'email',
  职位: 'position',
  别名: 'alias',
  地址: 'address',
  座机: 'telephone',
};
/** Not the administrator's own columns. The template ends with one that only explains another. */
const OTHERS = ['帐号', '账号', '所在部门', '性别', '是否部门内领导', '排序', '禁用'];
const EXPLANATION = /^禁用项说明/;

export function importMembers(call: Call, data: Buffer, replace: boolean): Work {
  const rows = readRows(data, REQUIRED);
  const userids = new Set(rows.map((row) => useridOf(row).toLowerCase()));
  if (userids.size < rows.length) fail(302003);
  const { members } = call.company;
  const missing = replace ? [...members].filter(([key]) => !userids.has(key)).map(([, member]) => member) : [];
  if (isSuspicious(missing.length, members.size)) fail(45026);
  const job = asDocumented(call);
  return {
    tasks: rows.map((row) => () => importMember(job, row)),
    after() {
      for (const member of missing) removeMember(call, member);
      removeEmptied(call);
    },
  };
}

/** Unknown departments are made for them, as user/create does it by the newest documents. */
function asDocumented(call: Call): Call {
  return call.era === 'both' ? new Call({ ...call, era: 'current' }) : call;
}

/** Deleting more than 50 and a fifth, or most of a small company, is taken for a mistake. */
function isSuspicious(missing: number, all: number): boolean {
  return missing > all * (missing > 50 ? 0.2 : 0.8);
}

/** Whoever cannot be deleted stays. */
function removeMember(call: Call, member: Member): void {
  attempt({}, () => deleteMembers(call, [member]));
}

function importMember(call: Call, row: Row): Answer {
  const userid = useridOf(row);
  return attempt({ userid }, () => {
    const input = new Input(memberOf(row));
    if (call.company.member(userid)) updateMember(call, input);
    else createMember(call, input);
  });
}

/** The fields of a row, as user/create takes them. */
export function memberOf(row: Row): Answer {
  return { userid: useridOf(row), ...fieldsOf(row) };
}

function useridOf(row: Row): string {
  return cell(row, '帐号', '账号');
}

/** Empty cells leave what is there. */
function fieldsOf(row: Row): Answer {
  const fields: Answer = {};
  for (const [column, field] of Object.entries(TEXTS)) if (cell(row, column)) fields[field] = cell(row, column);
  const department = cells(row, '所在部门');
  if (department.some((id) => !/^\d+$/.test(id))) fail(40066);
  if (department.length > 0) fields.department = department.map(Number);
  const order = cells(row, '排序');
  if (order.length > 0) fields.order = order.map(Number);
  const leads = cells(row, '是否部门内领导');
  if (leads.length > 0) fields.is_leader_in_dept = leads.map((text) => (isYes(text) ? 1 : 0));
  if (cell(row, '性别')) fields.gender = genderOf(cell(row, '性别'));
  if (cell(row, '禁用')) fields.enable = isYes(cell(row, '禁用')) ? 0 : 1;
  const attrs = attributesOf(row);
  if (attrs.length > 0) fields.extattr = { attrs };
  return fields;
}

function isYes(text: string): boolean {
  return text === '1' || text === '是';
}

function genderOf(text: string): string {
  if (text === '男') return '1';
  return text === '女' ? '2' : text;
}

function attributesOf(row: Row): Answer[] {
  const known = new Set([...Object.keys(TEXTS), ...OTHERS, '']);
  return [...row]
    .filter(([name, value]) => value !== '' && !known.has(name) && !EXPLANATION.test(name))
    .map(([name, value]) => ({ type: 0, name, text: { value } }));
}

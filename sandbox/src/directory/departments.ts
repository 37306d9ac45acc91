// The tree of departments: what may be made, moved and removed. Used by the department chapter and by the batch jobs.
import type { Call, Era } from '../api/chapter';
import type { Company } from '../model/company';
import type { Department } from '../model/records';
import { fail, failSchema } from '../protocol/errors';
import { characterCount, type Input } from '../protocol/input';

export const ROOT = 1;
const DEEPEST = 15;
export const MOST_DEPARTMENTS = 30_000;
const MOST_NODES = 30_000;
const FIRST_ORDER = 100_000_000;
const ORDER_STEP = 1000;
const FORBIDDEN = /[\\:*?<>|｜]/;
// Documented as forbidden, but accepted when it was measured.
const FORBIDDEN_CURRENT = /[\\:*?"<>|｜]/;

/** 32 characters when it was measured, 64 in the newest documents. */
const longestName = (era: Era): number => (era === 'current' ? 64 : 32);

export function createDepartment(call: Call, input: Input): Department {
  const { company } = call;
  const name = input.text('name', { min: 1 });
  const name_en = input.text('name_en', { max: longestName(call.era) });
  const parentid = input.uint('parentid');
  const order = input.uint('order');
  const id = input.uint('id');
  // However odd: this is what WeCom answers when any of the fields has a wrong type.
  if (input.warned) fail(60009);
  checkName(name ?? '', call.era);
  if (name_en !== undefined) checkName(name_en, call.era);
  if (id === 0) fail(60123);
  if (id !== undefined && company.departments.has(id)) fail(60008);
  const parent = company.departments.get(parentid ?? 0) ?? fail(60004);
  const department = { id: id ?? nextId(company), name: name ?? '', parentid: parent.id };
  checkSiblings(company, department, [name, name_en]);
  checkRoom(company, parent);
  const made = { ...department, order: order ?? nextOrder(company, parent.id), ...(name_en && { name_en }) };
  company.departments.set(made.id, made);
  call.emit({ event: 'department.create', data: made });
  return made;
}

export function updateDepartment(call: Call, input: Input): Department {
  const { company } = call;
  const name = input.text('name', { min: 1 });
  const name_en = input.text('name_en', { max: longestName(call.era) });
  const department = company.departments.get(input.uint('id') ?? 0) ?? fail(60003);
  for (const text of [name, name_en]) if (text !== undefined) checkName(text, call.era);
  const parentid = input.uint('parentid') ?? department.parentid;
  if (parentid !== department.parentid) checkMove(company, department, parentid);
  checkSiblings(company, { ...department, parentid }, [name ?? department.name, name_en ?? department.name_en]);
  const order = input.uint('order') ?? department.order;
  const before = { ...department };
  Object.assign(department, { name: name ?? department.name, parentid, order }, name_en && { name_en });
  call.emit({ event: 'department.update', data: { department, before } });
  return department;
}

export function deleteDepartment(call: Call, id: number): void {
  const { company } = call;
  const department = company.departments.get(id) ?? fail(60123);
  if (membersOf(company, id).length > 0) fail(60005);
  if (childrenOf(company, id).length > 0) fail(60006);
  if (id === ROOT) fail(60007);
  company.departments.delete(id);
  for (const tag of company.tags.values()) tag.parties.delete(id);
  call.emit({ event: 'department.delete', data: department });
}

function childrenOf(company: Company, id: number): Department[] {
  return [...company.departments.values()].filter(({ parentid }) => parentid === id);
}

/** The department and all below it, by ascending id. Without an id the whole company. */
export function treeOf(company: Company, root = ROOT): Department[] {
  const tree = [company.departments.get(root) ?? fail(60123)];
  const children = new Map<number, Department[]>();
  for (const department of company.departments.values()) {
    const { parentid } = department;
    const siblings = children.get(parentid);
    if (siblings === undefined) children.set(parentid, [department]);
    else siblings.push(department);
  }
  for (const { id } of tree) tree.push(...(children.get(id) ?? []));
  return tree.sort((one, other) => one.id - other.id);
}

/** Direct members. */
function membersOf(company: Company, id: number) {
  return [...company.members.values()].filter(({ department }) => department.includes(id));
}

function checkName(name: string, era: Era): void {
  const length = characterCount(name);
  if (length < 1 || length > longestName(era)) fail(60001);
  if ((era === 'current' ? FORBIDDEN_CURRENT : FORBIDDEN).test(name)) fail(60009);
}

/** Both names of a department must differ from both names of every sibling. */
function checkSiblings(
  company: Company,
  { id, parentid }: { id: number; parentid: number },
  names: (string | undefined)[],
): void {
  const taken = childrenOf(company, parentid).filter((sibling) => sibling.id !== id);
  const own = new Set(names.filter((name) => name !== undefined));
  if (taken.some(({ name, name_en = name }) => own.has(name) || own.has(name_en))) fail(60008);
}

function checkMove(company: Company, department: Department, parentid: number): void {
  const parent = company.departments.get(parentid);
  if (parent === undefined || department.id === ROOT) fail(60124);
  if (treeOf(company, department.id).includes(parent)) fail(60010);
  checkRoom(company, parent, heightOf(company, department.id));
}

function checkRoom(company: Company, parent: Department, height = 1): void {
  if (depthOf(company, parent) + height > DEEPEST) fail(81002);
  if (childrenOf(company, parent.id).length + membersOf(company, parent.id).length >= MOST_NODES) fail(81001);
  if (company.departments.size >= MOST_DEPARTMENTS) fail(81001);
}

/** The root's is 1. */
function depthOf(company: Company, department: Department): number {
  const parent = company.departments.get(department.parentid);
  return parent === undefined ? 1 : 1 + depthOf(company, parent);
}

/** Levels from the department down; 1 without children. */
function heightOf(company: Company, id: number): number {
  return 1 + Math.max(0, ...childrenOf(company, id).map((child) => heightOf(company, child.id)));
}

function nextId(company: Company): number {
  return Math.max(0, ...company.departments.keys()) + 1;
}

/** The first child gets 100000000 and each next one 1000 less. */
function nextOrder(company: Company, parentid: number): number {
  return Math.max(0, FIRST_ORDER - ORDER_STEP * childrenOf(company, parentid).length);
}

/** `id=1`, or in 企业号 `id=1&id=2`. */
export function idsOf(search: URLSearchParams): number[] {
  const ids = search.getAll('id');
  if (ids.length === 0 || ids.includes('')) failSchema();
  return ids.map(Number);
}

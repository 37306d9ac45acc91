// The tree of departments from a file, which is the whole tree: what is missing in it goes, if nobody is there any more.
import type { Answer, Call } from '../api/chapter';
import { createDepartment, deleteDepartment, ROOT, updateDepartment } from '../directory/departments';
import type { Department } from '../model/records';
import { fail, WeComError } from '../protocol/errors';
import { Input } from '../protocol/input';
import { cell, type Row, readRows } from './csv';
import { attempt, type Work } from './jobs';

const REQUIRED = ['部门名称', '部门ID', '父部门ID'];

/** Bits of a result row's `action`. */
const NEW = 1;
const RENAMED = 2;
const MOVED = 4;
const REORDERED = 8;

interface Line {
  id: number;
  name: string;
  parentid: number;
  /** undefined: as it is. */
  order: number | undefined;
}

/** Departments that are to go once they are empty. */
export class Leaving {
  readonly ids = new Set<number>();
}

export function importDepartments(call: Call, data: Buffer): Work {
  const { company } = call;
  const lines = readRows(data, REQUIRED).map(lineOf);
  const named = new Set(lines.map(({ id }) => id));
  checkTree(call, lines, named);
  return {
    tasks: sorted(lines).map((line) => () => importDepartment(call, line)),
    after() {
      const { ids } = company.room(Leaving);
      ids.clear();
      for (const id of company.departments.keys()) if (id !== ROOT && !named.has(id)) ids.add(id);
      removeEmptied(call);
    },
  };
}

/** Also after members were imported, who may have left them. A department is empty only after its children have gone. */
export function removeEmptied(call: Call): void {
  const { ids } = call.company.room(Leaving);
  let before: number;
  do {
    before = ids.size;
    for (const id of ids) if (isGone(call, id)) ids.delete(id);
  } while (ids.size < before);
}

function isGone(call: Call, id: number): boolean {
  try {
    if (call.company.departments.has(id)) deleteDepartment(call, id);
    return true;
  } catch (err) {
    if (err instanceof WeComError) return false;
    throw err;
  }
}

function lineOf(row: Row): Line {
  const id = Number(cell(row, '部门ID'));
  const parentid = Number(cell(row, '父部门ID') || (id === ROOT ? 0 : Number.NaN));
  if (![id, parentid].every(Number.isSafeInteger) || id < 1) fail(302004);
  return { id, name: cell(row, '部门名称'), parentid, order: Number(cell(row, '排序')) || undefined };
}

/** Parents before their children. */
function sorted(lines: Line[]): Line[] {
  const left = new Map(lines.map((line) => [line.id, line]));
  const done: Line[] = [];
  const place = (line: Line) => {
    left.delete(line.id);
    const parent = left.get(line.parentid);
    if (parent !== undefined) place(parent);
    done.push(line);
  };
  for (const line of lines) if (left.has(line.id)) place(line);
  return done;
}

/** Each department once, everybody's parent in the file or in the company, no circles: in a sorted circle some child comes first. */
function checkTree({ company }: Call, lines: Line[], named: ReadonlySet<number>): void {
  if (named.size < lines.length) fail(302004);
  const placed = new Set<number>();
  for (const { id, parentid } of sorted(lines)) {
    const isRoot = id === ROOT && parentid === 0;
    const hasParent = placed.has(parentid) || (!named.has(parentid) && company.departments.has(parentid));
    if (!isRoot && !hasParent) fail(302004);
    placed.add(id);
  }
}

function importDepartment(call: Call, { id, name, parentid, order }: Line): Answer {
  const old = call.company.departments.get(id);
  const action = old === undefined ? NEW : changesOf(old, { id, name, parentid, order });
  return attempt({ action, partyid: id }, () => {
    const fields = { id, name, ...(id !== ROOT && { parentid }), ...(order !== undefined && { order }) };
    if (old === undefined) createDepartment(call, new Input(fields));
    else updateDepartment(call, new Input(fields));
  });
}

function changesOf(old: Department, line: Line): number {
  const renamed = old.name === line.name ? 0 : RENAMED;
  const moved = old.parentid === line.parentid ? 0 : MOVED;
  const reordered = line.order === undefined || old.order === line.order ? 0 : REORDERED;
  return renamed | moved | reordered;
}

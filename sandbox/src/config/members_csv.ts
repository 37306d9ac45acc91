// Members from a CSV file: the columns of WeCom's own template, or the names of the API.

import { type Row, readRows } from '../batch/csv';
import { memberOf } from '../batch/import_members';
import type { MemberFields } from '../model/new_member';
import { WeComError } from '../protocol/errors';
import { Input } from '../protocol/input';

/** The API's names for the columns of the template. */
const COLUMNS: Readonly<Record<string, string>> = {
  userid: '帐号',
  name: '姓名',
  mobile: '手机号',
  email: '邮箱',
  department: '所在部门',
  position: '职位',
  alias: '别名',
  address: '地址',
  telephone: '座机',
  gender: '性别',
  order: '排序',
  is_leader_in_dept: '是否部门内领导',
};

/**
 * Members for a company: `extend({ members: membersFromCsv(readFileSync('members.csv')) })`. The first row names the columns: `userid,name,
 * mobile,department`, or 姓名, 帐号, 手机号, 所在部门 as in WeCom's template; several departments or orders are separated by `;`.
 *
 * Throws a TypeError with the line of a mistake.
 */
export function membersFromCsv(csv: string | Uint8Array): MemberFields[] {
  return rowsOf(Buffer.from(csv)).map((row, index) => {
    try {
      const fields = new Input(memberOf(row));
      const userid = fields.text('userid') || missing('userid (帐号)');
      return { ...fields.all(), userid, name: fields.text('name') || missing('name (姓名)') };
    } catch (err) {
      throw new TypeError(`line ${index + 2}: ${wordsOf(err)}`);
    }
  });
}

function rowsOf(csv: Buffer): Row[] {
  try {
    const rows = readRows(csv, ['姓名/name', '帐号/账号/userid']);
    return rows.map((row) => new Map([...row].map(([name, value]) => [COLUMNS[name] ?? name, value])));
  } catch {
    throw new TypeError(
      'line 1: a CSV file in UTF-8 needs the columns userid and name (帐号, 姓名), and members below them',
    );
  }
}

function missing(column: string): never {
  throw new TypeError(`no ${column}`);
}

function wordsOf(err: unknown): string {
  if (err instanceof WeComError) return 'a department is given by its number';
  return err instanceof Error ? err.message : String(err);
}

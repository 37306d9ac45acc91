import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { type Body, type Client, string } from './client';
import { accepted } from './expect';

const MEMBERS =
  '姓名,帐号,手机号,邮箱,所在部门,职位,性别,是否部门内领导,排序,别名,地址,座机,禁用,禁用项说明：(0-启用;1-禁用)';
const DEPARTMENTS = '部门名称,部门ID,父部门ID,排序';

export const membersCSV = (...lines: string[]): string => [MEMBERS, ...lines].join('\n');
export const departmentsCSV = (...lines: string[]): string => [DEPARTMENTS, ...lines].join('\n');

/** One line of a member. */
export function line(name: string, userid: string, mobile: string, departments = '1'): string {
  return `${name},${userid},${mobile},,${departments},,,,,,,,0`;
}

/** Uploads the CSV and starts the job; gives its id. */
export async function started(contact: Client, api: string, csv: string, more: Body = {}): Promise<string> {
  const media_id = await csvUploaded(contact, csv);
  return string(accepted(await contact.post(`batch/${api}`, { media_id, ...more })), 'jobid');
}

export async function csvUploaded(contact: Client, csv: string): Promise<string> {
  const file = { content: csv, filename: 'batch.csv', contentType: 'text/csv' };
  return string(accepted(await contact.upload('media/upload', file, { type: 'file' }), ''), 'media_id');
}

/** The result of a job, once it is done. */
export async function finished(contact: Client, jobid: string): Promise<Body> {
  for (let asked = 0; asked < 1000; asked++) {
    const { body } = await contact.get('batch/getresult', { jobid });
    if (body.status !== 1 && body.status !== 2) return body;
    await setImmediate();
  }
  return assert.fail(`The job ${jobid} does not end.`);
}

export async function ran(contact: Client, api: string, csv: string): Promise<Body> {
  return finished(contact, await started(contact, api, csv));
}

// 异步导入接口: the address book from a CSV file.
// https://developer.work.weixin.qq.com/document/path/90980
import type { Answer, Call, Chapter } from '../api/chapter';
import { importDepartments } from '../batch/import_departments';
import { importMembers } from '../batch/import_members';
import { resultOf, start } from '../batch/jobs';
import { findFor } from '../media/keep';

export const batch: Chapter = {
  'batch/syncuser': { verb: 'POST', secret: 'contact', run: syncUser },
  'batch/replaceuser': { verb: 'POST', secret: 'contact', run: replaceUser },
  'batch/replaceparty': { verb: 'POST', secret: 'contact', run: replaceParty },
  'batch/getresult': { verb: 'GET', secret: 'any', run: resultOf },
};

function syncUser(call: Call): Answer {
  const data = fileOf(call);
  return { jobid: start(call, 'sync_user', () => importMembers(call, data, false)).jobid };
}

function replaceUser(call: Call): Answer {
  const data = fileOf(call);
  return { jobid: start(call, 'replace_user', () => importMembers(call, data, true)).jobid };
}

function replaceParty(call: Call): Answer {
  const data = fileOf(call);
  return { jobid: start(call, 'replace_party', () => importDepartments(call, data)).jobid };
}

/** Uploaded before, with media/upload?type=file. */
function fileOf({ body, company }: Call): Buffer {
  return findFor(company, body.text('media_id'), 'file').data;
}

// 异步导出接口: the address book in encrypted files.
// https://developer.work.weixin.qq.com/document/path/94849
import { createCipheriv, createHash } from 'node:crypto';
import type { Answer, Call, Chapter } from '../api/chapter';
import { keep, pictureUrl } from '../media/keep';
import { HOUR } from '../model/clock';
import type { Company } from '../model/company';
import { Exports } from '../model/exports';
import { randomId } from '../model/random_id';
import type { Member } from '../model/records';
import { fail, failSchema } from '../protocol/errors';

/** A file is there that long. */
const LASTS = 2 * HOUR;
/** PKCS#7, as in callbacks. */
const BLOCK = 32;

export const exported: Chapter = {
  'export/simple_user': {
    verb: 'POST',
    secret: 'contact',
    era: 'current',
    run: (call) => start(call, { userlist: members(call.company, simple) }),
  },
  'export/user': {
    verb: 'POST',
    secret: 'contact',
    era: 'current',
    run: (call) => start(call, { userlist: members(call.company, detailed) }),
  },
  'export/department': {
    verb: 'POST',
    secret: 'contact',
    era: 'current',
    run: (call) => start(call, { department: [...call.company.departments.values()] }),
  },
  'export/taguser': { verb: 'POST', secret: 'contact', era: 'current', run: ofTag },
  'export/get_result': { verb: 'GET', secret: 'contact', era: 'current', run: resultOf },
};

function members(company: Company, view: (member: Member) => Answer): Answer[] {
  return [...company.members.values()].map(view);
}

function simple({ userid, name, department }: Member): Answer {
  return { userid, name, department };
}

function detailed({ openid, renamable, weixinid, nickname, ...member }: Member): Answer {
  return member;
}

function ofTag(call: Call): Answer {
  const { tagid, users, parties } = call.company.tags.get(call.body.uint('tagid') ?? fail(41017)) ?? fail(40068);
  const userlist = [...users].flatMap((userid) => {
    const member = call.company.member(userid);
    return member === undefined ? [] : { userid: member.userid, name: member.name };
  });
  return start(call, { tagid, userlist, partylist: [...parties] });
}

/** Done at once: the company is small. The content goes into one file, whatever size was asked for. */
function start(call: Call, content: Answer): Answer {
  const key = Buffer.from(`${call.body.text('encoding_aeskey') ?? failSchema('encoding_aeskey missing')}=`, 'base64');
  if (key.length !== 32) failSchema('encoding_aeskey invalid');
  const data = encrypted(JSON.stringify(content), key);
  const file = { field: '', filename: 'export', contentType: 'application/octet-stream', data };
  const url = pictureUrl(call, keep(call, file, { type: 'export', lasts: LASTS }));
  const jobid = randomId(32);
  const md5 = createHash('md5').update(data).digest('hex');
  call.company.room(Exports).add({ jobid, status: 2, data_list: [{ url, size: data.length, md5 }] });
  return { jobid };
}

function encrypted(text: string, key: Buffer): Buffer {
  const plain = Buffer.from(text);
  const pad = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]);
}

function resultOf({ query, company }: Call): Answer {
  const { status, data_list } = company.room(Exports).all.get(query.text('jobid') ?? '') ?? fail(40088);
  return { status, data_list };
}

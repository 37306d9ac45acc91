// 客服帐号 and 接待人员: https://developer.work.weixin.qq.com/document/path/94661
import type { Answer, Call, Chapter } from '../api/chapter';
import { find } from '../media/keep';
import { Kf } from '../model/kf';
import { randomId } from '../model/random_id';
import type { KfAccount } from '../model/records';
import { ERRMSGS } from '../protocol/errmsgs';
import { fail, failSchema } from '../protocol/errors';
import type { Input } from '../protocol/input';

const MOST_ACCOUNTS = 5000;
const MOST_AT_ONCE = 100;
const MOST_SERVICERS = 2000;
const NAME = { min: 1, max: 16 };

export const kfAccount: Chapter = {
  'kf/account/add': { verb: 'POST', secret: 'any', era: 'current', run: add },
  'kf/account/del': { verb: 'POST', secret: 'any', era: 'current', run: remove },
  'kf/account/update': { verb: 'POST', secret: 'any', era: 'current', run: update },
  'kf/account/list': { verb: 'POST', secret: 'any', era: 'current', run: list },
  'kf/add_contact_way': { verb: 'POST', secret: 'any', era: 'current', run: link },
  'kf/servicer/add': { verb: 'POST', secret: 'any', era: 'current', run: (call) => change(call, true) },
  'kf/servicer/del': { verb: 'POST', secret: 'any', era: 'current', run: (call) => change(call, false) },
  'kf/servicer/list': { verb: 'GET', secret: 'any', era: 'current', run: servicers },
};

/** 95000 without an id, 95004 for an unknown one. */
export function accountOf({ company }: Pick<Call, 'company'>, input: Input): KfAccount {
  if (input.blank('open_kfid')) fail(95000);
  return company.room(Kf).accounts.get(input.text('open_kfid') ?? '') ?? fail(95004);
}

function add({ body, company }: Call): Answer {
  const { accounts } = company.room(Kf);
  if (accounts.size >= MOST_ACCOUNTS) fail(95005);
  const name = body.text('name', NAME) ?? fail(95006);
  const { media_id } = find(company, body.text('media_id'));
  const open_kfid = `wk${randomId(30)}`;
  accounts.set(open_kfid, { open_kfid, name, avatar: `https://example.com/${media_id}`, servicers: [] });
  return { open_kfid };
}

function remove(call: Call): Answer {
  const { open_kfid } = accountOf(call, call.body);
  const { accounts, sessions } = call.company.room(Kf);
  accounts.delete(open_kfid);
  for (const [key, session] of sessions) if (session.open_kfid === open_kfid) sessions.delete(key);
  return {};
}

function update(call: Call): Answer {
  const { body, company } = call;
  const account = accountOf(call, body);
  const name = body.text('name', NAME) ?? account.name;
  if (!body.blank('media_id')) account.avatar = `https://example.com/${find(company, body.text('media_id')).media_id}`;
  account.name = name;
  return {};
}

function list({ body, company }: Call): Answer {
  const from = body.uint('offset') ?? 0;
  const limit = Math.min(body.uint('limit') || MOST_AT_ONCE, MOST_AT_ONCE);
  const accounts = [...company.room(Kf).accounts.values()].slice(from, from + limit);
  const account_list = accounts.map(({ open_kfid, name, avatar }) => ({
    open_kfid,
    name,
    avatar,
    manage_privilege: true,
  }));
  return { account_list };
}

function link(call: Call): Answer {
  const { open_kfid } = accountOf(call, call.body);
  const scene = call.body.text('scene', { maxBytes: 32 });
  if (scene !== undefined && !/^[\w-]*$/.test(scene)) failSchema('scene invalid');
  return { url: `https://work.weixin.qq.com/kfid/${open_kfid}${scene ? `?enc_scene=${scene}` : ''}` };
}

function servicers(call: Call): Answer {
  return { servicer_list: accountOf(call, call.query).servicers.map((each) => ({ ...each })) };
}

/** Each by itself, with its own errcode. */
function change(call: Call, isAdding: boolean): Answer {
  const { body, company } = call;
  const account = accountOf(call, body);
  const [userids = [], parties = []] = [body.texts('userid_list'), body.uints('department_id_list')];
  if (userids.length + parties.length === 0) failSchema('userid_list missing');
  if (userids.length > MOST_AT_ONCE || parties.length > MOST_AT_ONCE) failSchema('userid_list invalid');
  const results = [
    ...userids.map((userid) => {
      const known = company.member(userid)?.userid;
      if (known !== undefined) put(account, { userid: known, status: 0 }, isAdding);
      return { userid, ...resultOf(known === undefined ? 60111 : 0) };
    }),
    ...parties.map((department_id) => {
      const isKnown = company.departments.has(department_id);
      if (isKnown) put(account, { department_id }, isAdding);
      return { department_id, ...resultOf(isKnown ? 0 : 60123) };
    }),
  ];
  return { result_list: results };
}

function resultOf(errcode: number) {
  return { errcode, errmsg: errcode === 0 ? 'success' : ERRMSGS[errcode] };
}

function put(account: KfAccount, one: KfAccount['servicers'][number], isAdding: boolean): void {
  account.servicers = account.servicers.filter((each) =>
    'userid' in one
      ? !('userid' in each && each.userid === one.userid)
      : !('department_id' in each && each.department_id === one.department_id),
  );
  if (isAdding && account.servicers.length >= MOST_SERVICERS) fail(95020);
  if (isAdding) account.servicers.push(one);
}

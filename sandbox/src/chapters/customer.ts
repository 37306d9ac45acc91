// 客户管理: https://developer.work.weixin.qq.com/document/path/92113
import type { Answer, Call, Chapter } from '../api/chapter';
import { pageOf } from '../api/pages';
import { memberOf } from '../directory/member_of';
import { Customers } from '../model/customers';
import type { CustomerPart } from '../model/events';
import type { Customer, Follow } from '../model/records';
import { fail, failSchema } from '../protocol/errors';
import type { Input } from '../protocol/input';

const MOST_USERS = 100;
const MOST_AT_ONCE = 100;
const MOST_TAGS = 500;

export const customer: Chapter = {
  'externalcontact/get_follow_user_list': {
    verb: 'GET',
    secret: 'any',
    era: 'current',
    run({ company }) {
      const members = [...company.members.values()].filter(({ status }) => status === 1);
      return { follow_user: members.map(({ userid }) => userid) };
    },
  },

  'externalcontact/list': {
    verb: 'GET',
    secret: 'any',
    era: 'current',
    run(call) {
      const userid = memberOf(call, call.query.text('userid'));
      const ids = followedBy(call, [userid]).map(({ customer }) => customer.external_userid);
      if (ids.length === 0) fail(84061);
      return { external_userid: ids };
    },
  },

  'externalcontact/get': { verb: 'GET', secret: 'any', era: 'current', run: get },
  'externalcontact/batch/get_by_user': { verb: 'POST', secret: 'any', era: 'current', run: getByUser },
  'externalcontact/remark': { verb: 'POST', secret: 'any', era: 'current', run: remark },
  'externalcontact/mark_tag': { verb: 'POST', secret: 'any', era: 'current', run: markTag },
};

function customerOf({ company }: Call, input: Input): Customer {
  if (input.blank('external_userid')) failSchema('external_userid missing');
  return company.room(Customers).all.get(input.text('external_userid') ?? '') ?? fail(40096);
}

/** The relation of a customer with the member that a call names. */
function followOf(call: Call): { customer: Customer; follow: Follow } {
  const userid = memberOf(call, call.body.text('userid'));
  const customer = customerOf(call, call.body);
  return { customer, follow: customer.follows.find((each) => each.userid === userid) ?? fail(84061) };
}

function followedBy({ company }: Call, userids: string[]): { customer: Customer; follow: Follow }[] {
  const customers = [...company.room(Customers).all.values()];
  return customers.flatMap((customer) =>
    customer.follows.filter(({ userid }) => userids.includes(userid)).map((follow) => ({ customer, follow })),
  );
}

function get(call: Call): Answer {
  const { follows, ...external_contact } = customerOf(call, call.query);
  if (follows.length === 0) fail(84061);
  const tags = call.company.room(Customers);
  const follow_user = follows.map(({ tags: ids, isGone, ...follow }) => ({
    ...follow,
    oper_userid: follow.userid,
    tags: ids.flatMap((id) => {
      const found = tags.tag(id);
      return found ? { group_name: found.group.group_name, tag_name: found.tag.name, tag_id: id, type: 1 } : [];
    }),
  }));
  return { external_contact, follow_user, next_cursor: '' };
}

function getByUser(call: Call): Answer {
  const { body } = call;
  const named = body.texts('userid_list') ?? failSchema('userid_list missing');
  if (named.length > MOST_USERS) failSchema(`userid_list exceed max size ${MOST_USERS}`);
  const { items, next } = pageOf(
    followedBy(
      call,
      named.map((userid) => memberOf(call, userid)),
    ),
    body,
    MOST_AT_ONCE,
  );
  const external_contact_list = items.map(({ customer: { follows, ...external_contact }, follow }) => {
    const { tags: tag_id, isGone, ...follow_info } = follow;
    return { external_contact, follow_info: { ...follow_info, oper_userid: follow.userid, tag_id } };
  });
  return { external_contact_list, next_cursor: next };
}

/** What is left out stays as it was. */
function remark(call: Call): Answer {
  const { body } = call;
  const { customer, follow } = followOf(call);
  const wanted = {
    remark: body.text('remark', { max: 20 }),
    description: body.text('description', { max: 150 }),
    remark_corp_name: body.text('remark_company', { max: 20 }),
    remark_mobiles: body.texts('remark_mobiles')?.filter((mobile) => mobile !== ''),
  };
  if (Object.values(wanted).every((each) => each === undefined) && body.blank('remark_pic_mediaid')) fail(40035);
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) Reflect.set(follow, name, value);
  const { remark_mobiles: mobiles, ...others } = wanted;
  const isOther = Object.values(others).some((each) => each !== undefined) || !body.blank('remark_pic_mediaid');
  const changed: CustomerPart[] = [...(isOther ? ['remark' as const] : []), ...(mobiles ? ['mobiles' as const] : [])];
  call.emit({ event: 'customer.update', data: { customer, userid: follow.userid, changed } });
  return {};
}

function markTag(call: Call): Answer {
  const { body, company } = call;
  const { customer, follow } = followOf(call);
  const [add = [], remove = []] = [body.texts('add_tag'), body.texts('remove_tag')];
  if (add.length + remove.length === 0) fail(40035);
  for (const id of [...add, ...remove]) if (company.room(Customers).tag(id) === undefined) fail(40068);
  const tags = new Set([...follow.tags.filter((id) => !remove.includes(id)), ...add]);
  if (tags.size > MOST_TAGS) fail(40144);
  follow.tags = [...tags];
  call.emit({ event: 'customer.update', data: { customer, userid: follow.userid, changed: ['tags'] } });
  return {};
}

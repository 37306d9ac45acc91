// 在职继承 and 离职继承: https://developer.work.weixin.qq.com/document/path/92125
import type { Answer, Call, Chapter } from '../api/chapter';
import { pageOf } from '../api/pages';
import { memberOf } from '../directory/member_of';
import { DAY } from '../model/clock';
import { Customers, follow } from '../model/customers';
import { fail, failSchema } from '../protocol/errors';

const MOST_AT_ONCE = 100;
const MOST_LISTED = 1000;
/** The oldest are dropped. */
const MOST_TRANSFERS = 10_000;
/** The customer has that long to refuse. */
const TAKES = DAY / 1000;

export const customerTransfer: Chapter = {
  'externalcontact/transfer_customer': {
    verb: 'POST',
    secret: 'any',
    era: 'current',
    run: (call) => transfer(call, memberOf(call, call.body.text('handover_userid')), TAKES),
  },
  'externalcontact/resigned/transfer_customer': {
    verb: 'POST',
    secret: 'any',
    era: 'current',
    run(call) {
      const handover = call.body.text('handover_userid') ?? fail(41009);
      return call.company.member(handover) === undefined ? transfer(call, handover, TAKES) : fail(40097);
    },
  },
  'externalcontact/transfer_result': { verb: 'POST', secret: 'any', era: 'current', run: resultOf },
  'externalcontact/resigned/transfer_result': { verb: 'POST', secret: 'any', era: 'current', run: resultOf },
  'externalcontact/get_unassigned_list': { verb: 'POST', secret: 'any', era: 'current', run: unassigned },
};

/** Each customer by itself, with its own errcode. */
function transfer(call: Call, handover_userid: string, takes: number): Answer {
  const { body, company, clock } = call;
  const takeover_userid = memberOf(call, body.text('takeover_userid'));
  if (takeover_userid === handover_userid) fail(40130);
  const ids = body.texts('external_userid') ?? failSchema('external_userid missing');
  if (ids.length === 0 || ids.length > MOST_AT_ONCE) failSchema('external_userid invalid');
  const { all, transfers } = company.room(Customers);
  const now = clock.seconds();
  const customer = ids.map((external_userid) => {
    const found = all.get(external_userid);
    const before = found?.follows.find(({ userid }) => userid === handover_userid);
    const isUnderWay = transfers.some(
      (each) => each.external_userid === external_userid && !each.isRefused && each.takeover_time > now,
    );
    const errcode = found === undefined ? 40096 : before === undefined ? 40131 : isUnderWay ? 40129 : 0;
    if (found === undefined || before === undefined || errcode !== 0) return { external_userid, errcode };
    if (transfers.length >= MOST_TRANSFERS) transfers.shift();
    transfers.push({ external_userid, handover_userid, takeover_userid, takeover_time: now + takes, before });
    const others = found.follows.filter(({ userid }) => userid !== takeover_userid && userid !== handover_userid);
    found.follows = [
      ...others,
      follow(takeover_userid, now, { remark: before.remark, tags: before.tags, add_way: 202 }),
    ];
    call.emit({ event: 'customer.update', data: { customer: found, userid: takeover_userid, changed: ['transfer'] } });
    return { external_userid, errcode };
  });
  return { customer };
}

/** 1 done, 2 the customer may still refuse, 3 has refused. */
function resultOf({ body, company, clock }: Call): Answer {
  const handover = body.text('handover_userid') || fail(41009);
  const takeover = body.text('takeover_userid') || fail(41009);
  const { transfers } = company.room(Customers);
  const now = clock.seconds();
  const customer = transfers
    .filter((each) => each.handover_userid === handover && each.takeover_userid === takeover)
    .map(({ external_userid, takeover_time, isRefused }) => {
      const status = isRefused ? 3 : takeover_time <= now ? 1 : 2;
      return { external_userid, status, ...(status === 1 && { takeover_time }) };
    });
  const { items, next } = pageOf(customer, body, MOST_LISTED);
  return { customer: items, ...(next !== '' && { next_cursor: next }) };
}

/** Customers of members who have left. When that was is not kept: it is said to be now. */
function unassigned({ body, company, clock }: Call): Answer {
  const left = [...company.room(Customers).all.values()].flatMap(({ external_userid, follows }) =>
    follows
      .filter(({ userid }) => company.member(userid) === undefined)
      .map(({ userid }) => ({ handover_userid: userid, external_userid, dimission_time: clock.seconds() })),
  );
  const { items, next, isLast } = pageOf(left, body, MOST_LISTED);
  return { info: items, is_last: isLast, next_cursor: next };
}

// 客户群管理: https://developer.work.weixin.qq.com/document/path/92120
import type { Answer, Call, Chapter } from '../api/chapter';
import { pageOf } from '../api/pages';
import { memberOf } from '../directory/member_of';
import { Customers } from '../model/customers';
import type { CustomerChat } from '../model/records';
import { ERRMSGS } from '../protocol/errmsgs';
import { fail, failSchema } from '../protocol/errors';

const MOST_AT_ONCE = 1000;
const MOST_CHATS = 100;

export const customerChat: Chapter = {
  'externalcontact/groupchat/list': { verb: 'POST', secret: 'any', era: 'current', run: list },
  'externalcontact/groupchat/get': { verb: 'POST', secret: 'any', era: 'current', run: get },
  'externalcontact/groupchat/transfer': {
    verb: 'POST',
    secret: 'any',
    era: 'current',
    run: (call) => transfer(call, true),
  },
  'externalcontact/groupchat/onjob_transfer': {
    verb: 'POST',
    secret: 'any',
    era: 'current',
    run: (call) => transfer(call, false),
  },
};

function list(call: Call): Answer {
  const { body, company } = call;
  const limit = body.uint('limit') ?? failSchema('limit missing');
  if (limit < 1 || limit > MOST_AT_ONCE) failSchema('limit invalid');
  const owners = body.object('owner_filter')?.texts('userid_list');
  const wanted = body.uint('status_filter') ?? 0;
  const chats = [...company.room(Customers).chats.values()].filter(
    (chat) => (owners?.includes(chat.owner) ?? true) && (wanted === 0 || statusOf(call, chat) === wanted),
  );
  const { items, next } = pageOf(chats, body, MOST_AT_ONCE);
  const group_chat_list = items.map((chat) => ({ chat_id: chat.chat_id, status: statusOf(call, chat) }));
  return { group_chat_list, ...(next !== '' && { next_cursor: next }) };
}

/** 0: the owner is there. 1: gone. */
function statusOf({ company }: Call, { owner }: CustomerChat): 0 | 1 {
  return company.member(owner) === undefined ? 1 : 0;
}

function get({ body, company }: Call): Answer {
  const customers = company.room(Customers);
  const chat = customers.chats.get(body.text('chat_id') ?? '') ?? fail(40050);
  const withName = body.uint('need_name') === 1;
  const { version, ...rest } = chat;
  const member_list = chat.member_list.map((each) => {
    const customer = customers.all.get(each.userid);
    const name = customer?.name ?? company.member(each.userid)?.name ?? '';
    const unionid = customer === undefined ? {} : { unionid: customer.unionid };
    return { ...each, group_nickname: '', ...unionid, ...(withName && { name }), invitor: { userid: chat.owner } };
  });
  return {
    group_chat: { ...rest, member_list, admin_list: [{ userid: chat.owner }], member_version: String(version) },
  };
}

/** Each chat by itself: the answer names those that stayed. isResigned: only of owners who have left, otherwise only of those who have not. */
function transfer(call: Call, isResigned: boolean): Answer {
  const { body, company } = call;
  const ids = body.texts('chat_id_list') ?? failSchema('chat_id_list missing');
  if (ids.length === 0 || ids.length > MOST_CHATS) failSchema('chat_id_list invalid');
  const owner = memberOf(call, body.text('new_owner'));
  const failed_chat_list = ids.flatMap((chat_id) => {
    const chat = company.room(Customers).chats.get(chat_id);
    if (chat === undefined) return [{ chat_id, errcode: 40050, errmsg: ERRMSGS[40050] }];
    if ((statusOf(call, chat) === 1) !== isResigned) return [{ chat_id, errcode: 90500, errmsg: ERRMSGS[90500] }];
    handOver(call, chat, owner);
    return [];
  });
  return { failed_chat_list };
}

function handOver(call: Call, chat: CustomerChat, owner: string): void {
  chat.owner = owner;
  if (!chat.member_list.some(({ userid }) => userid === owner)) {
    chat.member_list.push({ userid: owner, type: 1, join_time: call.clock.seconds(), join_scene: 1 });
    chat.version += 1;
  }
  call.emit({ event: 'customer_chat.update', data: { chat, detail: 'change_owner' } });
}

// 客户联系: what customers, members and administrators do is told to the apps. What came through the API is not.
// https://developer.work.weixin.qq.com/document/path/92130
import type { Company } from '../model/company';
import { Customers } from '../model/customers';
import type { Change, ChatUpdate } from '../model/events';
import type { Customer } from '../model/records';
import type { Deliveries } from './delivery';
import { isOfApi } from './origin';
import type { Fields } from './xml';

interface Told {
  Event: 'change_external_contact' | 'change_external_chat' | 'change_external_tag';
  fields: Fields;
}

const TAG_CHANGES = {
  'customer_tag.create': 'create',
  'customer_tag.update': 'update',
  'customer_tag.delete': 'delete',
} as const;

export function tellCustomers(company: Company, deliveries: Deliveries): void {
  const tell = ({ Event, fields }: Told) => {
    for (const { agentid, callback } of company.apps.values()) {
      if (callback !== undefined) void deliveries.announce({ callback, agentid }, Event, fields);
    }
  };
  company.watch('*', (change) => {
    const told = eventOf(change);
    if (told !== undefined && !isOfApi(company, change)) tell(told);
  });
  tellHandovers(company, tell);
}

/** A customer who has not refused within a day has changed hands: WeCom does that, not the call that ordered it. */
function tellHandovers(company: Company, tell: (told: Told) => void): void {
  company.clock.onAdvance(() => {
    const { all, transfers } = company.room(Customers);
    const now = company.clock.seconds();
    for (const transfer of transfers) {
      const customer = all.get(transfer.external_userid);
      if (customer === undefined || transfer.isRefused || transfer.isDone || transfer.takeover_time > now) continue;
      transfer.isDone = true;
      const { handover_userid: before, takeover_userid: after } = transfer;
      const Source = 'DELETE_BY_TRANSFER';
      if (company.member(before)) tell(contact('del_external_contact', { customer, userid: before }, { Source }));
      tell(contact('add_external_contact', { customer, userid: after }));
    }
  });
}

function eventOf({ event, data }: Change): Told | undefined {
  switch (event) {
    case 'customer.add': {
      const { customer, userid, half, welcome_code: WelcomeCode } = data;
      const State = customer.follows.find((each) => each.userid === userid)?.state || undefined;
      return contact(half ? 'add_half_external_contact' : 'add_external_contact', data, { State, WelcomeCode });
    }
    case 'customer.update':
      // A change of nothing but the numbers in a remark is not told.
      return data.changed.some((part) => part === 'remark' || part === 'tags')
        ? contact('edit_external_contact', data)
        : undefined;
    case 'customer.delete':
      return contact(data.by === 'member' ? 'del_external_contact' : 'del_follow_user', data);
    case 'customer.refuse':
      return contact('transfer_fail', data, { FailReason: 'customer_refused' });
    case 'customer_tag.create':
    case 'customer_tag.update':
    case 'customer_tag.delete':
      return tag({ Id: data.id, TagType: data.type, ChangeType: TAG_CHANGES[event] });
    case 'customer_tag.shuffle':
      return tag({ Id: data.id, ChangeType: 'shuffle' });
    case 'customer_chat.create':
      return chat({ ChatId: data.chat_id, ChangeType: 'create' });
    case 'customer_chat.dismiss':
      return chat({ ChatId: data.chat_id, ChangeType: 'dismiss' });
    case 'customer_chat.update':
      return chat({ ChatId: data.chat.chat_id, ChangeType: 'update', UpdateDetail: data.detail, ...comings(data) });
    default:
      return undefined;
  }
}

function contact(ChangeType: string, { customer, userid }: { customer: Customer; userid: string }, more: Fields = {}) {
  const fields = { ChangeType, UserID: userid, ExternalUserID: customer.external_userid, ...more };
  return { Event: 'change_external_contact', fields } as const;
}

function tag(fields: Fields): Told {
  return { Event: 'change_external_tag', fields };
}

function chat(fields: Fields): Told {
  return { Event: 'change_external_chat', fields };
}

/** JoinScene: 0 invited, 3 by the group's code. QuitScene: 0 of their own accord, 1 put out. */
function comings(update: ChatUpdate): Fields {
  if (update.detail !== 'add_member' && update.detail !== 'del_member') return {};
  const { chat: changed, members, byThemselves, detail } = update;
  const scene = detail === 'add_member' ? { JoinScene: byThemselves ? 3 : 0 } : { QuitScene: byThemselves ? 0 : 1 };
  return {
    ...scene,
    MemChangeCnt: members.length,
    MemChangeList: { Item: members },
    LastMemVer: String(changed.version - 1),
    CurMemVer: String(changed.version),
  };
}

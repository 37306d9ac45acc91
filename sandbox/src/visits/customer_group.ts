// 客户群 on the phones of members: made, renamed, dismissed. Customers come and go by their own WeChat.
import type { Company } from '../model/company';
import { Customers, customerId } from '../model/customers';
import type { CustomerChat } from '../model/records';

/** Groups. Further ones are a RangeError. */
const MOST_GROUPS = 10_000;

/** What the owner of a group of customers does. RangeErrors tell what is not possible. */
export class CustomerGroup {
  readonly chat_id: string;
  readonly #company: Company;

  /** One that there is, or a new one: `change_external_chat` with `create`. */
  constructor(company: Company, which: string | { owner: string; name: string }) {
    this.#company = company;
    this.chat_id = typeof which === 'string' ? which : create(company, which.owner, which.name);
    this.#chat();
  }

  rename(name: string): void {
    const chat = this.#chat();
    chat.name = name;
    this.#company.emit({ event: 'customer_chat.update', data: { chat, detail: 'change_name' } }, chat.owner);
  }

  /** 群公告. */
  notify(notice: string): void {
    const chat = this.#chat();
    chat.notice = notice;
    this.#company.emit({ event: 'customer_chat.update', data: { chat, detail: 'change_notice' } }, chat.owner);
  }

  dismiss(): void {
    const chat = this.#chat();
    this.#company.room(Customers).chats.delete(this.chat_id);
    this.#company.emit({ event: 'customer_chat.dismiss', data: chat }, chat.owner);
  }

  #chat(): CustomerChat {
    return this.#company.room(Customers).chats.get(this.chat_id) ?? refuse(`There is no group ${this.chat_id}.`);
  }
}

function create(company: Company, userid: string, name: string): string {
  const { chats } = company.room(Customers);
  const owner = company.member(userid)?.userid ?? refuse(`The company has no member ${userid}.`);
  if (chats.size >= MOST_GROUPS) refuse(`The company has ${MOST_GROUPS} groups of customers.`);
  const now = company.clock.seconds();
  const chat_id = customerId('wr');
  const member_list: CustomerChat['member_list'] = [{ userid: owner, type: 1, join_time: now, join_scene: 1 }];
  const chat = { chat_id, name, owner, create_time: now, notice: '', member_list, version: 1 };
  chats.set(chat_id, chat);
  company.emit({ event: 'customer_chat.create', data: chat }, owner);
  return chat_id;
}

function refuse(message: string): never {
  throw new RangeError(message);
}

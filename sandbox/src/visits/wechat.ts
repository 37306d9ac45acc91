// The WeChat of somebody outside: adds members, deletes them, joins groups of customers.
import type { Company } from '../model/company';
import { Customers, customerId, follow } from '../model/customers';
import type { Customer, CustomerChat, Follow, Greeting } from '../model/records';

/** Customers. Further ones are a RangeError. */
const MOST_CUSTOMERS = 10_000;
const JOINED_BY = { member: 1, code: 3 } as const;

/** Somebody whom the company does not know yet. */
export interface Stranger {
  name: string;
  /** 0 not said, 1 male, 2 female. */
  gender?: 0 | 1 | 2;
  /** With one, of another company's WeCom: then no welcome code comes. */
  corp_name?: string;
}

/** How somebody adds a member. */
export interface Adding {
  /** What the 联系我 code says of itself. */
  state?: string;
  /** The member is not asked: apps hear add_half_external_contact. */
  half?: boolean;
}

/** What apps are told of a new customer. */
export interface Added {
  external_userid: string;
  userid: string;
  state: string;
  /** For send_welcome_msg, once within 20 s. Not from another company's WeCom. */
  welcome_code?: string;
}

/** What a customer does in WeChat. RangeErrors tell what is not possible. */
export class WeChat {
  readonly external_userid: string;
  readonly #company: Company;

  /** A customer's, or a stranger's, who becomes a customer with `add`. */
  constructor(company: Company, who: string | Stranger) {
    this.#company = company;
    this.external_userid = typeof who === 'string' ? who : enter(company, who);
    this.#customer();
  }

  /** Adds a member: `add_external_contact`, with state and welcome_code. */
  add(userid: string, { state = '', half = false }: Adding = {}): Added {
    const { clock } = this.#company;
    const customer = this.#customer();
    const member = this.#company.member(userid);
    if (member?.status !== 1) refuse(`The company has no active member ${userid}.`);
    const known = customer.follows.find((each) => each.userid === member.userid);
    if (known !== undefined && !known.isGone) refuse(`${this.external_userid} has added ${userid} already.`);
    const made = follow(member.userid, clock.seconds(), { ...known, createtime: clock.seconds(), state });
    delete made.isGone;
    customer.follows = [...customer.follows.filter((each) => each !== known), made];
    const isOfWeChat = customer.type === 1;
    const code = isOfWeChat ? this.#customers.welcome(this.external_userid, member.userid, clock.now()) : undefined;
    const welcome = code === undefined ? {} : { welcome_code: code };
    this.#company.emit(
      { event: 'customer.add', data: { customer, userid: member.userid, half, ...welcome } },
      this.external_userid,
    );
    return { external_userid: this.external_userid, userid: member.userid, state, ...welcome };
  }

  /** Deletes a member: `del_follow_user`. The member has the customer still, as in WeCom. */
  remove(userid: string): void {
    const { customer, known } = this.#relation(userid);
    known.isGone = true;
    this.#company.emit(
      { event: 'customer.delete', data: { customer, userid: known.userid, by: 'customer' } },
      this.external_userid,
    );
  }

  /** A member deletes the customer: `del_external_contact`. */
  removedBy(userid: string): void {
    const { customer, known } = this.#relation(userid, true);
    customer.follows = customer.follows.filter((each) => each !== known);
    this.#company.emit(
      { event: 'customer.delete', data: { customer, userid: known.userid, by: 'member' } },
      known.userid,
    );
  }

  /** Does not want the member who should take over: `transfer_fail`. */
  refuse(): void {
    const customer = this.#customer();
    const now = this.#company.clock.seconds();
    const transfer = this.#customers.transfers.find(
      (each) => each.external_userid === this.external_userid && !each.isRefused && each.takeover_time > now,
    );
    if (transfer === undefined) refuse(`${this.external_userid} is not being handed over.`);
    transfer.isRefused = true;
    const userid = transfer.takeover_userid;
    customer.follows = [...customer.follows.filter((each) => each.userid !== userid), transfer.before];
    this.#company.emit({ event: 'customer.refuse', data: { customer, userid } }, this.external_userid);
  }

  /** Joins a group of customers, by its code, or by `member` when a member has invited. */
  join(chat_id: string, by: 'code' | 'member' = 'code'): void {
    const chat = this.#chat(chat_id);
    if (this.#isIn(chat)) refuse(`${this.external_userid} is in ${chat_id} already.`);
    const join_time = this.#company.clock.seconds();
    chat.member_list.push({ userid: this.external_userid, type: 2, join_time, join_scene: JOINED_BY[by] });
    this.#changed(chat, 'add_member', by === 'code');
  }

  /** Leaves a group, or is put out of it. */
  leave(chat_id: string, by: 'themselves' | 'member' = 'themselves'): void {
    const chat = this.#chat(chat_id);
    if (!this.#isIn(chat)) refuse(`${this.external_userid} is not in ${chat_id}.`);
    chat.member_list = chat.member_list.filter(({ userid }) => userid !== this.external_userid);
    this.#changed(chat, 'del_member', by === 'themselves');
  }

  /** What send_welcome_msg has brought, oldest first. */
  received(): Greeting[] {
    return this.#customers.greetings.filter(({ external_userid }) => external_userid === this.external_userid);
  }

  get #customers(): Customers {
    return this.#company.room(Customers);
  }

  #customer(): Customer {
    return this.#customers.all.get(this.external_userid) ?? refuse(`There is no customer ${this.external_userid}.`);
  }

  #relation(userid: string, isEither = false): { customer: Customer; known: Follow } {
    const customer = this.#customer();
    const name = this.#company.member(userid)?.userid ?? userid;
    const known = customer.follows.find((each) => each.userid === name && (isEither || !each.isGone));
    return { customer, known: known ?? refuse(`${this.external_userid} and ${userid} do not know each other.`) };
  }

  #chat(chat_id: string): CustomerChat {
    return this.#customers.chats.get(chat_id) ?? refuse(`There is no group ${chat_id}.`);
  }

  #isIn({ member_list }: CustomerChat): boolean {
    return member_list.some(({ userid }) => userid === this.external_userid);
  }

  #changed(chat: CustomerChat, detail: 'add_member' | 'del_member', byThemselves: boolean): void {
    chat.version += 1;
    const data = { chat, detail, members: [this.external_userid], byThemselves };
    this.#company.emit({ event: 'customer_chat.update', data }, this.external_userid);
  }
}

function enter(company: Company, { name, gender = 0, corp_name }: Stranger): string {
  const { all } = company.room(Customers);
  if (all.size >= MOST_CUSTOMERS) refuse(`The company has ${MOST_CUSTOMERS} customers.`);
  const external_userid = customerId(corp_name === undefined ? 'wm' : 'wo');
  all.set(external_userid, {
    external_userid,
    name,
    avatar: `https://example.com/${external_userid}.png`,
    type: corp_name === undefined ? 1 : 2,
    gender,
    ...(corp_name === undefined ? { unionid: `o${external_userid.slice(2, 29)}` } : { unionid: '', corp_name }),
    follows: [],
  });
  return external_userid;
}

function refuse(message: string): never {
  throw new RangeError(message);
}

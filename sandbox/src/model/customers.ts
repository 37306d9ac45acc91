// All customers of a company.
import { SECOND } from './clock';
import type { Company } from './company';
import type {
  Customer,
  CustomerChat,
  CustomerTag,
  CustomerTagGroup,
  Follow,
  Greeting,
  Transfer,
  Welcome,
} from './customer_records';
import { randomId } from './random_id';

/** Greetings; the oldest are dropped. */
const MOST_GREETINGS = 10_000;
const WELCOME_LIFE = 20 * SECOND;

/** Made at the first use, with a few customers of the first members: nobody can add any through the API. */
export class Customers {
  /** By external_userid. */
  readonly all = new Map<string, Customer>();
  /** By group_id. */
  readonly groups = new Map<string, CustomerTagGroup>();
  /** By chat_id. */
  readonly chats = new Map<string, CustomerChat>();
  /** The newest last. */
  transfers: Transfer[] = [];
  /** By welcome_code. */
  readonly welcomes = new Map<string, Welcome>();
  /** What new customers were sent, oldest first. */
  greetings: Greeting[] = [];

  constructor(company: Company) {
    const now = company.clock.seconds();
    const [one, two = one] = [...company.members.values()].filter(({ status }) => status === 1);
    if (one === undefined || two === undefined) return;
    const level = groupOf('客户等级', ['一般', '重要', '核心'], now);
    this.groups.set(level.group_id, level);
    const anna = customerOf(1, '陈安', now, [one.userid]);
    const ben = customerOf(2, 'Ben', now, one === two ? [one.userid] : [one.userid, two.userid]);
    for (const customer of [anna, ben]) this.all.set(customer.external_userid, customer);
    const scene = { join_time: now, join_scene: 1 } as const;
    this.chats.set('wrExampleGroup000000000000000001', {
      chat_id: 'wrExampleGroup000000000000000001',
      name: '示例客户群',
      owner: one.userid,
      create_time: now,
      notice: '',
      version: 1,
      member_list: [
        { userid: one.userid, type: 1, ...scene },
        { userid: anna.external_userid, type: 2, ...scene },
      ],
    });
  }

  /** A code for send_welcome_msg. */
  welcome(external_userid: string, userid: string, now: number): string {
    for (const [old, { until }] of this.welcomes) if (until <= now) this.welcomes.delete(old);
    const code = randomId(43);
    this.welcomes.set(code, { external_userid, userid, until: now + WELCOME_LIFE, isSpent: false });
    return code;
  }

  /** Keeps it for whoever asks what the customer got. */
  greet(greeting: Greeting): void {
    this.greetings.push(greeting);
    if (this.greetings.length > MOST_GREETINGS) this.greetings.shift();
  }

  tag(id: string): { tag: CustomerTag; group: CustomerTagGroup } | undefined {
    for (const group of this.groups.values()) {
      const tag = group.tag.find((each) => each.id === id);
      if (tag !== undefined) return { tag, group };
    }
    return undefined;
  }
}

function customerOf(number: number, name: string, now: number, followers: string[]): Customer {
  return {
    external_userid: `wmExampleCustomer${String(number).padStart(15, '0')}`,
    name,
    avatar: `https://example.com/customer${number}.png`,
    type: 1,
    gender: 0,
    unionid: `oExampleUnion${String(number).padStart(15, '0')}`,
    follows: followers.map((userid) => follow(userid, now, { remark: name })),
  };
}

/** A member who begins to follow. */
export function follow(userid: string, createtime: number, known: Partial<Follow> = {}): Follow {
  const blank = { remark: '', description: '', remark_corp_name: '', state: '' };
  return { userid, createtime, tags: [], remark_mobiles: [], add_way: 1, ...blank, ...known };
}

function groupOf(group_name: string, names: string[], create_time: number): CustomerTagGroup {
  const tag = names.map((name, order) => ({ id: `etExample${name}`, name, create_time, order }));
  return { group_id: 'etExampleGroup', group_name, create_time, order: 0, tag };
}

/** An id that nobody has yet, in the shape of WeCom's. */
export function customerId(prefix: 'et' | 'wm' | 'wo' | 'wr'): string {
  return `${prefix}${randomId(30)}`;
}

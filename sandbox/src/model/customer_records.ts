// 客户联系: customers, who follows them, the company's tags for them, and their groups. Plain records, so that they can be copied.

/** A member has added a customer. */
export interface Follow {
  /** The member. */
  userid: string;
  /** At most 20 characters. */
  remark: string;
  /** At most 150 characters. */
  description: string;
  /** Seconds. */
  createtime: number;
  /** Ids of the company's tags. */
  tags: string[];
  remark_corp_name: string;
  remark_mobiles: string[];
  /** How it came about: 1 by a code, 202 by an administrator. */
  add_way: number;
  /** What was said when the code was made. */
  state: string;
  /** The customer has deleted the member, who has the customer still. */
  isGone?: true;
}

/** An external contact. https://developer.work.weixin.qq.com/document/path/92114 */
export interface Customer {
  external_userid: string;
  name: string;
  avatar: string;
  /** 1: of WeChat. 2: of WeCom. */
  type: 1 | 2;
  /** 0 not said, 1 male, 2 female. */
  gender: 0 | 1 | 2;
  unionid: string;
  /** Of WeCom: where they work. */
  corp_name?: string;
  follows: Follow[];
}

/** A tag for customers. https://developer.work.weixin.qq.com/document/path/92117 */
export interface CustomerTag {
  id: string;
  name: string;
  /** Seconds. */
  create_time: number;
  /** The larger number comes first. */
  order: number;
}

/** Tags belong to groups. */
export interface CustomerTagGroup {
  group_id: string;
  group_name: string;
  /** Seconds. */
  create_time: number;
  order: number;
  tag: CustomerTag[];
}

/** 客户群: members and customers in one chat. https://developer.work.weixin.qq.com/document/path/92122 */
export interface CustomerChat {
  chat_id: string;
  name: string;
  /** A userid. */
  owner: string;
  /** Seconds. */
  create_time: number;
  notice: string;
  /** Userids (1) and external_userids (2). */
  member_list: { userid: string; type: 1 | 2; join_time: number; join_scene: 1 | 2 | 3 }[];
  /** Counts who came and went. */
  version: number;
}

/** A customer handed from one member to another. */
export interface Transfer {
  external_userid: string;
  handover_userid: string;
  takeover_userid: string;
  /** Seconds: when the other one has the customer. */
  takeover_time: number;
  /** How it was before, for a customer who refuses. */
  before: Follow;
  isRefused?: true;
  /** It is over, and the apps were told. */
  isDone?: true;
}

/** What send_welcome_msg wants: good once within 20 seconds. https://developer.work.weixin.qq.com/document/path/92137 */
export interface Welcome {
  external_userid: string;
  userid: string;
  /** Clock milliseconds. */
  until: number;
  isSpent: boolean;
}

/** What a new customer was sent. */
export interface Greeting {
  external_userid: string;
  /** The member in whose name. */
  userid: string;
  /** Seconds. */
  send_time: number;
  text: string;
  /** As they came: `{ msgtype: 'link', link: { … } }`. */
  attachments: Record<string, unknown>[];
}

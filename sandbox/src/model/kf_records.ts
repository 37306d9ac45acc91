// 微信客服: accounts, who serves them, and what customers write. Plain records, so that they can be copied.

/** An account that customers write to. https://developer.work.weixin.qq.com/document/path/94661 */
export interface KfAccount {
  open_kfid: string;
  /** At most 16 characters. */
  name: string;
  avatar: string;
  /** Members or whole departments. */
  servicers: ({ userid: string; status: 0 | 1 } | { department_id: number })[];
}

/** A message or an event, as kf/sync_msg has it. https://developer.work.weixin.qq.com/document/path/94670 */
export interface KfMessage {
  msgid: string;
  open_kfid: string;
  external_userid: string;
  /** Seconds. */
  send_time: number;
  /** 3: of a customer. 4: of WeCom. 5: of a member. */
  origin: 3 | 4 | 5;
  msgtype: string;
  /** The message's own, by its type: `text: { content }`. */
  [content: string]: unknown;
}

/** 0 new, 1 a robot's, 2 waiting, 3 a member's, 4 over. */
export type KfState = 0 | 1 | 2 | 3 | 4;

/** A customer and an account. https://developer.work.weixin.qq.com/document/path/94669 */
export interface KfSession {
  open_kfid: string;
  external_userid: string;
  service_state: KfState;
  /** With the state 3. */
  servicer_userid?: string;
  /** Seconds: when the customer last wrote. */
  asked: number;
  /** Messages to the customer since then. */
  answered: number;
}

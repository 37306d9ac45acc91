// What a company is made of. Names as WeCom writes them, so that an answer is a selection of a record's fields.

export type * from './approval_records';
export type * from './calendar_records';
export type * from './customer_records';
export type * from './kf_records';
export type * from './meeting_records';
export type * from './traffic';

/** A department of the company. https://developer.work.weixin.qq.com/document/path/90205 */
export interface Department {
  /** 1 is the root. */
  id: number;
  /** Unlike that of all siblings; at most 32 characters where it is written through the API, 64 with the era `current`. */
  name: string;
  /** Its English name. */
  name_en?: string;
  /** The department that it is in; 0 for the root. */
  parentid: number;
  /** Of two siblings the one with the larger number comes first. */
  order: number;
}

/** 1 active, 2 disabled, 4 not yet active, 5 left. */
export type MemberStatus = 1 | 2 | 4 | 5;

/** A member of the company. https://developer.work.weixin.qq.com/document/path/90195 */
export interface Member {
  /** 1 to 64 bytes; capitals make no difference. */
  userid: string;
  /** 1 to 64 characters. */
  name: string;
  /** Another name, at most 64 characters. */
  alias: string;
  /** Nobody else's; '' when there is none. */
  mobile: string;
  /** Nobody else's; '' when there is none. */
  email: string;
  /** The address at the company's mail; nobody else's. */
  biz_mail: string;
  /** The departments that the member is in, at least one. */
  department: number[];
  /** The place in each of these departments: the larger number comes first. */
  order: number[];
  /** 1 for each of these departments that the member leads, 0 for the others. */
  is_leader_in_dept: number[];
  /** The userid of the superior, if there is one. */
  direct_leader: string[];
  /** One of the departments. */
  main_department: number;
  /** The job title, at most 128 characters. */
  position: string;
  /** '1' male, '2' female, '0' not said. */
  gender: string;
  /** Digits, `-`, `+` and `,`; at most 32 bytes. */
  telephone: string;
  /** At most 128 characters. */
  address: string;
  /** Address of a picture. */
  avatar: string;
  /** The WeChat id, of 企业号 times. */
  weixinid: string;
  /** The name on WeChat Channels (视频号). */
  nickname: string;
  /** 0 disabled, 1 not. */
  enable: number;
  /** 1 active, 2 disabled, 4 not yet active, 5 left. */
  status: MemberStatus;
  /** Attributes of the company's own: `{ type: 0, name, text: { value } }` or `{ type: 1, name, web: { url, title } }`. */
  extattr: { attrs: unknown[] };
  /** The position as people outside see it, at most 12 characters. */
  external_position: string;
  /** Further details for people outside. */
  external_profile: Record<string, unknown>;
  /** What the WeChat plug-in knows the member by; '' when not bound. */
  openid: string;
  /** The platform chose the userid, so it may be changed once. */
  renamable: boolean;
}

/** A list of members and departments. https://developer.work.weixin.qq.com/document/path/90210 */
export interface Tag {
  /** Its number. */
  tagid: number;
  /** Unlike that of all others, at most 32 characters. */
  tagname: string;
  /** Lower-cased userids. */
  users: Set<string>;
  /** Ids of departments. */
  parties: Set<number>;
  /** Who made it, as a Change names them; undefined: it came with the company, and is everybody's. */
  owner?: string;
}

/** An app of the company. https://developer.work.weixin.qq.com/document/path/90227 */
export interface App {
  /** Its number. */
  agentid: number;
  /** As members see it. */
  name: string;
  /** The corpsecret for `gettoken`. */
  secret: string;
  /** As members see it. */
  description: string;
  /** Address of a picture. */
  square_logo_url: string;
  /** Address of a picture, of 企业号 times. */
  round_logo_url: string;
  /** 可信域名: where the authorize page may send members back to; '' lets everything pass. */
  redirect_domain: string;
  /** The page that the app opens with. */
  home_url: string;
  /** Whether it is told where members are: 0 no, 1 when they open it, 2 all the time (企业号). */
  report_location_flag: number;
  /** 1: it is told when members open it (`enter_agent`). */
  isreportenter: number;
  /** 1: it is told when members change, of 企业号 times. */
  isreportuser: number;
  /** 1: it is switched off. */
  close: number;
  /** Who sees it: userids, departments with all below them, tags. */
  visible: { users: string[]; parties: number[]; tags: number[] };
  /** Where its callbacks go; without it no interactive cards (43012). */
  callback?: Callback;
  /** As created, undefined until then. */
  menu?: { button: unknown[] };
}

/**
 * 接收消息服务器配置: where callbacks are sent, and what they are signed and encrypted with.
 * https://developer.work.weixin.qq.com/document/path/90238
 */
export interface Callback {
  /** http or https, at most 2048 characters. */
  url: string;
  /** 1 to 32 letters and digits. */
  token: string;
  /** 43 letters and digits. */
  encodingAESKey: string;
  /** An app that gets change_contact as well, as 代开发 apps do. */
  contacts?: boolean;
}

/** A group chat of an app. https://developer.work.weixin.qq.com/document/path/90244 */
export interface Chat {
  /** At most 32 letters and digits. */
  chatid: string;
  /** The app that made it. */
  agentid: number;
  /** At most 50 characters. */
  name: string;
  /** A userid. */
  owner: string;
  /** The userids of all, 2 to 2000. */
  userlist: string[];
}

/** 群机器人: whoever knows its key may speak in its group. https://developer.work.weixin.qq.com/document/path/99110 */
export interface Robot {
  /** The key in its webhook's URL. */
  key: string;
  /** As members see it. */
  name: string;
  /** Stopped: 93004. */
  stopped?: boolean;
}

// What a company is made of. Names as WeCom writes them, so that an answer is a selection of a record's fields.

export interface Department {
  id: number;
  name: string;
  name_en?: string;
  parentid: number;
  order: number;
}

/** 1 active, 2 disabled, 4 not yet active, 5 left. */
export type MemberStatus = 1 | 2 | 4 | 5;

export interface Member {
  userid: string;
  name: string;
  alias: string;
  mobile: string;
  email: string;
  biz_mail: string;
  department: number[];
  order: number[];
  is_leader_in_dept: number[];
  direct_leader: string[];
  main_department: number;
  position: string;
  gender: string;
  telephone: string;
  address: string;
  avatar: string;
  weixinid: string;
  nickname: string;
  enable: number;
  status: MemberStatus;
  extattr: { attrs: unknown[] };
  external_position: string;
  external_profile: Record<string, unknown>;
  /** What the WeChat plug-in knows the member by; '' when not bound. */
  openid: string;
  /** The platform chose the userid, so it may be changed once. */
  renamable: boolean;
}

export interface Tag {
  tagid: number;
  tagname: string;
  /** Lower-cased userids. */
  users: Set<string>;
  parties: Set<number>;
  /** Who made it, as a Change names them; undefined: it came with the company, and is everybody's. */
  owner?: string;
}

export interface App {
  agentid: number;
  name: string;
  secret: string;
  description: string;
  square_logo_url: string;
  round_logo_url: string;
  redirect_domain: string;
  home_url: string;
  report_location_flag: number;
  isreportenter: number;
  isreportuser: number;
  close: number;
  /** Who sees it. */
  visible: { users: string[]; parties: number[]; tags: number[] };
  /** Where its callbacks go; without it no interactive cards (43012). */
  callback?: Callback;
  /** As created, undefined until then. */
  menu?: { button: unknown[] };
}

/** 接收消息服务器配置: where callbacks are sent, and what they are signed and encrypted with. */
export interface Callback {
  url: string;
  token: string;
  encodingAESKey: string;
  /** An app that gets change_contact as well, as 代开发 apps do. */
  contacts?: boolean;
}

/** media/upload (3 days), material/* (permanent), webhook/upload_media. */
export interface Media {
  media_id: string;
  type: string;
  filename: string;
  contentType: string;
  data: Buffer;
  /** Clock milliseconds. */
  created: number;
  expires: number;
  /** A robot's key or an app's agentid when only they may use it. */
  owner?: string;
}

export interface Message {
  msgid: string;
  /** Clock milliseconds. */
  at: number;
  from: { agentid: number } | { chatid: string } | { robot: string };
  /** Userids that got it, as the company writes them. */
  to: string[];
  msgtype: string;
  /** The request as it came. */
  body: Record<string, unknown>;
  response_code?: string;
  recalled?: boolean;
  /** Per userid: what replaced the card's button, or the whole card. */
  updates?: Record<string, unknown>;
}

export interface Chat {
  chatid: string;
  agentid: number;
  name: string;
  owner: string;
  userlist: string[];
}

export interface Robot {
  key: string;
  name: string;
  /** Stopped: 93004. */
  stopped?: boolean;
}

/** A message or an event on its way to a callback URL. */
export interface Delivery {
  id: number;
  /** Clock milliseconds. */
  at: number;
  /** The app that it is for; absent: the contact assistant, or the callback that a batch job came with. */
  agentid?: number;
  /** The member who did it; absent: WeCom itself. */
  userid?: string;
  /** '' when there is no callback. */
  url: string;
  /** The fields of the XML. */
  message: Record<string, unknown>;
  /** What was encrypted. */
  xml: string;
  tries: Try[];
  state: 'sending' | 'received' | 'failed';
  /** Why it failed, or why the reply was not taken. */
  problem?: string;
  /** The decrypted XML of the passive reply, whether it was taken or not. */
  answer?: string;
  /** The passive reply, in the shape of a message that was sent. */
  reply?: { msgtype: string; body: Record<string, unknown> };
}

export interface Try {
  /** Clock milliseconds. */
  at: number;
  ms: number;
  status?: number;
  error?: string;
}

export type JobType = 'sync_user' | 'replace_user' | 'replace_party' | 'invite_user';

/** batch/…, as batch/getresult tells of it. */
export interface Job {
  jobid: string;
  type: JobType;
  /** 1 waiting, 2 running, 3 done. */
  status: 1 | 2 | 3;
  total: number;
  /** One row for each task that is through. */
  result: Record<string, unknown>[];
  /** Why the job as a whole came to nothing; 0: it did not. */
  errcode: number;
  errmsg: string;
  /** Where to tell that it is done: the request's own url, token and encodingaeskey. */
  callback: Record<string, unknown> | undefined;
}

/** media/upload_by_url, as media/get_upload_by_url_result tells of it. */
export interface UrlJob {
  jobid: string;
  /** The app that ordered it; absent: the contact secret did. */
  agentid?: number;
  /** 1 under way, 2 done, 3 failed. */
  status: 1 | 2 | 3;
  /** Once it is over: errcode, errmsg, media_id, created_at. */
  detail: Record<string, unknown>;
}

// Records of messages, files, callbacks and jobs.
import type { BodyOf } from './bodies';
import type { Reason } from './reason';
import type { Warning } from './warnings';

/** media/upload (3 days), material/* (permanent), webhook/upload_media. */
export interface Media {
  /** Its name in calls. */
  media_id: string;
  /** image, voice, video or file; mpnews for articles of 企业号, picture for a picture with a URL. */
  type: string;
  /** As its uploader called it. */
  filename: string;
  /** As its uploader called it. */
  contentType: string;
  /** The content. */
  data: Buffer;
  /** Clock milliseconds. */
  created: number;
  /** Clock milliseconds; Infinity for ever. */
  expires: number;
  /** A robot's key or an app's agentid when only they may use it. */
  owner?: string;
}

/** A message as it was sent. https://developer.work.weixin.qq.com/document/path/90236 */
export interface Message<T extends string = string> {
  /** For message/recall. */
  msgid: string;
  /** Clock milliseconds. */
  at: number;
  /** An app, a group chat or a robot. */
  from: { agentid: number } | { chatid: string } | { robot: string };
  /** Userids that got it, as the company writes them. */
  to: string[];
  /** `text`, `image`, `template_card` … */
  msgtype: T;
  /** The request as it came, its texts cut as WeCom cuts them. */
  body: BodyOf<T>;
  /** For one update of its card within 72 hours. */
  response_code?: string;
  /** Taken back by message/recall. */
  recalled?: boolean;
  /** Of a robot's message: the userids that it mentions, `@all` for everybody. */
  mentioned?: string[];
  /** With enable_id_trans: the names by what stands between the dollars, `{ 'userName=zhangsan': '张三' }`. */
  names?: Record<string, string>;
  /** What the real WeCom does with it, and nobody would see. */
  warnings?: Warning[];
  /** Per userid: what replaced the card's button, or the whole card. */
  updates?: Record<string, unknown>;
}

/** A message or an event on its way to a callback URL. https://developer.work.weixin.qq.com/document/path/90238 */
export interface Delivery {
  /** Counts up from 1. */
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
  /** The XML before encryption. */
  xml: string;
  /** One to three, oldest first. */
  tries: Try[];
  /** `failed` after three tries. */
  state: 'sending' | 'received' | 'failed';
  /** Why it failed, or why the reply was not taken. */
  problem?: string;
  /** The same for readers of other languages. */
  reason?: Reason;
  /** The decrypted XML of the passive reply, whether it was taken or not; at most 64 kB. */
  answer?: string;
  /** What the real WeCom does with the reply, and nobody would see. */
  warnings?: Warning[];
  /** The passive reply, in the shape of a message that was sent. */
  reply?: { msgtype: string; body: Record<string, unknown> };
}

/** One attempt to deliver a callback. */
export interface Try {
  /** Clock milliseconds. */
  at: number;
  /** How long it took. */
  ms: number;
  /** Of the HTTP answer. */
  status?: number;
  /** Why there was none. */
  error?: string;
  /** The same for readers of other languages. */
  reason?: Reason;
}

/** The kind of a batch job: batch/syncuser, batch/replaceuser, batch/replaceparty, batch/inviteuser. */
export type JobType = 'sync_user' | 'replace_user' | 'replace_party' | 'invite_user';

/** batch/…, as batch/getresult tells of it. https://developer.work.weixin.qq.com/document/path/90983 */
export interface Job {
  /** For batch/getresult. */
  jobid: string;
  /** The kind of the job. */
  type: JobType;
  /** 1 waiting, 2 running, 3 done. */
  status: 1 | 2 | 3;
  /** How many tasks it has. */
  total: number;
  /** One row for each task that is through. */
  result: Record<string, unknown>[];
  /** Why the job as a whole came to nothing; 0: it did not. */
  errcode: number;
  /** The same in words. */
  errmsg: string;
  /** Where to tell that it is done: the request's own url, token and encodingaeskey. */
  callback: Record<string, unknown> | undefined;
}

/** media/upload_by_url, as media/get_upload_by_url_result tells of it. https://developer.work.weixin.qq.com/document/path/96219 */
export interface UrlJob {
  /** For media/get_upload_by_url_result, within an hour. */
  jobid: string;
  /** The app that ordered it; absent: the contact secret did. */
  agentid?: number;
  /** 1 under way, 2 done, 3 failed. */
  status: 1 | 2 | 3;
  /** Once it is over: errcode, errmsg, media_id, created_at. */
  detail: Record<string, unknown>;
}

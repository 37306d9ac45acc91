import type { Ack, Callback, Id } from './core/types';
import type { Card } from './template_card';

/** Who gets a message: at least one of the three. */
export interface To {
  /** userids joined by `|`, at most 1000, or `@all`. */
  touser?: string;
  /** Department ids joined by `|`, at most 100. */
  toparty?: string;
  /** Tag ids joined by `|`, at most 100. */
  totag?: string;
  /** Another app than the api's. */
  agentid?: Id;
}

/** What can be said of any message. */
type Common = {
  /** 1: not to be shared; 2 (mpnews): inside the company only. */
  safe?: Id;
  /** 1: translate ids in the text. */
  enable_id_trans?: Id;
  /** 1: an identical request within the interval is swallowed. */
  enable_duplicate_check?: Id;
  /** s, at most 14400. @default 1800 */
  duplicate_check_interval?: number;
  agentid?: Id;
};

export interface Media {
  media_id: string;
}

/** What each msgtype carries, under a key of its own name. Byte limits are of UTF-8. */
export interface Payloads {
  /** `content`: at most 2048 bytes, cut beyond; line breaks and `<a>` are shown. */
  text: { content: string };
  image: Media;
  voice: Media;
  /** `title` ≤ 128 bytes, `description` ≤ 512 bytes. */
  video: Media & { title?: string; description?: string };
  file: Media;
  /** `title` ≤ 128 characters, `description` ≤ 512 characters, `url` ≤ 2048 bytes, `btntxt` ≤ 4 characters. */
  textcard: { title: string; description: string; url: string; btntxt?: string };
  /** 1–8 articles. */
  news: { articles: NewsArticle[] };
  /** 1–8 articles, or the media_id of permanent ones (企业号). */
  mpnews: { articles?: MPNewsArticle[]; media_id?: string };
  /** `content` ≤ 2048 bytes. */
  markdown: { content: string };
  miniprogram_notice: MiniprogramNotice;
  template_card: Card;
  /** Of older times; its successor is `template_card`. */
  interactive_taskcard: TaskCard;
}

/** `title` ≤ 128 bytes, `description` ≤ 512 bytes, `url` and `picurl` ≤ 2048 bytes. */
export interface NewsArticle {
  title: string;
  description?: string;
  url?: string;
  picurl?: string;
  appid?: string;
  pagepath?: string;
}

/** `title` ≤ 128 bytes, `author` ≤ 64 bytes, `content` ≤ 666 KB of HTML, `digest` ≤ 512 bytes. */
export interface MPNewsArticle {
  title: string;
  thumb_media_id: string;
  author?: string;
  content_source_url?: string;
  content: string;
  digest?: string;
  show_cover_pic?: Id;
}

export interface MiniprogramNotice {
  appid: string;
  /** At most 1024 bytes. */
  page?: string;
  /** 4–12 Chinese characters, as `description`. */
  title: string;
  description?: string;
  emphasis_first_item?: boolean;
  /** At most 10; `key` ≤ 10, `value` ≤ 30 characters. */
  content_item?: { key: string; value: string }[];
}

export interface TaskCard {
  title: string;
  description?: string;
  url?: string;
  task_id: string;
  /** 1–2 */
  btn: { key: string; name: string; replace_name?: string; color?: 'red' | 'blue'; is_bold?: boolean }[];
}

type Known<T extends keyof Payloads> = { [K in T]: Common & { msgtype: K } & Pick<Payloads, K> }[T];

/** A message whose msgtype is known at run time only: `{ msgtype: 'new' as string, new: … }`. Known payloads keep their shapes. */
export type OtherMessage<T extends string = string> = Common &
  Partial<Payloads> & { msgtype: T; [key: string]: unknown };

/** A message of msgtype `T`, with the payload that belongs to it. */
export type Message<T extends string = keyof Payloads> = string extends T
  ? OtherMessage<T>
  : T extends keyof Payloads
    ? Known<T>
    : Known<keyof Payloads>;

/** A known msgtype wants its own payload; one that is a `string` to the compiler takes any. */
export interface Send {
  <T extends string>(to: To, message: Message<T>): Promise<Sent>;
  <T extends string>(to: To, message: Message<T>, callback: Callback<Sent> | null | undefined): void;
}

/** What became of it. A part of the receivers may be invalid though `errcode` is 0. */
export interface Sent extends Ack {
  /** userids joined by `|`, lower-cased. */
  invaliduser?: string;
  invalidparty?: string;
  invalidtag?: string;
  /** Members without a licence. */
  unlicenseduser?: string;
  /** For recalling the message, within 24 h. */
  msgid?: string;
  /** For updating an interactive card, once, within 72 h. */
  response_code?: string;
}

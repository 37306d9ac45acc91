import type { Card } from '../../template_card';

// What a reply may be.

/** One of the articles of a `news` reply. */
export interface Article {
  title?: string;
  description?: string;
  /** Also read: `picurl`, `pic`. */
  picUrl?: string;
  picurl?: string;
  pic?: string;
  url?: string;
}

export interface Music {
  title?: string;
  description?: string;
  /** Also read: `url`. */
  musicUrl?: string;
  url?: string;
  /** Also read: `hqUrl`. */
  hqMusicUrl?: string;
  hqUrl?: string;
}

/** The new text of the buttons that the user clicked. */
type Replaced = string | { replaceName: string } | { replace_name: string };

type Updating<C> = C extends Card ? Omit<C, 'task_id'> & { task_id?: string; replace_text?: string } : never;

/** A card, in the names of `api.send`, whose task is known; `replace_text` is what its buttons say from now on. */
export type CardReply = Updating<Card>;

/** Music, when a reply says no `type`. */
export interface UntypedMusic extends Music {
  type?: never;
}

/** A reply to a JSON message, written as it is. */
export interface JSONReply {
  msgtype: string;
  type?: never;
  [key: string]: unknown;
}

export interface MusicReply {
  type: 'music';
  content: Music;
}

/** Hands the user over to customer service, or to one account of it. */
export interface TransferReply {
  type: 'transfer_customer_service';
  content?: string | { kfAccount?: string };
}

export interface ButtonReply {
  type: 'update_button' | 'update_taskcard';
  content: Replaced;
}

export interface CardUpdateReply {
  type: 'update_template_card';
  content: CardReply;
}

/** `title` ≤ 128 bytes, `description` ≤ 512 bytes. */
export interface VideoReply {
  type: 'video';
  content: { mediaId: string; title?: string; description?: string };
}

export interface NewsReply {
  type: 'news';
  content: Article[];
}

/** At most 2048 bytes. */
export interface TextReply {
  type: 'text';
  content?: string | number;
}

export interface VoiceOrImageReply {
  type: 'image' | 'voice';
  content: { mediaId: string };
}

/**
 * What a reply may be: a text, a list of articles, or an object that says its `type`; without one it is music. Nothing is an
 * empty 200. {@link https://developer.work.weixin.qq.com/document/path/90241}
 */
// A compiler explains a mistake by the last member that is like it, the last by place (5.9) or by name (7): the one for images.
export type Reply =
  | string
  | number
  | null
  | undefined
  | false
  | JSONReply
  | UntypedMusic
  | ButtonReply
  | CardUpdateReply
  | MusicReply
  | TransferReply
  | VideoReply
  | NewsReply
  | TextReply
  | VoiceOrImageReply
  | Article[];

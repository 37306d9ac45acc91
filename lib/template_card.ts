import type { Id } from './core/types';

/** Parts that cards are made of {@link https://developer.work.weixin.qq.com/document/path/90236} */
interface Frame {
  source?: { icon_url?: string; desc?: string; desc_color?: 0 | 1 | 2 | 3 };
  /** 1–3 actions; needs a `task_id`. `key` ≤ 1024 bytes. */
  action_menu?: { desc?: string; action_list: { text: string; key: string }[] };
  main_title?: { title?: string; desc?: string };
  /** At most 128 bytes of letters, digits and `_-@`, unique for the app. */
  task_id?: string;
}

interface Quote {
  /** 1: opens `url`; 2: opens the mini program. */
  type?: 0 | 1 | 2;
  url?: string;
  appid?: string;
  pagepath?: string;
  title?: string;
  quote_text?: string;
}

/** `type` 1: opens `url`; 2: opens the mini program. */
interface Jump {
  type?: 0 | 1 | 2;
  title: string;
  url?: string;
  appid?: string;
  pagepath?: string;
}

interface Action {
  type: 0 | 1 | 2;
  url?: string;
  appid?: string;
  pagepath?: string;
}

/** `type` 1: `url`; 2: the file `media_id`; 3: the member `userid`. */
interface HorizontalContent {
  type?: 0 | 1 | 2 | 3;
  keyname: string;
  value?: string;
  url?: string;
  media_id?: string;
  userid?: string;
}

interface Noticing extends Frame {
  quote_area?: Quote;
  /** At most 6. */
  horizontal_content_list?: HorizontalContent[];
  /** At most 3. */
  jump_list?: Jump[];
  card_action?: Action;
}

/** `id` ≤ 128 bytes, unique. */
interface Option {
  id: string;
  text: string;
}

/** `question_key` ≤ 1024 bytes; 1–10 options. */
interface Selection {
  question_key: string;
  title?: string;
  selected_id?: string;
  option_list: Option[];
}

export interface TextNotice extends Noticing {
  card_type: 'text_notice';
  emphasis_content?: { title?: string; desc?: string };
  sub_title_text?: string;
  card_action: Action;
}

/** Has `card_image` or `image_text_area`. `aspect_ratio`: 1.3–2.25. */
export interface NewsNotice extends Noticing {
  card_type: 'news_notice';
  card_image?: { url: string; aspect_ratio?: number };
  image_text_area?: { image_url: string; type?: 0 | 1 | 2; url?: string; title?: string; desc?: string };
  /** At most 4. */
  vertical_content_list?: { title: string; desc?: string }[];
  card_action: Action;
}

export interface ButtonInteraction extends Noticing {
  card_type: 'button_interaction';
  sub_title_text?: string;
  button_selection?: Selection;
  /** 1–6. `type` 0: brings `key`; 1: opens `url`. `style`: 1–4. */
  button_list: { type?: 0 | 1; text: string; style?: Id; key?: string; url?: string }[];
  task_id: string;
}

export interface VoteInteraction extends Frame {
  card_type: 'vote_interaction';
  /** `mode` 0: one of them; 1: several. 1–20 options. */
  checkbox: { question_key: string; mode?: 0 | 1; option_list: (Option & { is_checked?: boolean })[] };
  submit_button: { text: string; key: string };
  task_id: string;
}

export interface MultipleInteraction extends Frame {
  card_type: 'multiple_interaction';
  /** 1–3 */
  select_list: Selection[];
  submit_button: { text: string; key: string };
  task_id: string;
}

export type Card = TextNotice | NewsNotice | ButtonInteraction | VoteInteraction | MultipleInteraction;

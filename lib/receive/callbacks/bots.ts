import type { Unlisted } from './common';

// What intelligent robots (智能机器人) are told: JSON, with its values as WeCom sends them.

/** What every callback of a bot says. */
interface Told {
  /** The same for all deliveries of one callback. */
  msgid: string;
  aibotid: string;
  /** Of the group; absent in a conversation of two. */
  chatid?: string;
  chattype?: 'single' | 'group' | (string & {});
  from: { userid: string; corpid?: string };
  MsgType?: never;
  InfoType?: never;
  ToUserName?: never;
  FromUserName?: never;
  CreateTime?: never;
}

interface Said extends Told {
  /** Takes one reply more, later than this request. */
  response_url?: string;
}

/** What a message refers to. */
export interface Quote {
  msgtype: string;
  text?: { content: string };
  image?: { url: string };
  mixed?: { msg_item: MixedItem[] };
  voice?: { content: string };
  file?: { url: string };
}

export interface MixedItem {
  msgtype: 'text' | 'image' | (string & {});
  text?: { content: string };
  image?: { url: string };
}

/** 文本消息 {@link https://developer.work.weixin.qq.com/document/path/100719} */
export interface BotText extends Said {
  msgtype: 'text';
  text: { content: string };
  quote?: Quote;
}

/** 图片消息 {@link https://developer.work.weixin.qq.com/document/path/100719} What `url` gives is encrypted, and there for 5 minutes. */
export interface BotImage extends Said {
  msgtype: 'image';
  image: { url: string };
}

/** 图文混排消息 {@link https://developer.work.weixin.qq.com/document/path/100719} */
export interface BotMixed extends Said {
  msgtype: 'mixed';
  mixed: { msg_item: MixedItem[] };
  quote?: Quote;
}

/** 语音消息 {@link https://developer.work.weixin.qq.com/document/path/100719} `content` is what was understood. */
export interface BotVoice extends Said {
  msgtype: 'voice';
  voice: { content: string };
}

/** 文件消息 {@link https://developer.work.weixin.qq.com/document/path/100719} What `url` gives is encrypted, and there for 5 minutes. */
export interface BotFile extends Said {
  msgtype: 'file';
  file: { url: string };
}

/** 流式消息刷新 {@link https://developer.work.weixin.qq.com/document/path/100719} Asks how the stream of this id goes on. */
export interface BotStream extends Told {
  msgtype: 'stream';
  stream: { id: string };
}

interface BotEvent extends Said {
  msgtype: 'event';
  /** s since 1970. */
  create_time?: number;
}

/** 进入会话事件 {@link https://developer.work.weixin.qq.com/document/path/101027} The first time on a day. */
export interface BotEnterChat extends BotEvent {
  event: { eventtype: 'enter_chat' };
}

/** 模板卡片事件 {@link https://developer.work.weixin.qq.com/document/path/101027} Sent once, and not again. */
export interface BotTemplateCardEvent extends BotEvent {
  event: {
    eventtype: 'template_card_event';
    template_card_event: {
      card_type: string;
      event_key: string;
      task_id: string;
      selected_items?: { selected_item: { question_key: string; option_ids: { option_id: string[] } }[] };
    };
  };
}

/** 用户反馈事件 {@link https://developer.work.weixin.qq.com/document/path/101027} */
export interface BotFeedback extends BotEvent {
  event: {
    eventtype: 'feedback_event';
    feedback_event: { id: string; type: number; content?: string; inaccurate_reason_list?: number[] };
  };
}

/** By msgtype; events by their eventtype. */
export interface Bots {
  text: BotText;
  image: BotImage;
  mixed: BotMixed;
  voice: BotVoice;
  file: BotFile;
  stream: BotStream;
  enter_chat: BotEnterChat;
  template_card_event: BotTemplateCardEvent;
  feedback_event: BotFeedback;
}

/** A kind that is not known here. */
export interface OtherBot extends Said {
  msgtype: Unlisted;
  [field: string]: unknown;
}

/** What a handler for a kind that is not known here gets. */
export interface AnyBot extends Said {
  msgtype: string;
  [field: string]: unknown;
}

export type Bot = Bots[keyof Bots] | OtherBot;

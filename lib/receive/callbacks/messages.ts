import type { Bot } from './bots';
import type { Common, Unlisted } from './common';
import type { Event } from './events';
import type { Info } from './infos';

// What users say to an app.

/** What is known of each message of a user. */
interface Said extends Common {
  /** 64 bits: more than a number holds. */
  MsgId: string;
  AgentID: string;
}

/** 文本消息 {@link https://developer.work.weixin.qq.com/document/path/90239} */
export interface TextMessage extends Said {
  MsgType: 'text';
  Content: string;
}

/** 图片消息 {@link https://developer.work.weixin.qq.com/document/path/90239} MediaIds are good for 3 days. */
export interface ImageMessage extends Said {
  MsgType: 'image';
  PicUrl: string;
  MediaId: string;
}

/** 语音消息 {@link https://developer.work.weixin.qq.com/document/path/90239} MediaIds are good for 3 days. */
export interface VoiceMessage extends Said {
  MsgType: 'voice';
  MediaId: string;
  /** `amr`, `speex`, … */
  Format: string;
}

/** 视频消息 {@link https://developer.work.weixin.qq.com/document/path/90239} MediaIds are good for 3 days. */
export interface VideoMessage extends Said {
  MsgType: 'video';
  MediaId: string;
  ThumbMediaId: string;
}

/** Of older times. */
export interface ShortVideoMessage extends Said {
  MsgType: 'shortvideo';
  MediaId: string;
  ThumbMediaId: string;
}

/** 位置消息 {@link https://developer.work.weixin.qq.com/document/path/90239} */
export interface LocationMessage extends Said {
  MsgType: 'location';
  /** Latitude. */
  Location_X: string;
  /** Longitude. */
  Location_Y: string;
  Scale: string;
  Label: string;
  /** `wxwork`, or absent where WeChat was used. */
  AppType?: string;
}

/** 链接消息 {@link https://developer.work.weixin.qq.com/document/path/90239} */
export interface LinkMessage extends Said {
  MsgType: 'link';
  Title: string;
  Description: string;
  Url: string;
  PicUrl: string;
}

/** A message of a type that is not known here. */
export interface OtherMessage extends Common {
  MsgType: Unlisted;
  [field: string]: unknown;
}

/** By MsgType. */
export interface Messages {
  text: TextMessage;
  image: ImageMessage;
  voice: VoiceMessage;
  video: VideoMessage;
  shortvideo: ShortVideoMessage;
  location: LocationMessage;
  link: LinkMessage;
  event: Event;
}

/** What a handler for a type that is not known here gets. */
export interface AnyMessage extends Common {
  MsgType: string;
  [field: string]: unknown;
}

/** Whatever WeCom sends: what users say, what happens, notices to service providers, and what bots are told. */
export type Message = Messages[keyof Messages] | Info | Bot | OtherMessage;

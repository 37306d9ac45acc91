import type { Event } from './events';

// Messages as their handlers see them: everything is text, also what counts or measures. What comes once in the XML is
// one value, what comes again a list: a list of one is no list.

/**
 * Stands for any name that is not known here. To the compiler it is one literal more, for a `string` would blur the
 * known ones: compare it as text, `String(message.MsgType) === 'new'`.
 */
export type Unlisted = '(unlisted)';

/** What every message and event says. */
export interface Common {
  /** The corpid; for third-party apps the suite id. */
  ToUserName: string;
  /** The userid, or `sys`. */
  FromUserName: string;
  /** s since 1970. */
  CreateTime: string;
}

/** What is known of each message of a user. */
interface Said extends Common {
  /** 64 bits: more than a number holds. */
  MsgId: string;
  AgentID: string;
}

/** MediaIds are good for 3 days. */
export interface TextMessage extends Said {
  MsgType: 'text';
  Content: string;
}

export interface ImageMessage extends Said {
  MsgType: 'image';
  PicUrl: string;
  MediaId: string;
}

export interface VoiceMessage extends Said {
  MsgType: 'voice';
  MediaId: string;
  /** `amr`, `speex`, … */
  Format: string;
}

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

export interface LinkMessage extends Said {
  MsgType: 'link';
  Title: string;
  Description: string;
  Url: string;
  PicUrl: string;
}

/** A message of a type that is not known here. JSON messages are among them. */
export interface OtherMessage extends Common {
  MsgType: Unlisted;
  [field: string]: unknown;
}

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

export type Message = Messages[keyof Messages] | OtherMessage;

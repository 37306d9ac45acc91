// What the sandbox tells the page, and what the page keeps. Names as WeCom writes them.
import type { DrillStep } from '../src/drill/scorecard';
import type { Entry } from '../src/live/conversation';
import type { UnreadCount } from '../src/live/unread';
import type { Reason } from '../src/model/reason';
import type * as records from '../src/model/records';
import type { Callback, Chat, Delivery, Message, Robot } from '../src/model/records';
import type { Trouble } from '../src/model/trouble';
import type { WireEntry } from '../src/model/wire';
import type { TemplateResult } from './lit-html/lit-html.js';

/** Anything drawn: a template, text, several of them, or nothing. */
export type Drawn = TemplateResult | string | number | symbol | undefined | null | Drawn[];

/** An object whose fields are not known yet; see read.js. */
export type Fields = Readonly<Record<string, unknown>>;

export type { LiveItem } from '../src/live/events';
export type { Callback, Chat, Delivery, DrillStep, Entry, Message, Reason, Robot, WireEntry };
export type Department = Pick<records.Department, 'id' | 'name' | 'parentid' | 'order'>;
export type Member = Pick<
  records.Member,
  'userid' | 'name' | 'department' | 'status' | 'position' | 'avatar' | 'gender'
>;

export interface App
  extends Pick<records.App, 'agentid' | 'name' | 'secret' | 'description' | 'square_logo_url' | 'menu' | 'callback'> {
  everybody: boolean;
  /** Who sees it, when not everybody does. */
  users: string[];
}

export interface Order {
  path: string;
  trouble: Trouble;
  left: number;
}

export interface Company {
  corpid: string;
  /** Another after a restart. */
  started: string;
  now: number;
  era: string;
  rateLimits: boolean;
  trouble: Order[];
  departments: Department[];
  members: Member[];
  apps: App[];
  contactSecret: string;
  contactCallback?: Callback;
  chats: Chat[];
  robots: Robot[];
}

/** What is answered on each path after /_sandbox/, whatever the method. */
export interface Answers {
  company: Company;
  conversation: { entries: Entry[] };
  wire: { entries: WireEntry[] };
  activity: { entries: Entry[] };
  unread: { unread: UnreadCount[] };
  read: unknown;
  clock: { now: number };
  trouble: { waiting: Order[] };
  'tokens/expire': { tokens: number };
  'tokens/revoke': { tokens: number };
  [path: `media/${string}/info`]: { filename?: string; size?: number };
  [path: `phone/${string}`]: unknown;
  [path: `message/${string}`]: { message: Message };
  [path: `delivery/${number}`]: { delivery: Delivery };
  [path: `deliveries/${number}/resend`]: unknown;
  callback: unknown;
  drill: { steps: DrillStep[] };
  limits: unknown;
}

/** A conversation of a member: with an app, in a group chat, or in the group of a robot. */
export interface Room {
  /** As in the address: 1000002, chat:ID, robot:KEY. */
  id: string;
  kind: 'app' | 'chat' | 'robot';
  name: string;
  app?: App;
  chat?: Chat;
  robot?: Robot;
}

/** Who looks at a message, and what can be done there. */
export interface Viewer {
  userid: string;
  room: Room;
}

export type Tab = 'contacts' | 'phone' | 'wire';

/** What is drawn by itself. */
export type Part = 'bar' | 'contacts' | 'phone' | 'wire' | 'tabs';

export interface State {
  company: Company | undefined;
  connection: 'connecting' | 'open' | 'lost';
  /** ms by which the sandbox's clock is ahead. */
  ahead: number;
  tab: Tab;
  userid: string | undefined;
  room: string | undefined;
  /** Of the open conversation, oldest first, by entryKey(). */
  entries: Map<string, Entry>;
  /** What `entries` is of, as userid + room; undefined while it is loaded. */
  loaded: string | undefined;
  /** The newest entry of each room of the chosen member. */
  newest: Map<string, Entry>;
  /** How many messages came unseen, per userid + room, as the server counts. */
  unread: Map<string, number>;
  /** Of the whole company, by entryKey(). */
  recent: Map<string, Entry>;
  wire: WireEntry[];
}

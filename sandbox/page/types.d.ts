// What the sandbox tells the page, and what the page keeps. Names as WeCom writes them.

import type { TemplateResult } from 'lit-html';
import type { DrillStep } from '../src/drill/scorecard';
import type { Entry } from '../src/live/conversation';
import type { UnreadCount } from '../src/live/unread';
import type { Export } from '../src/model/exports';
import type { Reason } from '../src/model/reason';
import type * as records from '../src/model/records';
import type { Callback, Chat, Delivery, Message, Robot } from '../src/model/records';
import type { Trouble } from '../src/model/trouble';
import type { Warning } from '../src/model/warnings';
import type { WireEntry } from '../src/model/wire';

/** Anything drawn: a template, text, several of them, or nothing. */
export type Drawn = TemplateResult | string | number | symbol | undefined | null | Drawn[];

/** An object whose fields are not known yet; see read.js. */
export type Fields = Readonly<Record<string, unknown>>;

export type { LiveItem } from '../src/live/events';
export type { Callback, Chat, Delivery, DrillStep, Entry, Message, Reason, Robot, Warning, WireEntry };
export type Department = Pick<records.Department, 'id' | 'name' | 'parentid' | 'order'>;
export type Member = Pick<
  records.Member,
  'userid' | 'name' | 'department' | 'status' | 'position' | 'avatar' | 'gender'
>;

export interface Tag {
  tagid: number;
  tagname: string;
  /** How many members and departments are in it. */
  users: number;
  parties: number;
}

export interface App
  extends Pick<
    records.App,
    'agentid' | 'name' | 'secret' | 'description' | 'square_logo_url' | 'menu' | 'callback' | 'visible'
  > {
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
  tags: Tag[];
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
  [path: `admin/${string}`]: Fields;
  'company/apps': unknown;
  [path: `company/apps/${number}`]: unknown;
  'company/robots': unknown;
  jobs: { jobs: JobView[]; exports: ExportView[] };
  media: { media: MediumView[] };
  drill: { steps: DrillStep[] };
  limits: unknown;
}

/** A batch job, with the rows of its result that were refused. */
export interface JobView extends Pick<records.Job, 'jobid' | 'type' | 'status' | 'total' | 'errcode'> {
  done: number;
  refused: number;
  rows: Fields[];
}

export type ExportView = Export;

export interface MediumView extends Pick<records.Media, 'media_id' | 'type' | 'filename' | 'created'> {
  size: number;
  /** null: never. */
  expires: number | null;
}

export interface Kept {
  jobs: JobView[];
  exports: ExportView[];
  media: MediumView[];
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

/** Whose phone, and which conversation on it. */
export interface Place {
  userid: string | undefined;
  room: string | undefined;
}

export interface Phone extends Place {
  /** Unlike that of all others. */
  id: number;
  /** Of the open conversation, oldest first, by entryKey(). */
  entries: Map<string, Entry>;
  /** What `entries` is of, as userid + room; undefined while it is loaded. */
  loaded: string | undefined;
  /** While the conversation is fetched: what came in for it since. */
  fetching: Entry[] | undefined;
  /** What its rows were drawn of before. */
  drawn: string;
  /** The newest entry of each room of the member. */
  newest: Map<string, Entry>;
  /** With a menu, WeCom shows it instead of the box until the keyboard is asked for. */
  writing: boolean | undefined;
  panelOpen: boolean;
  /** Which button's sub menu is up. */
  menu: number | undefined;
}

export interface State {
  company: Company | undefined;
  connection: 'connecting' | 'open' | 'lost';
  /** ms by which the sandbox's clock is ahead. */
  ahead: number;
  tab: Tab;
  /** One or two. */
  phones: Phone[];
  /** Which of them the contacts choose for. */
  active: number;
  /** How many messages came unseen, per userid + room, as the server counts. */
  unread: Map<string, number>;
  /** Of the whole company, by entryKey(). */
  recent: Map<string, Entry>;
  wire: WireEntry[];
}

// What the sandbox tells the page, and what the page keeps. Names as WeCom writes them.
import type { TemplateResult } from './lit-html/lit-html.js';

/** Anything drawn: a template, text, several of them, or nothing. */
export type Drawn = TemplateResult | string | number | symbol | undefined | null | Drawn[];

/** An object whose fields are not known yet; see read.js. */
export type Fields = Readonly<Record<string, unknown>>;

export interface Department {
  id: number;
  name: string;
  parentid: number;
  order: number;
}

export interface Member {
  userid: string;
  name: string;
  department: number[];
  status: number;
  position: string;
  avatar: string;
  gender: string;
}

export interface Callback {
  url: string;
  token: string;
  encodingAESKey: string;
  contacts?: boolean;
}

export interface App {
  agentid: number;
  name: string;
  secret: string;
  description: string;
  square_logo_url: string;
  menu?: { button: unknown[] };
  callback?: Callback;
  everybody: boolean;
  users: string[];
}

export interface Chat {
  chatid: string;
  name: string;
  owner: string;
  userlist: string[];
  agentid: number;
}

export interface Robot {
  key: string;
  name: string;
}

export interface Order {
  path: string;
  trouble: { errcode?: number; errmsg?: string; fault?: string };
  left: number;
}

export interface Company {
  corpid: string;
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

export interface Message {
  msgid: string;
  at: number;
  from: { agentid?: number; chatid?: string; robot?: string };
  to: string[];
  msgtype: string;
  body: Fields;
  recalled?: boolean;
  updates?: Record<string, unknown>;
}

export interface Try {
  at: number;
  ms: number;
  status?: number;
  error?: string;
}

export interface Delivery {
  id: number;
  at: number;
  agentid?: number;
  userid?: string;
  url: string;
  message: Fields;
  xml: string;
  tries: Try[];
  state: 'sending' | 'received' | 'failed';
  problem?: string;
  reply?: { msgtype: string; body: Fields };
}

export type Entry = { type: 'message'; message: Message } | { type: 'delivery'; delivery: Delivery };

export interface WireEntry {
  id: number;
  at: number;
  direction: 'in' | 'out';
  method: string;
  path: string;
  query: string;
  status?: number;
  errcode?: number;
  ms: number;
  from?: string;
  request: string;
  response: string;
  note?: string;
}

export type LiveEvent =
  | Entry
  | { type: 'company' }
  | { type: 'wire'; entry: WireEntry }
  | { type: 'clock'; now: number }
  | { type: 'reset' };

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
  entries: Entry[];
  /** What `entries` is of, as userid + room; undefined while it is loaded. */
  loaded: string | undefined;
  /** The newest entry of each room of the chosen member. */
  newest: Map<string, Entry>;
  /** How many messages came unseen, per userid + room. */
  unread: Map<string, number>;
  wire: WireEntry[];
}

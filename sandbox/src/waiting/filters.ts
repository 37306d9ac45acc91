// What a test looks for: messages, calls and callbacks by some of their properties.
import type { Delivery, Message } from '../model/records';
import type { WireEntry } from '../model/wire';

/** Which messages. What is left out may be anything. */
export interface MessageFilter<T extends string = string> {
  /** A userid among the receivers; capitals make no difference. */
  to?: string | undefined;
  /** `text`, `template_card` … */
  msgtype?: T | undefined;
  /** A part of some text in the message. */
  contains?: string | undefined;
  /** From this app. */
  agentid?: number | undefined;
  /** Into this group chat. */
  chatid?: string | undefined;
  /** From the robot with this key. */
  robot?: string | undefined;
}

/** Which calls. What is left out may be anything. */
export interface CallFilter {
  /** As after /cgi-bin/: `message/send`. */
  path?: string | undefined;
  /** Of the answer. */
  errcode?: number | undefined;
  /** The name of the app or robot, or `contact`. */
  from?: string | undefined;
  /** A part of the request's body or query. */
  contains?: string | undefined;
}

/** Which callbacks. What is left out may be anything. */
export interface DeliveryFilter {
  /** Of the app that it is for. */
  agentid?: number | undefined;
  /** The member who did it; capitals make no difference. */
  userid?: string | undefined;
  /** `received`, or `failed` after all tries. */
  state?: 'received' | 'failed' | undefined;
  /** Fields of the XML: `{ Event: 'change_contact', ChangeType: 'update_user' }`. */
  message?: Record<string, unknown> | undefined;
  /** A part of the XML before encryption. */
  contains?: string | undefined;
}

/** By key of the filter: whether an item has what is wanted. */
export type Criteria<T, F> = { [K in keyof F]-?: (item: T, wanted: NonNullable<F[K]>) => boolean };

export const MESSAGE: Criteria<Message, MessageFilter> = {
  to: ({ to }, userid) => to.some((one) => isSame(one, userid)),
  msgtype: ({ msgtype }, wanted) => msgtype === wanted,
  contains: ({ body, msgtype }, part) => hasText(body[msgtype], part),
  agentid: ({ from }, agentid) => 'agentid' in from && from.agentid === agentid,
  chatid: ({ from }, chatid) => 'chatid' in from && from.chatid === chatid,
  robot: ({ from }, key) => 'robot' in from && from.robot === key,
};

export const CALL: Criteria<WireEntry, CallFilter> = {
  path: ({ path }, wanted) => path === `/cgi-bin/${wanted.replace(/^\/?(cgi-bin\/)?/, '')}`,
  errcode: ({ errcode }, wanted) => errcode === wanted,
  from: ({ from }, wanted) => from === wanted,
  contains: ({ request, query }, part) => request.includes(part) || query.includes(part),
};

export const DELIVERY: Criteria<Delivery, DeliveryFilter> = {
  agentid: ({ agentid }, wanted) => agentid === wanted,
  userid: ({ userid }, wanted) => userid !== undefined && isSame(userid, wanted),
  state: ({ state }, wanted) => state === wanted,
  message: ({ message }, wanted) =>
    Object.entries(wanted).every(([name, value]) => JSON.stringify(message[name]) === JSON.stringify(value)),
  contains: ({ xml }, part) => xml.includes(part),
};

/** Throws a TypeError for a key that there is not: it would be ignored, and the test find too much. */
export function checkFilter<T, F extends object>(criteria: Criteria<T, F>, filter: F): void {
  const known = Object.keys(criteria);
  const unknown = Object.keys(filter).find((name) => !known.includes(name));
  if (unknown !== undefined) throw new TypeError(`A filter has no ${unknown}, only ${known.join(', ')}.`);
}

/** The keys of the filter that the item does not fulfil; none: it is one of those. */
export function mismatches<T, F extends object>(criteria: Criteria<T, F>, filter: F, item: T): string[] {
  return Object.entries(filter)
    .filter(([name, wanted]) => wanted !== undefined && !fulfils(criteria, name, item, wanted))
    .map(([name]) => name);
}

function fulfils<T, F>(criteria: Criteria<T, F>, name: string, item: T, wanted: unknown): boolean {
  const criterion: unknown = Reflect.get(criteria, name);
  return typeof criterion === 'function' && criterion(item, wanted) === true;
}

export function isMessage<T extends string>(message: Message, msgtype: T | undefined): message is Message<T> {
  return msgtype === undefined || message.msgtype === msgtype;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Somewhere in it, however deep. */
function hasText(value: unknown, part: string): boolean {
  if (typeof value === 'string') return value.includes(part);
  return typeof value === 'object' && value !== null && Object.values(value).some((one) => hasText(one, part));
}

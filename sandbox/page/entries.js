// What a conversation is made of: which entry it is, where it belongs, and whose phone shows it.
import { roomIdOf } from './company.js';

/** @typedef {import('./types.js').Entry} Entry */

/** @param {Entry} entry */
export function entryKey(entry) {
  return entry.type === 'message' ? `message ${entry.message.msgid}` : `delivery ${entry.delivery.id}`;
}

/** @param {Entry} entry */
export function entryRoom(entry) {
  return entry.type === 'message' ? roomIdOf(entry.message) : String(entry.delivery.agentid ?? '');
}

/** @param {Entry | undefined} entry */
export function entryTime(entry) {
  if (entry === undefined) return 0;
  return entry.type === 'message' ? entry.message.at : entry.delivery.at;
}

/** A robot's group is everybody's. @param {Entry} entry @param {string} userid */
export function isSeenBy(entry, userid) {
  if (entry.type === 'delivery') return entry.delivery.userid === userid;
  return 'robot' in entry.message.from || entry.message.to.includes(userid);
}

/**
 * To whom it is news: a message that has changed was seen before, and what a member sent is news once it is answered.
 * @param {Entry} entry
 * @param {string | undefined} reader who looks into a robot's group
 * @returns {string[]}
 */
export function addressees(entry, reader) {
  if (entry.type === 'delivery') {
    const { userid } = entry.delivery;
    return userid === undefined || spokenReply(entry.delivery) === undefined ? [] : [userid];
  }
  const { to, from, recalled, updates } = entry.message;
  if (recalled || updates !== undefined) return [];
  if ('robot' in from) return reader === undefined ? [] : [reader];
  return to;
}

/**
 * What the app answered with, if it is something to show: other replies change a card.
 * @param {import('./types.js').Delivery} delivery
 */
export function spokenReply({ reply }) {
  return reply?.msgtype.startsWith('update_') ? undefined : reply;
}

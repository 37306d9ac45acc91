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

/** Whether somebody may have something new to read. @param {Entry} entry */
export function brings(entry) {
  return entry.type === 'message' ? entry.message.updates === undefined : spokenReply(entry.delivery) !== undefined;
}

/**
 * What the app answered with, if it is something to show: other replies change a card.
 * @param {import('./types.js').Delivery} delivery
 */
export function spokenReply({ reply }) {
  return reply?.msgtype.startsWith('update_') ? undefined : reply;
}

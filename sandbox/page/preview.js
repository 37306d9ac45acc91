// An entry in a few words, for the list of conversations.
import { spokenReply } from './entries.js';
import { object, objects, text } from './read.js';
import { t, wordOr } from './words/words.js';

/**
 * @typedef {import('./types.js').Entry} Entry
 * @typedef {import('./types.js').Fields} Fields
 */

const LONGEST = 60;

/** @param {Entry} entry @param {string} userid */
export function previewOf(entry, userid) {
  if (entry.type === 'delivery') return deliveryPreview(entry.delivery);
  const { message } = entry;
  if (message.recalled) return t('recalled');
  return messagePreview(message.msgtype, message.body).slice(0, LONGEST) || userid;
}

/** @param {import('./types.js').Delivery} delivery */
function deliveryPreview(delivery) {
  const { message } = delivery;
  const reply = spokenReply(delivery);
  if (reply !== undefined) return messagePreview(reply.msgtype, reply.body);
  const type = text(message, 'MsgType');
  if (type === 'text') return text(message, 'Content').slice(0, LONGEST);
  if (type === 'event') return eventName(text(message, 'Event'));
  return kindName(type);
}

/** @param {string} msgtype @param {Fields} body */
function messagePreview(msgtype, body) {
  const part = object(body, msgtype);
  if (msgtype === 'text' || msgtype.startsWith('markdown')) return text(part, 'content').replace(/<[^>]*>|[*#>`]/g, '');
  const title =
    text(part, 'title') ||
    text(objects(part, 'articles')[0], 'title') ||
    text(object(part, 'main_title'), 'title') ||
    text(part, 'sub_title_text');
  return title || kindName(msgtype);
}

/** @param {string} type */
function kindName(type) {
  return `[${wordOr(`type_${type}`, type)}]`;
}

/** @param {string} event */
function eventName(event) {
  return `[${wordOr(`event_${event.toLowerCase()}`, event)}]`;
}

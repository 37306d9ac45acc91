// Which drawing belongs to a msgtype.
import { html } from 'lit-html';
import { flag, object } from '../read.js';
import { mpnewsView, newsView, textcardView } from './articles.js';
import { cardView } from './card.js';
import { translated } from './id_trans.js';
import { markdownV2View, markdownView } from './markdown.js';
import { fileView, imageView, videoView, voiceView } from './media.js';
import { noticeView } from './notice.js';
import { remarksView } from './remarks.js';
import { taskCardView } from './task_card.js';
import { textView } from './text.js';

/**
 * @typedef {import('../types.js').Fields} Fields
 * @typedef {import('../types.js').Message} Message
 * @typedef {import('../types.js').Viewer} Viewer
 * @typedef {(part: Fields, viewer: Viewer, message: Message | undefined) => unknown} Drawing
 */

/** @type {ReadonlyMap<string, Drawing>} */
const DRAWINGS = new Map([
  ['text', textView],
  ['image', imageView],
  ['voice', voiceView],
  ['video', videoView],
  ['file', fileView],
  ['textcard', textcardView],
  ['news', newsView],
  ['mpnews', mpnewsView],
  ['markdown', markdownView],
  ['markdown_v2', markdownV2View],
  ['miniprogram_notice', noticeView],
  ['template_card', cardView],
  ['interactive_taskcard', taskCardView],
]);

/**
 * @param {string} msgtype
 * @param {Fields} body
 * @param {Viewer} viewer
 * @param {Message} [message] a passive reply is none
 */
export function contentView(msgtype, body, viewer, message) {
  const drawing = DRAWINGS.get(msgtype);
  const part = object(flag(body, 'enable_id_trans') ? translated(body) : body, msgtype);
  if (drawing === undefined || part === undefined) return dumpView(msgtype, part ?? body);
  return html`${drawing(part, viewer, message)}${remarksView(body, part, message)}`;
}

/** @param {string} msgtype @param {Fields} part */
function dumpView(msgtype, part) {
  return html`<div class="bubble dump"><small>${msgtype}</small><pre>${JSON.stringify(part, null, 2)}</pre></div>`;
}

// The group chats of apps: who is in them, and what was said last.

import { html, nothing } from 'lit-html';
import { get } from '../api.js';
import { roomAvatar } from '../avatar.js';
import { nameOf } from '../company.js';
import { entryKey, entryTime } from '../entries.js';
import { goTo } from '../place.js';
import { previewOf } from '../preview.js';
import { redraw } from '../store.js';
import { clockTime } from '../time.js';
import { complain } from '../toasts.js';
import { t } from '../words/words.js';

/**
 * @typedef {import('../types.js').Company} Company
 * @typedef {import('../types.js').Chat} Chat
 * @typedef {import('../types.js').Entry} Entry
 */

const MOST_MESSAGES = 20;
/** A chat takes 2,000. */
const MOST_MEMBERS = 30;

/** Of the chats that were unfolded. @type {Map<string, Entry[]>} */
const messages = new Map();

/** @param {Company} company */
export function chatsView({ chats, apps }) {
  if (chats.length === 0) return html`<p class="hint">${t('no_chats')}</p>`;
  return html`<ul class="rows" data-testid="admin-chats">
    ${chats.map((chat) => chatRow(chat, apps.find(({ agentid }) => agentid === chat.agentid)?.name ?? ''))}
  </ul>`;
}

/** @param {Chat} chat @param {string} app */
function chatRow(chat, app) {
  const { chatid, name, owner, userlist } = chat;
  const shown = name || chatid;
  return html`<li data-testid="chat">
    ${roomAvatar({ id: `chat:${chatid}`, kind: 'chat', name: shown })}
    <span class="grow"><b>${shown}</b><small>${app} · ${t('owner', { name: nameOf(owner) })}</small><code>${chatid}</code></span>
    <div class="wide chips" role="group" aria-label=${t('in_chat', { count: userlist.length })}>
      ${userlist.slice(0, MOST_MEMBERS).map((userid) => memberChip(userid, chatid))}
      ${userlist.length > MOST_MEMBERS ? html`<small>+${userlist.length - MOST_MEMBERS}</small>` : nothing}
    </div>
    <details class="wide" data-testid="chat-messages" @toggle=${(/** @type {Event} */ event) => unfold(event, chatid)}>
      <summary>${t('messages')}</summary>
      ${messagesView(messages.get(chatid))}
    </details>
  </li>`;
}

/** Leads to the chat on the member's phone. @param {string} userid @param {string} chatid */
function memberChip(userid, chatid) {
  return html`<button type="button" class="chip" data-testid="chat-member" @click=${() => goTo(userid, `chat:${chatid}`)}>${nameOf(userid)}</button>`;
}

/** @param {Entry[] | undefined} entries */
function messagesView(entries) {
  if (entries === undefined) return t('loading');
  if (entries.length === 0) return html`<p class="hint">${t('recent_none')}</p>`;
  return html`<ul>
    ${entries.map((entry) => html`<li data-key=${entryKey(entry)}><time>${clockTime(entryTime(entry))}</time> ${previewOf(entry, '')}</li>`)}
  </ul>`;
}

/** What is said while a chat is unfolded. @param {Entry} entry */
export function takeChat(entry) {
  const { from } = entry.type === 'message' ? entry.message : {};
  if (from === undefined || !('chatid' in from)) return;
  const before = messages.get(from.chatid);
  if (before === undefined) return;
  const others = before.filter((one) => entryKey(one) !== entryKey(entry));
  messages.set(from.chatid, [...others, entry].slice(-MOST_MESSAGES));
}

/** @param {Event} event @param {string} chatid */
async function unfold({ target }, chatid) {
  if (!(target instanceof HTMLDetailsElement && target.open)) return;
  try {
    const { entries } = await get('conversation', { chatid, limit: String(MOST_MESSAGES) });
    messages.set(chatid, entries);
    redraw('phone');
  } catch (err) {
    complain(err);
  }
}

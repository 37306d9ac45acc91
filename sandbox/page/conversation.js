// An open conversation: its header, the messages, and what the member can do at the bottom.

import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { keyed } from 'lit-html/directives/keyed.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { closeButton } from './beside.js';
import { bottomView } from './bottom.js';
import { callbackButton, openCallbackDialog } from './callback_dialog.js';
import { entryKey, entryTime } from './entries.js';
import { entryView } from './entry.js';
import { messageSample } from './home/sample.js';
import { icon } from './icons.js';
import { goTo } from './place.js';
import { currentLanguage } from './settings.js';
import { now, placeKey, state } from './store.js';
import { MINUTE, moment } from './time.js';
import { t } from './words/words.js';

/**
 * @typedef {import('./types.js').Room} Room
 * @typedef {import('./types.js').Member} Member
 * @typedef {import('./types.js').App} App
 * @typedef {import('./types.js').Entry} Entry
 * @typedef {import('./types.js').Phone} Phone
 */

/** A pause as long gets the time written above what follows. */
const PAUSE = 5 * MINUTE;

/** @param {Member} member @param {Room} room @param {Phone} phone */
export function conversationView(member, room, phone) {
  const key = placeKey(member.userid, room.id);
  return keyed(
    key,
    html`<section class="conversation" aria-label=${room.name}>
      ${headerView(member, room, phone)}
      <div class="talk" tabindex="0" role="log" aria-live=${isKnown(phone, key) ? 'polite' : 'off'} aria-label=${t('messages')} data-testid="messages">
        <div class="entries">${phone.loaded === key ? entriesView(member, room, phone) : t('loading')}</div>
      </div>
      ${bottomView(member, room, phone)}
    </section>`,
  );
}

/** What is there when a conversation is opened is not read out, as what comes later is. @param {Phone} phone @param {string} key */
function isKnown(phone, key) {
  const known = phone.drawn === key;
  phone.drawn = phone.loaded ?? '';
  return known;
}

/** @param {Member} member @param {Room} room @param {Phone} phone */
function headerView({ userid, name: owner }, { name, app, chat, robot }, phone) {
  const id = app?.agentid ?? chat?.chatid ?? robot?.key;
  // Of two, it has to be said whose phone it is.
  const detail = state.phones.length > 1 ? `${owner} · ${id}` : id;
  return html`<header class="head">
      <button type="button" class="ghost back" data-testid="back" aria-label=${t('back')} @click=${() => goTo(userid, undefined, state.phones.indexOf(phone))}>${icon('back')}</button>
      <div class="grow"><h2 data-testid="room-name" title=${name}>${name}</h2><small>${detail}</small></div>
      ${app && callbackButton(ownerOf(app))} ${closeButton(phone)}
    </header>
    ${app && app.callback === undefined ? noCallbackView(app) : nothing}`;
}

/** @param {App} app */
function ownerOf({ name, callback, agentid }) {
  return { title: `${t('callback')} · ${name}`, callback, who: { agentid } };
}

/** @param {App} app */
function noCallbackView(app) {
  return html`<p class="notice" data-testid="no-callback">
    <span class="grow">${t('no_callback')}</span>
    <button type="button" @click=${() => openCallbackDialog(ownerOf(app))}>${t('set_callback')}</button>
  </p>`;
}

/** @param {Member} member @param {Room} room @param {Phone} phone */
function entriesView(member, room, phone) {
  const entries = [...phone.entries.values()];
  if (entries.length === 0) return emptyView(member, room);
  const today = new Date(now()).toDateString();
  const around = [
    today,
    currentLanguage(),
    room.name,
    room.app?.square_logo_url,
    state.company?.members,
    senderOf(room),
  ];
  const viewer = { userid: member.userid, room };
  return repeat(entries, entryKey, (entry, index) => {
    const timed = entryTime(entry) - entryTime(entries[index - 1]) > PAUSE;
    // Everything else of a row is in its entry, which is another object when it has changed.
    return guard([entry, timed, ...around], () => rowView(entry, viewer, timed));
  });
}

/** Whose face is drawn in a chat. @param {Room} room */
function senderOf({ chat }) {
  const app = state.company?.apps.find(({ agentid }) => agentid === chat?.agentid);
  return `${app?.name} ${app?.square_logo_url}`;
}

/** @param {Entry} entry @param {import('./types.js').Viewer} viewer @param {boolean} timed */
function rowView(entry, viewer, timed) {
  return html`${timed ? html`<p class="time"><time>${moment(entryTime(entry), now())}</time></p>` : nothing}
  ${entryView(entry, viewer)}`;
}

/** @param {Member} member @param {Room} room */
function emptyView({ userid }, room) {
  return html`<div class="empty">
    <p>${t('no_messages')}</p>
    <pre class="sample">${messageSample(state.company?.corpid ?? '', userid, room)}</pre>
  </div>`;
}

// Phones of members, one or two side by side. Each has the list of conversations and, beside or above it, the open one.

import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { adminView, isSection } from './admin/admin.js';
import { editMember } from './admin/member_dialog.js';
import { avatar, roomAvatar } from './avatar.js';
import { besideButton, closeButton } from './beside.js';
import { memberOf, openRoom, roomsOf } from './company.js';
import { conversationView } from './conversation.js';
import { entryTime } from './entries.js';
import { homeView } from './home/home.js';
import { icon } from './icons.js';
import { activate, activePhone, firstPhone } from './phones.js';
import { goTo } from './place.js';
import { previewOf } from './preview.js';
import { now, placeKey, state } from './store.js';
import { showTab } from './tabs.js';
import { markRead } from './talk.js';
import { shortMoment } from './time.js';
import { t } from './words/words.js';

/**
 * @typedef {import('./types.js').Room} Room
 * @typedef {import('./types.js').Member} Member
 * @typedef {import('./types.js').Phone} Phone
 * @typedef {import('./types.js').Company} Company
 */

export function phoneView() {
  const { company, phones } = state;
  if (company === undefined) return html`<p class="empty">${t('loading')}</p>`;
  document.body.dataset.phones = String(phones.length);
  const { userid, room } = firstPhone();
  if (userid === undefined && isSection(room)) return adminView(company, room);
  if (memberOf(userid) === undefined) return homeView(company);
  return html`${phones.length > 1 ? switchView() : nothing}
    <div class="phones">
      ${repeat(
        phones,
        ({ id }) => id,
        (phone) => oneView(company, phone),
      )}
    </div>`;
}

/** Where there is no room for two, they are tabs. */
function switchView() {
  const active = activePhone();
  return html`<div class="switch" role="group" aria-label=${t('phones')}>
    ${state.phones.map(
      (phone) => html`<button
        type="button"
        class="chip"
        data-testid="switch-phone"
        aria-pressed=${phone === active}
        @click=${() => switchTo(phone)}
      >
        ${memberOf(phone.userid)?.name ?? t('choose_member')}
      </button>`,
    )}
  </div>`;
}

/** What comes into sight by it is read. @param {Phone} phone */
function switchTo(phone) {
  activate(phone);
  queueMicrotask(markRead);
}

/** @param {Company} company @param {Phone} phone */
function oneView(company, phone) {
  const { id, userid } = phone;
  const act = () => activate(phone);
  return html`<div
    class="one"
    data-testid="phone"
    data-phone=${id}
    data-owner=${userid ?? ''}
    data-active=${phone === activePhone()}
    @focusin=${act}
    @pointerdown=${act}
  >
    ${screenView(company, phone)}
  </div>`;
}

/** @param {Company} company @param {Phone} phone */
function screenView(company, phone) {
  const member = memberOf(phone.userid);
  if (member === undefined) return nobodyView(phone);
  const room = openRoom(phone);
  return html`<div class="screen" data-view=${room === undefined ? 'list' : 'room'}>
    <section class="rooms" aria-label=${t('conversations')}>
      ${memberHeader(company, member, phone)} ${roomList(member.userid, phone)}
    </section>
    ${room === undefined ? emptyRoom() : conversationView(member, room, phone)}
  </div>`;
}

/** The contacts choose whose it is. @param {Phone} phone */
function nobodyView(phone) {
  const { userid } = phone;
  return html`<header class="owner">
      <div class="grow"><h2>${t('choose_member')}</h2></div>
      ${closeButton(phone)}
    </header>
    <p class="empty">${userid === undefined ? t('choose_member_hint') : t('unknown_member', { userid })}</p>
    <button type="button" class="only-narrow" @click=${() => showTab('contacts')}>${t('tab_contacts')}</button>`;
}

function emptyRoom() {
  return html`<section class="conversation blank"><p class="empty">${t('choose_conversation')}</p></section>`;
}

/** @param {Company} company @param {Member} member @param {Phone} phone */
function memberHeader(company, member, phone) {
  const { userid, name, position, status } = member;
  const about = [userid, position].filter(Boolean).join(' · ');
  return html`<header class="owner" data-testid="owner">
      ${avatar(name, 'large')}
      <div class="grow" title="${name} ${about}"><h2>${name}</h2><small>${about}</small></div>
      <button type="button" class="ghost" data-testid="edit-owner" aria-label="${t('edit')}: ${name}" title=${t('edit')} @click=${() => editMember(company, member)}>
        ${icon('edit')}
      </button>
      ${besideButton()} ${closeButton(phone)}
    </header>
    ${status === 1 ? nothing : html`<p class="notice">${t(`is_${status}`)}</p>`}`;
}

/** @param {string} userid @param {Phone} phone */
function roomList(userid, phone) {
  const rooms = roomsOf(userid);
  if (rooms.length === 0) return html`<p class="empty">${t('no_rooms')}</p>`;
  return html`<ul class="list" data-testid="rooms">
    ${repeat(
      newestFirst(rooms, phone),
      ({ id }) => id,
      (room) => roomRow(userid, room, phone),
    )}
  </ul>`;
}

/** @param {Room[]} rooms @param {Phone} phone */
function newestFirst(rooms, { newest }) {
  return rooms.toSorted((a, b) => entryTime(newest.get(b.id)) - entryTime(newest.get(a.id)));
}

/** @param {string} userid @param {Room} room @param {Phone} phone */
function roomRow(userid, room, phone) {
  const { id, kind, name } = room;
  const entry = phone.newest.get(id);
  const unread = state.unread.get(placeKey(userid, id)) ?? 0;
  return html`<li>
    <button
      type="button"
      class="row room"
      data-testid="conversation"
      data-room=${id}
      aria-current=${phone.room === id ? 'true' : 'false'}
      @click=${() => goTo(userid, id, state.phones.indexOf(phone))}
    >
      ${roomAvatar(room)}
      <span class="about">
        <span class="line"><b class="name" title=${name}>${name}</b>${kindMark(room)}</span>
        <small class="preview">${entry ? previewOf(entry, userid) : t(`kind_${kind}`)}</small>
      </span>
      <span class="aside">
        <small>${entry ? shortMoment(entryTime(entry), now()) : nothing}</small>
        ${unread > 0 ? html`<b class="badge" data-testid="unread" aria-label=${t('unread')}>${unread}</b>` : nothing}
      </span>
    </button>
  </li>`;
}

/** @param {Room} room */
function kindMark({ kind, chat }) {
  if (kind === 'chat') return html`<small class="mark-kind">${chat?.userlist.length}</small>`;
  return kind === 'robot' ? html`<small class="mark-kind">${t('robot')}</small>` : nothing;
}

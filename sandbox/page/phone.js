// A member's phone: the list of conversations and, beside or above it, the open one.

import { adminView, isSection } from './admin/admin.js';
import { editMember } from './admin/member_dialog.js';
import { avatar, roomAvatar } from './avatar.js';
import { currentRoom, memberOf, roomsOf } from './company.js';
import { conversationView } from './conversation.js';
import { entryTime } from './entries.js';
import { homeView } from './home/home.js';
import { icon } from './icons.js';
import { repeat } from './lit-html/directives/repeat.js';
import { html, nothing } from './lit-html/lit-html.js';
import { goTo } from './place.js';
import { previewOf } from './preview.js';
import { now, placeKey, state } from './store.js';
import { shortMoment } from './time.js';
import { t } from './words/words.js';

/**
 * @typedef {import('./types.js').Room} Room
 * @typedef {import('./types.js').Member} Member
 */

export function phoneView() {
  const { company, userid } = state;
  if (company === undefined) return html`<p class="empty">${t('loading')}</p>`;
  const member = memberOf(userid);
  if (userid === undefined && isSection(state.room)) return adminView(company, state.room);
  if (member === undefined) return homeView(company);
  const room = currentRoom();
  return html`<div class="screen" data-view=${room === undefined ? 'list' : 'room'}>
    <section class="rooms" aria-label=${t('conversations')}>
      ${memberHeader(company, member)} ${roomList(member.userid)}
    </section>
    ${room === undefined ? emptyRoom() : conversationView(member, room)}
  </div>`;
}

function emptyRoom() {
  return html`<section class="conversation blank"><p class="empty">${t('choose_conversation')}</p></section>`;
}

/** @param {import('./types.js').Company} company @param {Member} member */
function memberHeader(company, member) {
  const { userid, name, position, status } = member;
  const about = [userid, position].filter(Boolean).join(' · ');
  return html`<header class="owner" data-testid="owner">
      ${avatar(name, 'large')}
      <div class="grow" title="${name} ${about}"><h2>${name}</h2><small>${about}</small></div>
      <button type="button" class="ghost" data-testid="edit-owner" aria-label="${t('edit')}: ${name}" title=${t('edit')} @click=${() => editMember(company, member)}>
        ${icon('edit')}
      </button>
    </header>
    ${status === 1 ? nothing : html`<p class="notice">${t(`is_${status}`)}</p>`}`;
}

/** @param {string} userid */
function roomList(userid) {
  const rooms = roomsOf(userid);
  if (rooms.length === 0) return html`<p class="empty">${t('no_rooms')}</p>`;
  return html`<ul class="list" data-testid="rooms">
    ${repeat(
      newestFirst(rooms),
      ({ id }) => id,
      (room) => roomRow(userid, room),
    )}
  </ul>`;
}

/** @param {Room[]} rooms */
function newestFirst(rooms) {
  return rooms.toSorted((a, b) => entryTime(state.newest.get(b.id)) - entryTime(state.newest.get(a.id)));
}

/** @param {string} userid @param {Room} room */
function roomRow(userid, room) {
  const { id, kind, name } = room;
  const entry = state.newest.get(id);
  const unread = state.unread.get(placeKey(userid, id)) ?? 0;
  return html`<li>
    <button
      type="button"
      class="row room"
      data-testid="conversation"
      data-room=${id}
      aria-current=${state.room === id ? 'true' : 'false'}
      @click=${() => goTo(userid, id)}
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

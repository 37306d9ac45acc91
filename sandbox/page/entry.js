// One entry of a conversation: a message to the member, or what the member sent and how it was delivered.

import { html, nothing } from 'lit-html';
import { avatar, roomAvatar } from './avatar.js';
import { callOf, tryOf } from './chain.js';
import { nameOf } from './company.js';
import { spokenReply } from './entries.js';
import { icon } from './icons.js';
import { contentView } from './messages/content.js';
import { warningsView } from './messages/remarks.js';
import { eventView, sentView } from './messages/sent.js';
import { text } from './read.js';
import { state } from './store.js';
import { clockTime } from './time.js';
import { resend } from './wire/chain_view.js';
import { reveal } from './wire/reveal.js';
import { failureWords, t } from './words/words.js';

/**
 * @typedef {import('./types.js').Entry} Entry
 * @typedef {import('./types.js').Message} Message
 * @typedef {import('./types.js').Delivery} Delivery
 * @typedef {import('./types.js').Viewer} Viewer
 */

/** @param {Entry} entry @param {Viewer} viewer */
export function entryView(entry, viewer) {
  return entry.type === 'message' ? messageView(entry.message, viewer) : deliveryView(entry.delivery, viewer);
}

/** @param {Message} message @param {Viewer} viewer */
function messageView(message, viewer) {
  const { msgid, at, msgtype, recalled } = message;
  if (recalled) {
    return html`<p class="recalled" data-testid="message" data-msgid=${msgid} data-recalled>
      ${t('recalled_by', { name: viewer.room.name })}
    </p>`;
  }
  return html`<article class="entry" data-testid="message" data-msgid=${msgid} data-msgtype=${msgtype}>
    ${senderAvatar(viewer.room)}
    <div class="said" title=${`${clockTime(at)} · ${msgtype}`}>${contentView(msgtype, message.body, viewer, message)}</div>
    ${traceView(() => callOf(msgid)?.id)}
  </article>`;
}

/** In a chat its app speaks. @param {import('./types.js').Room} room */
function senderAvatar(room) {
  const app = state.company?.apps.find(({ agentid }) => agentid === room.chat?.agentid);
  return roomAvatar(app === undefined ? room : { id: room.id, kind: 'app', name: app.name, app });
}

/** Leads to what it is on the wire. @param {() => number | undefined} find */
function traceView(find) {
  return html`<button
    type="button"
    class="ghost trace"
    data-testid="show-request"
    title=${t('show_request')}
    aria-label=${t('show_request')}
    @click=${() => reveal(find())}
  >
    ${icon('log')}
  </button>`;
}

/** @param {Delivery} delivery @param {Viewer} viewer */
function deliveryView(delivery, viewer) {
  const { id, message, state: outcome } = delivery;
  const reply = spokenReply(delivery);
  const isEvent = text(message, 'MsgType') === 'event';
  return html`<article
      class=${isEvent ? 'event' : 'entry mine'}
      data-testid="delivery"
      data-delivery=${id}
      data-state=${outcome}
    >
      ${isEvent ? nothing : avatar(nameOf(viewer.userid))}
      <div class="said">
        ${isEvent ? eventView(message) : sentView(message)} ${stateView(delivery)}
      </div>
    </article>
    ${reply ? replyView(reply, viewer, delivery) : nothing}`;
}

/** @param {Delivery} delivery */
function stateView(delivery) {
  const { id, state: outcome, tries, problem, reason, reply, url, xml } = delivery;
  const updated = reply !== undefined && spokenReply(delivery) === undefined;
  return html`<details class="state state-${outcome}" data-testid="delivery-state">
      <summary>
        <i aria-hidden="true"></i>${t(url === '' ? 'state_nowhere' : `state_${outcome}`)}
        ${tries.length > 1 ? html`<span>· ${t('tries', { count: tries.length })}</span>` : nothing}
        ${updated ? html`<span>· ${t('card_updated')}</span>` : nothing}
      </summary>
      <ul class="tries">
        ${tries.map(
          ({ at, ms, status, error, reason: why }) =>
            html`<li>${clockTime(at)} · ${Math.round(ms)} ms · ${error === undefined ? `HTTP ${status}` : failureWords(why, error)}</li>`,
        )}
      </ul>
      <div class="chain">
        ${url === '' ? nothing : html`<button type="button" class="chip" data-testid="show-try" @click=${() => reveal(tryOf(id)?.id)}>${t('show_request')}</button>`}
        <button type="button" class="chip" data-testid="resend" @click=${() => resend(id)}>${t('resend')}</button>
      </div>
      <pre tabindex="0">${xml}</pre>
    </details>
    ${problem === undefined || url === '' ? nothing : html`<p class="problem" data-testid="problem" title=${problem}>${failureWords(reason, problem)}</p>`}`;
}

/** @param {{ msgtype: string, body: import('./types.js').Fields }} reply @param {Viewer} viewer @param {Delivery} delivery */
function replyView({ msgtype, body }, viewer, { id, warnings }) {
  return html`<article class="entry" data-testid="reply" data-reply=${id} data-msgtype=${msgtype}>
    ${roomAvatar(viewer.room)}
    <div class="said">
      ${contentView(msgtype, body, viewer)}
      <small class="remark">${t('passive_reply')}</small>
      ${warningsView(warnings)}
    </div>
  </article>`;
}

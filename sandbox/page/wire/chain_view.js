// What can be done with a row of the wire, and where it leads: to its messages, its callbacks, its cause.

import { html, nothing } from 'lit-html';
import { post } from '../api.js';
import { causeOfDelivery, showDelivery, showMessage, tryOf } from '../chain.js';
import { copyText } from '../copy.js';
import { complain, tell } from '../toasts.js';
import { t } from '../words/words.js';
import { curlOf } from './export.js';
import { reveal } from './reveal.js';

/** @typedef {import('../types.js').WireEntry} WireEntry */

const MOST_LINKS = 5;

/** @param {WireEntry} entry */
export function chainView(entry) {
  const { direction, msgids = [], deliveries = [], delivery } = entry;
  return html`<div class="chain">
    ${msgids.slice(0, MOST_LINKS).map((msgid) => action('show-message', t('show_message'), () => showMessage(msgid)))}
    ${deliveries.slice(0, MOST_LINKS).map(callbackLink)} ${delivery === undefined ? nothing : deliveryLinks(delivery)}
    ${direction === 'in' || delivery !== undefined ? action('copy-curl', t('copy_curl'), () => copyText(curlOf(entry))) : nothing}
  </div>`;
}

/** @param {string} testid @param {string} name @param {() => unknown} act */
function action(testid, name, act) {
  return html`<button type="button" class="chip" data-testid=${testid} @click=${act}>${name}</button>`;
}

/** @param {number} id */
function callbackLink(id) {
  const tried = tryOf(id);
  if (tried === undefined) return nothing;
  return action('show-callback', t('causes', { about: tried.about ?? '' }), () => reveal(tried.id));
}

/** @param {number} id */
function deliveryLinks(id) {
  const cause = causeOfDelivery(id);
  const path = cause?.path.replace(/^\/cgi-bin\//, '') ?? '';
  return html`${cause === undefined ? nothing : action('show-cause', t('caused_by', { path }), () => reveal(cause.id))}
  ${action('show-delivery', t('show_delivery'), () => showDelivery(id))} ${action('resend', t('resend'), () => resend(id))}`;
}

/** @param {number} id */
export function resend(id) {
  post(`deliveries/${id}/resend`).then(() => tell(t('resent')), complain);
}

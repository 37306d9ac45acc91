// The buttons that open a second phone, and close one of two.

import { html, nothing } from 'lit-html';
import { icon } from './icons.js';
import { closePhone, MOST_PHONES, openBeside } from './phones.js';
import { state } from './store.js';
import { t } from './words/words.js';

export function besideButton() {
  if (state.phones.length === MOST_PHONES) return nothing;
  return html`<button type="button" class="ghost" data-testid="open-beside" aria-label=${t('open_beside')} title=${t('open_beside')} @click=${openBeside}>
    ${icon('beside')}
  </button>`;
}

/** @param {import('./types.js').Phone} phone */
export function closeButton(phone) {
  if (state.phones.length === 1) return nothing;
  return html`<button
    type="button"
    class="ghost"
    data-testid="close-phone"
    aria-label=${t('close_phone')}
    title=${t('close_phone')}
    @click=${() => closePhone(phone)}
  >
    ×
  </button>`;
}

// On a phone: one column at a time, chosen at the bottom.

import { html } from 'lit-html';
import { icon } from './icons.js';
import { redraw, state } from './store.js';
import { markRead } from './talk.js';
import { t } from './words/words.js';

/** @typedef {import('./types.js').Tab} Tab */

/** @type {{ tab: Tab, icon: import('./icons.js').Icon }[]} */
const TABS = [
  { tab: 'contacts', icon: 'people' },
  { tab: 'phone', icon: 'chat' },
  { tab: 'wire', icon: 'log' },
];

export function tabsView() {
  return TABS.map(
    ({ tab, icon: name }) => html`<button
      type="button"
      class="tab"
      data-testid="tab-${tab}"
      aria-current=${state.tab === tab ? 'page' : 'false'}
      @click=${() => showTab(tab)}
    >
      ${icon(name)}<span>${t(`tab_${tab}`)}</span>
    </button>`,
  );
}

/** @param {Tab} tab */
export function showTab(tab) {
  state.tab = tab;
  document.body.dataset.tab = tab;
  markRead();
  redraw('tabs');
}

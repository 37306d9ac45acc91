// What worked here and would surprise in the real WeCom, the newest first.

import { html, nothing } from 'lit-html';
import { state } from '../store.js';
import { clockTime } from '../time.js';
import { reveal } from '../wire/reveal.js';
import { nameOf } from '../wire/row.js';
import { t, warningWords } from '../words/words.js';

/** @typedef {import('../types.js').WireEntry} WireEntry */

const MOST = 5;

export function surprisesView() {
  const found = state.wire
    .filter(({ warnings }) => warnings !== undefined)
    .slice(-MOST)
    .reverse();
  if (found.length === 0) return nothing;
  return html`<section class="feed" aria-label=${t('surprises')}>
    <h2>${t('surprises')}</h2>
    <ul class="rows" data-testid="surprises">${found.map(rowView)}</ul>
  </section>`;
}

/** @param {WireEntry} entry */
function rowView(entry) {
  const { id, at, warnings = [] } = entry;
  return html`<li>
    <button type="button" class="row happening" data-testid="surprise" @click=${() => reveal(id)}>
      <span class="about">
        <b class="name">${nameOf(entry)}</b>
        ${warnings.map((warning) => html`<small class="hint-line">${warningWords(warning)}</small>`)}
      </span>
      <span class="aside"><small>${clockTime(at)}</small></span>
    </button>
  </li>`;
}

// The wire: each call of the program and each callback of the sandbox, as it goes over the line.

import { html, nothing } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { repeat } from 'lit-html/directives/repeat.js';
import { searchField } from '../search.js';
import { currentLanguage } from '../settings.js';
import { redraw, state } from '../store.js';
import { t } from '../words/words.js';
import { download, harOf } from './export.js';
import { unfolded, whenRevealing } from './reveal.js';
import { failed, nameOf, rowView } from './row.js';

/** @typedef {import('../types.js').WireEntry} WireEntry */

let wanted = '';
let errorsOnly = false;
/** @type {'both' | 'in' | 'out'} */
let direction = 'both';
/** While paused: what was there then. @type {WireEntry[] | undefined} */
let paused;
/** Entries up to this id were cleared away. */
let cleared = 0;
whenRevealing(() => {
  [wanted, errorsOnly, direction, paused, cleared] = ['', false, 'both', undefined, 0];
});

export function wireView() {
  const shown = (paused ?? state.wire).filter(matches);
  return html`${toolsView(shown.length)}
    <div class="stream" tabindex="0" role="log" aria-live="off" aria-label=${t('wire')} data-testid="wire">
      <div class="lines">
        ${
          shown.length === 0
            ? html`<p class="empty">${t(state.wire.length === 0 ? 'wire_empty' : 'wire_none')}</p>`
            : repeat(shown, ({ id }) => id, guardedRow)
        }
      </div>
    </div>`;
}

/** @param {WireEntry} entry */
function guardedRow(entry) {
  const isOpen = unfolded.has(entry);
  // What it leads to may come later than it is drawn.
  const around = isOpen ? state.wire.at(-1)?.id : undefined;
  return guard([entry, isOpen, currentLanguage(), around], () => rowView(entry, isOpen, toggle));
}

/** @param {WireEntry} entry @param {boolean} isOpen */
function toggle(entry, isOpen) {
  if (isOpen) unfolded.add(entry);
  else unfolded.delete(entry);
  redraw('wire');
  if (isOpen) queueMicrotask(holdStill);
}

/** At its very end the wire follows what comes, and would carry away what is read. */
function holdStill() {
  const stream = document.querySelector('.stream');
  if (stream?.scrollTop === 0) stream.scrollTop = -1;
}

/** What is searched in, made when first asked for. @type {WeakMap<WireEntry, string>} */
const texts = new WeakMap();

/** @param {WireEntry} entry */
function textOf(entry) {
  const known = texts.get(entry);
  if (known !== undefined) return known;
  const { method, path, query, errcode, request, response, from, note } = entry;
  const made = [method, nameOf(entry), path, query, errcode, from, note, request, response].join('\n').toLowerCase();
  texts.set(entry, made);
  return made;
}

/** @param {WireEntry} entry */
function matches(entry) {
  if (entry.id <= cleared) return false;
  if (direction !== 'both' && entry.direction !== direction) return false;
  if (errorsOnly && !failed(entry)) return false;
  return wanted === '' || textOf(entry).includes(wanted);
}

/** @param {number} count */
function toolsView(count) {
  return html`<header class="tools">
    <div class="line">
      <h2 class="grow">${t('wire')} <small data-testid="wire-count">${count}</small></h2>
      ${chip('wire-pause', paused ? t('resume') : t('pause'), paused !== undefined, pause)}
      <button type="button" class="chip" data-testid="wire-clear" @click=${clear}>${t('clear')}</button>
      <button type="button" class="chip" data-testid="wire-har" title=${t('har')} aria-label=${t('har')} @click=${exportHar}>HAR</button>
    </div>
    <div class="line">
      ${searchField({ testid: 'wire-filter', hint: t('wire_filter'), input: search })}
      ${chip('wire-errors', t('errors_only'), errorsOnly, () => (errorsOnly = !errorsOnly))}
      ${chip('wire-in', directionName('in'), direction === 'in', () => toDirection('in'))}
      ${chip('wire-out', directionName('out'), direction === 'out', () => toDirection('out'))}
    </div>
    ${paused ? html`<p class="hint">${t('paused', { count: newer() })}</p>` : nothing}
  </header>`;
}

/** Where there is little room, the arrow says it all. @param {'in' | 'out'} which */
function directionName(which) {
  return html`<span aria-hidden="true">${which === 'in' ? '↑' : '↓'}</span>
    <span class="words">${t(which === 'in' ? 'wire_in' : 'wire_out')}</span>`;
}

/** @param {string} testid @param {unknown} name @param {boolean} on @param {() => void} act */
function chip(testid, name, on, act) {
  return html`<button type="button" class="chip" data-testid=${testid} aria-pressed=${on} @click=${() => acted(act)}>${name}</button>`;
}

/** @param {() => void} act */
function acted(act) {
  act();
  redraw('wire');
}

/** @param {'in' | 'out'} wantedDirection */
function toDirection(wantedDirection) {
  direction = direction === wantedDirection ? 'both' : wantedDirection;
}

function pause() {
  paused = paused ? undefined : state.wire;
}

/** How many came since the pause. */
function newer() {
  const last = paused?.at(-1)?.id ?? 0;
  return state.wire.filter(({ id }) => id > last).length;
}

function clear() {
  cleared = state.wire.at(-1)?.id ?? cleared;
  if (paused) paused = [];
  redraw('wire');
}

/** What is shown. */
function exportHar() {
  download('sandbox.har', JSON.stringify(harOf((paused ?? state.wire).filter(matches)), null, 2));
}

/** @param {string} value */
function search(value) {
  wanted = value.trim().toLowerCase();
  redraw('wire');
}

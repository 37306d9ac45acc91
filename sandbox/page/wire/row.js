// A line of the wire, and what was in it when it is unfolded.

import { icon } from '../icons.js';
import { html, nothing } from '../lit-html/lit-html.js';
import { clockTime } from '../time.js';
import { complain, tell } from '../toasts.js';
import { t } from '../words/words.js';

/** @typedef {import('../types.js').WireEntry} WireEntry */

/** @param {WireEntry} entry */
export function failed({ errcode, status, note }) {
  if (errcode !== undefined) return errcode !== 0;
  return status === undefined ? note !== undefined : status >= 400;
}

/**
 * @param {WireEntry} entry
 * @param {boolean} unfolded
 * @param {(entry: WireEntry, unfolded: boolean) => void} toggle
 */
export function rowView(entry, unfolded, toggle) {
  const { id, at, direction, method, path, ms, from } = entry;
  return html`<details
    class="wire-row"
    data-testid="wire-row"
    data-id=${id}
    data-direction=${direction}
    ?open=${unfolded}
    @toggle=${(/** @type {Event} */ { currentTarget }) => toggled(currentTarget, entry, unfolded, toggle)}
  >
    <summary>
      <time>${clockTime(at)}</time>
      <span class="arrow ${direction}" role="img" aria-label=${t(direction === 'in' ? 'wire_in' : 'wire_out')}>${direction === 'in' ? '↑' : '↓'}</span>
      <span class="method">${method}</span>
      <span class="path">${shortPath(path)}</span>
      ${resultView(entry)}
      <span class="from">${from}</span>
      <span class="ms">${Math.round(ms)} ms</span>
    </summary>
    ${unfolded ? bodyView(entry) : nothing}
  </details>`;
}

/** @param {EventTarget | null} target @param {WireEntry} entry @param {boolean} was @param {(entry: WireEntry, unfolded: boolean) => void} toggle */
function toggled(target, entry, was, toggle) {
  if (target instanceof HTMLDetailsElement && target.open !== was) toggle(entry, target.open);
}

/** Every call of the API begins alike. @param {string} path */
function shortPath(path) {
  return path.replace(/^\/cgi-bin\//, '');
}

/** @param {WireEntry} entry */
function resultView(entry) {
  const { errcode, status } = entry;
  const words = errcode ?? status ?? '—';
  return html`<span class="result ${failed(entry) ? 'bad' : 'good'}" data-testid="errcode">${words}</span>`;
}

/** @param {WireEntry} entry */
function bodyView({ path, query, status, request, response, note }) {
  return html`<div class="bodies">
    ${note ? html`<p class="problem">${note}</p>` : nothing}
    <p class="address"><code>${path}</code>${status === undefined ? nothing : html` <small>HTTP ${status}</small>`}</p>
    ${textView(t('query'), queryText(query))} ${textView(t('request'), pretty(request))}
    ${textView(t('response'), pretty(response))}
  </div>`;
}

/** One parameter a line. @param {string} query */
function queryText(query) {
  return [...new URLSearchParams(query)].map(([name, value]) => `${name} = ${value}`).join('\n');
}

/** JSON is indented, anything else stays as it is. @param {string} body */
function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** @param {string} name @param {string} body */
function textView(name, body) {
  if (body === '') return nothing;
  return html`<div class="text-part">
    <h3>${name}</h3>
    <button type="button" class="ghost" data-testid="copy" aria-label="${t('copy')}: ${name}" title=${t('copy')} @click=${copy}>
      ${icon('copy')}
    </button>
    <pre tabindex="0">${body}</pre>
  </div>`;
}

/** Where the browser has no clipboard for us (plain HTTP from another machine) the text is at least selected. @param {Event} event */
function copy({ currentTarget }) {
  const body = currentTarget instanceof HTMLElement ? currentTarget.parentElement?.querySelector('pre') : undefined;
  if (!body) return;
  getSelection()?.selectAllChildren(body);
  navigator.clipboard?.writeText(body.textContent ?? '').then(() => tell(t('copied')), complain);
}

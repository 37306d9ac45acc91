// A line of the wire, and what was in it when it is unfolded.

import { html, nothing } from 'lit-html';
import { copyButton } from '../copy.js';
import { warningsView } from '../messages/remarks.js';
import { clockTime } from '../time.js';
import { failureWords, t, wordOr } from '../words/words.js';
import { chainView } from './chain_view.js';
import { explanationView } from './explanation.js';
import { pairs, sentBody } from './export.js';

/** @typedef {import('../types.js').WireEntry} WireEntry */

/** A callback whose reply was not taken has failed, whatever its status. @param {WireEntry} entry */
export function failed({ errcode, status, note, direction }) {
  if (errcode !== undefined) return errcode !== 0;
  if (direction === 'out') return note !== undefined || status !== 200;
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
    class="wire-row ${failed(entry) ? 'failed' : ''}"
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
      <span class="path" title=${path}>${nameOf(entry)}</span>
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

const TRIES = 3;

/** A callback by what it is, a call without what all calls begin with. @param {WireEntry} entry */
export function nameOf(entry) {
  const { about, attempt = 1, path } = entry;
  if (about === undefined) return path.replace(/^\/cgi-bin\//, '');
  const name = wordOr(`about_${about}`, about);
  return attempt > 1 ? `${name} · ${attempt}/${TRIES}` : name;
}

/** @param {WireEntry} entry */
function resultView(entry) {
  const { errcode, status } = entry;
  const words = errcode ?? status ?? '—';
  return html`<span class="result ${failed(entry) ? 'bad' : 'good'}" data-testid="errcode">${words}</span>`;
}

/** @param {WireEntry} entry */
function bodyView(entry) {
  const { path, query, status, response, direction, headers } = entry;
  return html`<div class="bodies">
    ${noteView(entry)} ${warningsView(entry.warnings)} ${explanationView(entry)} ${chainView(entry)}
    <p class="address"><code>${path}</code>${status === undefined ? nothing : html` <small>HTTP ${status}</small>`}</p>
    ${textView(t('query'), queryText(query))} ${direction === 'in' ? nothing : textView(t('decrypted'), decrypted(entry))}
    ${textView(t(direction === 'in' ? 'request' : 'encrypted'), pretty(sentBody(entry)))}
    ${textView(t('response'), pretty(response))} ${headersView(t('request_headers'), headers?.request)}
    ${headersView(t('response_headers'), headers?.response)}
  </div>`;
}

/** @param {WireEntry} entry */
function noteView({ note, reason, direction }) {
  if (note === undefined || note.startsWith('trouble: ')) return nothing;
  const words = direction === 'in' && note.startsWith('refused: ') ? t('note_refused') : failureWords(reason, note);
  return html`<p class="problem" data-testid="note" title=${note}>${words}</p>`;
}

/** @param {WireEntry} entry */
function decrypted({ method, request }) {
  return method === 'GET' ? '' : request.slice(0, Math.max(request.indexOf('\n\n'), 0));
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
    ${copyButton(name)}
    <pre tabindex="0">${body}</pre>
  </div>`;
}

/** @param {string} name @param {Readonly<Record<string, unknown>>} [headers] */
function headersView(name, headers) {
  const lines = pairs(headers).map((header) => `${header.name}: ${header.value}`);
  if (lines.length === 0) return nothing;
  return html`<details class="headers">
    <summary>${name} · ${lines.length}</summary>
    <pre tabindex="0">${lines.join('\n')}</pre>
  </details>`;
}

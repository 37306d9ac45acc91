// Orders trouble for the next calls: an errcode, or what networks and proxies do. Shows what is still waiting.

import { html } from 'lit-html';
import { get, post, remove } from './api.js';
import { openDialog, valuesOf } from './dialogs.js';
import { redraw, state } from './store.js';
import { complain } from './toasts.js';
import { t } from './words/words.js';

/**
 * @typedef {import('./types.js').Order} Order
 * @typedef {import('./dialogs.js').Dialog} Dialog
 */

const FAULTS = /** @type {const} */ (['drop', 'lost', 'stall', 'html', 'empty', 'broken']);
const PATHS = [
  '*',
  'gettoken',
  'message/send',
  'user/get',
  'user/create',
  'department/list',
  'media/upload',
  'menu/create',
];
const COMMON_ERRCODES = ['-1', '40014', '42001', '45009', '45033', '48002', '60011', '60020'];

export function openTroubleDialog() {
  byErrcode = true;
  const dialog = openDialog({ title: t('trouble'), testid: 'trouble-dialog', body: troubleView });
  get('trouble').then((answer) => waitingIs(answer, dialog), complain);
}

/** Faults have no errcode. */
let byErrcode = true;

/** @param {Event} event @param {Dialog} dialog */
function choose({ target }, dialog) {
  byErrcode = target instanceof HTMLSelectElement && target.value === 'errcode';
  dialog.draw();
}

/** @param {Dialog} dialog */
function troubleView(dialog) {
  const waiting = state.company?.trouble ?? [];
  return html`<p class="hint">${t('trouble_hint')}</p>
    <form class="form" @submit=${(/** @type {SubmitEvent} */ event) => order(event, dialog)}>
      <label class="field">
        <span>${t('trouble_path')}</span>
        <input name="path" list="paths" value="message/send" required spellcheck="false" />
        <datalist id="paths">${PATHS.map((path) => html`<option value=${path}></option>`)}</datalist>
      </label>
      <div class="pair">
        <label class="field">
          <span>${t('trouble_what')}</span>
          <select name="what" @change=${(/** @type {Event} */ event) => choose(event, dialog)}>
            <option value="errcode">errcode</option>
            ${FAULTS.map((fault) => html`<option value=${fault}>${fault} – ${t(`fault_${fault}`)}</option>`)}
          </select>
        </label>
        <label class="field">
          <span>errcode</span>
          <input
            name="errcode"
            ?disabled=${!byErrcode}
            list="errcodes"
            value="45009"
            required
            inputmode="numeric"
            pattern="-?[1-9][0-9]*"
          />
          <datalist id="errcodes">${COMMON_ERRCODES.map((code) => html`<option value=${code}></option>`)}</datalist>
        </label>
        <label class="field">
          <span>${t('trouble_times')}</span>
          <input name="times" type="number" min="1" value="1" required />
        </label>
      </div>
      <footer><button type="submit" class="primary" data-testid="trouble-order">${t('trouble_order')}</button></footer>
    </form>
    ${waitingView(waiting, dialog)}`;
}

/** @param {Order[]} waiting @param {Dialog} dialog */
function waitingView(waiting, dialog) {
  if (waiting.length === 0) return html`<p class="hint">${t('trouble_none')}</p>`;
  return html`<h3>${t('trouble_waiting')}</h3>
    <ul class="rows" data-testid="trouble-waiting">
      ${waiting.map(
        ({ path, trouble: { errcode, fault }, left }) => html`<li>
          <code class="grow">${path}</code>
          <span>${fault ?? `errcode ${errcode}`}</span><span>× ${left}</span>
        </li>`,
      )}
    </ul>
    <footer>
      <button type="button" data-testid="trouble-clear" @click=${() => clear(dialog)}>${t('trouble_clear')}</button>
    </footer>`;
}

/** @param {Event} event @param {Dialog} dialog */
async function order(event, dialog) {
  event.preventDefault();
  const { path, what, errcode, times } = valuesOf(event);
  const trouble = what === 'errcode' ? { errcode: Number(errcode) } : { fault: what };
  await change(post('trouble', { path, times: Number(times), ...trouble }), dialog);
}

/** @param {Dialog} dialog */
async function clear(dialog) {
  await change(remove('trouble'), dialog);
}

/** @param {Promise<{ waiting: Order[] }>} answer @param {Dialog} dialog */
async function change(answer, dialog) {
  try {
    waitingIs(await answer, dialog);
  } catch (err) {
    complain(err);
  }
}

/** @param {{ waiting: Order[] }} answer @param {Dialog} dialog */
function waitingIs({ waiting }, dialog) {
  if (state.company !== undefined) state.company.trouble = waiting;
  dialog.draw();
  redraw('bar');
}

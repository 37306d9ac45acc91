// A dialog that changes something: fields, a button that saves, perhaps others. An error stands in it, and replaces the one before.

import { html, nothing } from 'lit-html';
import { openDialog, valuesOf } from '../dialogs.js';
import { tell } from '../toasts.js';
import { t } from '../words/words.js';

/**
 * @typedef {import('../dialogs.js').Dialog} Dialog
 * @typedef {import('../words/words.js').Word} Word
 *
 * @typedef {object} Action a button beside the one that saves
 * @property {string} id
 * @property {Word} word
 * @property {() => Promise<unknown>} act
 * @property {boolean} [final] it is asked twice
 *
 * @typedef {object} Form
 * @property {string} title
 * @property {string} testid
 * @property {(dialog: Dialog) => unknown} fields
 * @property {(values: Record<string, string>) => Promise<unknown>} save
 * @property {Action[]} [actions]
 *
 * @typedef {object} Filling how far it is
 * @property {string} problem
 * @property {boolean} busy
 * @property {string} asked the action that was pressed once
 */

/** @param {Form} form */
export function openForm(form) {
  /** @type {Filling} */
  const filling = { problem: '', busy: false, asked: '' };
  openDialog({ title: form.title, testid: form.testid, body: (dialog) => formView(form, filling, dialog) });
}

/** @param {Form} form @param {Filling} filling @param {Dialog} dialog */
function formView({ fields, save, actions = [] }, filling, dialog) {
  const { problem, busy } = filling;
  return html`<form
    class="form"
    @submit=${(/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const values = valuesOf(event);
      attempt(() => save(values), filling, dialog);
    }}
  >
    ${fields(dialog)}
    ${problem ? html`<p class="problem" role="alert" data-testid="form-problem">${problem}</p>` : nothing}
    <footer>
      ${actions.map((action) => actionView(action, filling, dialog))}
      <span class="grow"></span>
      <button type="button" @click=${dialog.close}>${t('cancel')}</button>
      <button type="submit" class="primary" data-testid="form-save" ?disabled=${busy}>${t('save')}</button>
    </footer>
  </form>`;
}

/** What cannot be undone asks first. @param {Action} action @param {Filling} filling @param {Dialog} dialog */
function actionView({ id, word, act, final }, filling, dialog) {
  const sure = filling.asked === id;
  const press = () => {
    if (final && !sure) {
      filling.asked = id;
      dialog.draw();
    } else attempt(act, filling, dialog);
  };
  return html`<button
    type="button"
    class=${final ? 'danger' : ''}
    data-testid="form-${id}"
    ?disabled=${filling.busy}
    @click=${press}
  >
    ${sure ? t('sure', { what: t(word) }) : t(word)}
  </button>`;
}

/** @param {() => Promise<unknown>} act @param {Filling} filling @param {Dialog} dialog */
async function attempt(act, filling, dialog) {
  Object.assign(filling, { busy: true, problem: '', asked: '' });
  dialog.draw();
  try {
    await act();
    dialog.close();
    tell(t('saved'));
  } catch (err) {
    filling.problem = err instanceof Error ? err.message : String(err);
  }
  filling.busy = false;
  dialog.draw();
}

// Dialogs: made when asked for, gone when closed. Escape, focus and the backdrop are the browser's.

import { html, nothing, render } from 'lit-html';
import { icon } from './icons.js';
import { t } from './words/words.js';

/**
 * @typedef {object} Dialog
 * @property {() => void} close
 * @property {() => void} draw again, after what it shows has changed
 */

/**
 * @param {{ title: string, testid: string, body: (dialog: Dialog) => unknown }} of
 * @returns {Dialog}
 */
export function openDialog({ title, testid, body }) {
  const element = document.createElement('dialog');
  const dialog = { close: () => element.close(), draw };
  element.dataset.testid = testid;
  element.ariaLabel = title;
  element.addEventListener('close', () => element.remove());
  element.addEventListener('pointerdown', (event) => {
    if (event.target === element) element.close();
  });
  draw();
  document.body.append(element);
  element.showModal();
  // The browser would take the button that closes it.
  const first = element.querySelector('form :is(input, select, textarea), .sheet > :not(header) button');
  if (first instanceof HTMLElement) first.focus();
  return dialog;

  function draw() {
    render(frame(title, body(dialog), dialog.close), element);
  }
}

/**
 * @param {string} title
 * @param {unknown} body
 * @param {() => void} close
 */
function frame(title, body, close) {
  return html`<div class="sheet">
    <header>
      <h2>${title}</h2>
      <button type="button" class="ghost" aria-label=${t('close')} @click=${close}>×</button>
    </header>
    ${body}
  </div>`;
}

/**
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {string} value
 * @property {'text' | 'number' | 'url'} [type]
 * @property {string} [pattern] a field that has one is required
 * @property {string} [placeholder]
 * @property {unknown} [beside] a button for it
 */

/**
 * Asks for a few texts.
 * @param {{ title: string, fields: Field[], confirm: string, done: (values: Record<string, string>) => void }} of
 */
export function ask({ title, fields, confirm, done }) {
  openDialog({
    title,
    testid: 'ask-dialog',
    body: ({ close }) => html`<form
      class="form"
      @submit=${(/** @type {SubmitEvent} */ event) => {
        event.preventDefault();
        const values = valuesOf(event);
        close();
        done(values);
      }}
    >
      ${fields.map(fieldView)}
      <footer>
        <button type="button" @click=${close}>${t('cancel')}</button>
        <button type="submit" class="primary">${icon('send')}${confirm}</button>
      </footer>
    </form>`,
  });
}

/** @param {Field} field */
export function fieldView({ name, label, value, type = 'text', pattern, placeholder = '', beside }) {
  return html`<label class="field">
    <span>${label}</span>
    <span class="with-button">
      <input
        name=${name}
        type=${type}
        step="any"
        .value=${value}
        placeholder=${placeholder}
        pattern=${pattern ?? nothing}
        ?required=${pattern !== undefined}
        autocomplete="off"
        spellcheck="false"
      />${beside}
    </span>
  </label>`;
}

/** The texts of a form that is submitted. @param {Event} event @returns {Record<string, string>} */
export function valuesOf(event) {
  if (!(event.currentTarget instanceof HTMLFormElement)) return {};
  return Object.fromEntries([...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)]));
}

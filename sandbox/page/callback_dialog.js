// Where an app, or the contact assistant, gets what happens: URL, Token, EncodingAESKey. Saving verifies the URL for real.

import { html, nothing } from 'lit-html';
import { post, remove } from './api.js';
import { fieldView, openDialog, valuesOf } from './dialogs.js';
import { icon } from './icons.js';
import { complain, tell } from './toasts.js';
import { t } from './words/words.js';

/**
 * @typedef {object} Owner of a callback
 * @property {string} title of the dialog
 * @property {import('./types.js').Callback | undefined} callback
 * @property {{ agentid: number } | { contact: true }} who
 */

const EXAMPLE = 'http://127.0.0.1:3000/wecom';
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const TOKEN_LENGTH = 24;
const KEY_LENGTH = 43;

/**
 * @typedef {object} Asked
 * @property {Owner} owner
 * @property {boolean} busy while the URL is verified
 * @property {string} problem why it was refused
 *
 * @typedef {import('./dialogs.js').Dialog} Dialog
 */

/** A gear, with a dot when there is a callback. @param {Owner} owner */
export function callbackButton(owner) {
  const { title, callback, who } = owner;
  return html`<button
    type="button"
    class="ghost gear ${callback ? 'set' : ''}"
    data-testid=${'contact' in who ? 'contact-callback' : 'callback'}
    title=${title}
    aria-label=${title}
    @click=${() => openCallbackDialog(owner)}
  >
    ${icon('gear')}
  </button>`;
}

/** @param {Owner} owner */
export function openCallbackDialog(owner) {
  const asked = { owner, busy: false, problem: '' };
  openDialog({
    title: owner.title,
    testid: 'callback-dialog',
    body: (dialog) => formView(asked, dialog),
  });
}

/** @param {Asked} asked @param {Dialog} dialog */
function formView(asked, dialog) {
  const { owner, busy, problem } = asked;
  const { url = '', token = '', encodingAESKey = '', contacts = false } = owner.callback ?? {};
  return html`<form class="form" @submit=${(/** @type {SubmitEvent} */ event) => save(event, asked, dialog)}>
    <p class="hint">${t('contact' in owner.who ? 'contact_callback_hint' : 'callback_hint')}</p>
    ${fieldView({ name: 'url', label: 'URL', value: url, placeholder: EXAMPLE, pattern: 'https?://.+' })}
    ${fieldView({ name: 'token', label: 'Token', value: token, pattern: '.+', beside: randomView('token') })}
    ${fieldView({
      name: 'encodingAESKey',
      label: 'EncodingAESKey',
      value: encodingAESKey,
      pattern: '[A-Za-z0-9]{43}',
      beside: randomView('encodingAESKey'),
    })}
    ${'contact' in owner.who ? nothing : contactsView(contacts)}
    ${problem ? html`<p class="problem" role="alert" data-testid="callback-problem">${problem}</p>` : nothing}
    <footer>
      ${owner.callback ? removeView(owner, dialog) : nothing}
      <span class="grow"></span>
      <button type="submit" class="primary" data-testid="callback-save" ?disabled=${busy}>
        ${t(busy ? 'verifying' : 'verify_save')}
      </button>
    </footer>
  </form>`;
}

/** The contact assistant gets those anyway. @param {boolean} contacts */
function contactsView(contacts) {
  return html`<label class="check">
    <input type="checkbox" name="contacts" ?checked=${contacts} /><span>${t('callback_contacts')}</span>
  </label>`;
}

/** @param {Owner} owner @param {Dialog} dialog */
function removeView({ who }, dialog) {
  const drop = () => remove('callback', who).then(dialog.close, complain);
  return html`<button type="button" class="danger" data-testid="callback-remove" @click=${drop}>${t('remove')}</button>`;
}

/** @param {Event} event @param {Asked} asked @param {Dialog} dialog */
async function save(event, asked, dialog) {
  event.preventDefault();
  const { url, token, encodingAESKey, contacts } = valuesOf(event);
  const body = { ...asked.owner.who, url, token, encodingAESKey, ...(contacts && { contacts: true }) };
  Object.assign(asked, { busy: true, problem: '' });
  dialog.draw();
  try {
    await post('callback', body);
    tell(t('callback_saved'));
    dialog.close();
  } catch (err) {
    asked.problem = err instanceof Error ? err.message : String(err);
  }
  asked.busy = false;
  dialog.draw();
}

/** @param {'token' | 'encodingAESKey'} name */
function randomView(name) {
  return html`<button type="button" data-testid="random-${name}" @click=${(/** @type {Event} */ event) => fillRandom(event, name)}>
    ${t('random')}
  </button>`;
}

/** @param {Event} event @param {'token' | 'encodingAESKey'} name */
function fillRandom({ currentTarget }, name) {
  const input = currentTarget instanceof HTMLElement ? currentTarget.parentElement?.querySelector('input') : undefined;
  if (input) input.value = randomText(name === 'token' ? TOKEN_LENGTH : KEY_LENGTH);
}

/** @param {number} length */
function randomText(length) {
  return [...crypto.getRandomValues(new Uint32Array(length))].map((value) => LETTERS[value % LETTERS.length]).join('');
}

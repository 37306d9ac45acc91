// Where an app, or the contact assistant, gets what happens: URL, Token, EncodingAESKey. Saving verifies the URL for real.

import { post, remove } from './api.js';
import { openDialog, valuesOf } from './dialogs.js';
import { html, nothing } from './lit-html/lit-html.js';
import { loadCompany } from './load.js';
import { complain, tell } from './toasts.js';
import { t } from './words.js';

/**
 * @typedef {object} Owner of a callback
 * @property {string} name
 * @property {import('./types.js').Callback | undefined} callback
 * @property {{ agentid: number } | { contact: true }} who
 */

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const TOKEN_LENGTH = 24;
const KEY_LENGTH = 43;

/** @param {Owner} owner */
export function openCallbackDialog({ name, callback, who }) {
  let problem = '';
  let busy = false;
  const dialog = openDialog({ title: `${t('callback')} · ${name}`, testid: 'callback-dialog', body: view });

  function view() {
    const { url = '', token = '', encodingAESKey = '', contacts = false } = callback ?? {};
    return html`<form class="form" @submit=${save}>
      <p class="hint">${t('contact' in who ? 'contact_callback_hint' : 'callback_hint')}</p>
      ${fieldView('url', 'URL', url, 'http://127.0.0.1:3000/wecom', 'https?://.+')} ${fieldView('token', 'Token', token, '', '.+')}
      ${fieldView('encodingAESKey', 'EncodingAESKey', encodingAESKey, '', '[A-Za-z0-9]{43}')}
      <label class="check"><input type="checkbox" name="contacts" ?checked=${contacts} /><span>${t('callback_contacts')}</span></label>
      ${problem ? html`<p class="problem" role="alert" data-testid="callback-problem">${problem}</p>` : nothing}
      <footer>
        ${callback ? html`<button type="button" class="danger" data-testid="callback-remove" @click=${drop}>${t('remove')}</button>` : nothing}
        <span class="grow"></span>
        <button type="submit" class="primary" data-testid="callback-save" ?disabled=${busy}>${t(busy ? 'verifying' : 'verify_save')}</button>
      </footer>
    </form>`;
  }

  /** @param {Event} event */
  async function save(event) {
    event.preventDefault();
    const { url, token, encodingAESKey, contacts } = valuesOf(event);
    problem = '';
    busy = true;
    dialog.draw();
    try {
      await post('callback', { ...who, url, token, encodingAESKey, ...(contacts && { contacts: true }) });
      tell(t('callback_saved'));
      await loadCompany();
      dialog.close();
    } catch (err) {
      problem = err instanceof Error ? err.message : String(err);
    }
    busy = false;
    dialog.draw();
  }

  function drop() {
    remove('callback', who).then(loadCompany).then(dialog.close, complain);
  }
}

/**
 * @param {'url' | 'token' | 'encodingAESKey'} name
 * @param {string} label
 * @param {string} value
 * @param {string} placeholder
 * @param {string} pattern
 */
function fieldView(name, label, value, placeholder, pattern) {
  return html`<label class="field">
    <span>${label}</span>
    <span class="with-button">
      <input name=${name} value=${value} placeholder=${placeholder} pattern=${pattern} required spellcheck="false" autocomplete="off" />
      ${name === 'url' ? nothing : randomView(name)}
    </span>
  </label>`;
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

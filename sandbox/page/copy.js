// Copying: into the clipboard, or where the browser has none for us (plain HTTP from another machine) at least selected.

import { html } from 'lit-html';
import { icon } from './icons.js';
import { complain, tell } from './toasts.js';
import { t } from './words/words.js';

/** A button for the text beside it: the nearest pre or code. @param {string} name of what is copied */
export function copyButton(name) {
  const label = `${t('copy')}: ${name}`;
  return html`<button type="button" class="ghost" data-testid="copy" aria-label=${label} title=${label} @click=${copyBeside}>
    ${icon('copy')}
  </button>`;
}

/** @param {Event} event */
function copyBeside({ currentTarget }) {
  const body =
    currentTarget instanceof HTMLElement ? currentTarget.parentElement?.querySelector('pre, code') : undefined;
  if (!body) return;
  getSelection()?.selectAllChildren(body);
  copyText(body.textContent ?? '');
}

/** @param {string} words */
export function copyText(words) {
  navigator.clipboard?.writeText(words).then(() => tell(t('copied')), complain);
}

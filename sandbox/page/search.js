// A field to search in.

import { html } from 'lit-html';
import { icon } from './icons.js';

/** @param {{ testid: string, hint: string, input: (value: string) => void }} of */
export function searchField({ testid, hint, input }) {
  return html`<div class="search">
    ${icon('search')}
    <input
      type="search"
      data-testid=${testid}
      placeholder=${hint}
      aria-label=${hint}
      @input=${(/** @type {InputEvent} */ { target }) => target instanceof HTMLInputElement && input(target.value)}
    />
  </div>`;
}

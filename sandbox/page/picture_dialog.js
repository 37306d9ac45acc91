// A picture as large as the window lets it be.

import { html } from 'lit-html';
import { openDialog } from './dialogs.js';
import { t } from './words/words.js';

/** @param {string} url */
export function openPicture(url) {
  openDialog({
    title: t('type_image'),
    testid: 'picture-dialog',
    body: () => html`<img class="whole" src=${url} alt=${t('type_image')} />`,
  });
}

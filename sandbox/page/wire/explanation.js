// An errcode in words, with the likely cause of this very request.

import { html, nothing } from 'lit-html';
import { meaningOf } from '../errcodes/index.js';
import { t } from '../words/words.js';
import { causeOf } from './causes.js';

const LOOK_UP = 'https://open.work.weixin.qq.com/devtool/query?e=';

/** @param {import('../types.js').WireEntry} entry */
export function explanationView(entry) {
  const { errcode } = entry;
  const cause = causeOf(entry);
  if ((errcode === undefined || errcode === 0) && cause === undefined) return nothing;
  return html`<div class="explanation" data-testid="explanation">
    ${errcode === undefined ? nothing : codeView(errcode)}
    ${cause === undefined ? nothing : html`<p data-testid="cause"><b>${t('likely')}</b> ${cause}</p>`}
  </div>`;
}

/** @param {number} errcode */
function codeView(errcode) {
  return html`<p>
    <b>${errcode}</b> ${meaningOf(errcode)}
    <a href="${LOOK_UP}${errcode}" target="_blank" rel="noreferrer noopener">${t('errcode_query')}</a>
  </p>`;
}

// miniprogram_notice: a mini program's news, as a small table.
import { html, nothing } from 'lit-html';
import { flag, objects, text } from '../read.js';
import { t } from '../words/words.js';

/** @param {import('../types.js').Fields} part */
export function noticeView(part) {
  const items = objects(part, 'content_item');
  const first = flag(part, 'emphasis_first_item') ? items[0] : undefined;
  return html`<div class="bubble notice-card" title=${text(part, 'appid')}>
    <b class="title">${text(part, 'title')}</b>
    ${text(part, 'description') ? html`<p class="description">${text(part, 'description')}</p>` : nothing}
    ${first && html`<p class="emphasis"><small>${text(first, 'key')}</small><b>${text(first, 'value')}</b></p>`}
    <dl class="pairs">
      ${items.map((item) =>
        item === first ? nothing : html`<div><dt>${text(item, 'key')}</dt><dd>${text(item, 'value')}</dd></div>`,
      )}
    </dl>
    <span class="foot">${t('miniprogram')} <code>${text(part, 'page')}</code></span>
  </div>`;
}

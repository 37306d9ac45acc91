// Below a message: that it is confidential, ids that stay as they are, and what the real WeCom would do with it.

import { html, nothing } from '../lit-html/lit-html.js';
import { isFields, list, number, text } from '../read.js';
import { failureWords, t } from '../words/words.js';
import { hasIds } from './id_trans.js';

/** @typedef {import('../types.js').Fields} Fields */

/** @param {Fields} body @param {Fields} part @param {import('../types.js').Message | undefined} message */
export function remarksView(body, part, message) {
  const untranslated = number(body, 'enable_id_trans') !== 1 && hasIds(part);
  const safe = number(body, 'safe') ?? 0;
  return html`${safe > 0 ? html`<small class="remark safe" data-testid="safe">${t(safe === 2 ? 'safe_2' : 'safe_1')}</small>` : nothing}
    ${untranslated ? html`<small class="remark hint-line" data-testid="untranslated">${t('untranslated')}</small>` : nothing}
    ${list(message, 'warnings').map((warning) => html`<small class="remark hint-line" data-testid="warning">${warningWords(warning)}</small>`)}`;
}

/** @param {unknown} warning in words, or a code with words */
function warningWords(warning) {
  if (!isFields(warning)) return String(warning);
  return failureWords({ code: text(warning, 'code') }, text(warning, 'message') || text(warning, 'code'));
}

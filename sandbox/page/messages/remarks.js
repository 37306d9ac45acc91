// Below a message: that it is confidential, ids that stay as they are, and what the real WeCom would do with it.

import { html, nothing } from 'lit-html';
import { number } from '../read.js';
import { t, warningWords } from '../words/words.js';
import { hasIds } from './id_trans.js';

/** @typedef {import('../types.js').Fields} Fields */

/** @param {Fields} body @param {Fields} part @param {import('../types.js').Message | undefined} message */
export function remarksView(body, part, message) {
  const untranslated = number(body, 'enable_id_trans') !== 1 && hasIds(part);
  const safe = number(body, 'safe') ?? 0;
  return html`${safe > 0 ? html`<small class="remark safe" data-testid="safe">${t(safe === 2 ? 'safe_2' : 'safe_1')}</small>` : nothing}
    ${untranslated ? html`<small class="remark hint-line" data-testid="untranslated">${t('untranslated')}</small>` : nothing}
    ${warningsView(message?.warnings)}`;
}

/** @param {import('../types.js').Warning[]} [warnings] */
export function warningsView(warnings = []) {
  return warnings.map(
    (warning) => html`<small class="remark hint-line" data-testid="warning">${warningWords(warning)}</small>`,
  );
}

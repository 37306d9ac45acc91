// Batch and export jobs: how far they are, and what was refused.

import { html, nothing } from 'lit-html';
import { meaningOf } from '../errcodes/index.js';
import { ownPath } from '../messages/links.js';
import { sizeText } from '../messages/media_info.js';
import { number, text } from '../read.js';
import { t } from '../words/words.js';
import { keptNow } from './kept.js';

/**
 * @typedef {import('../types.js').JobView} JobView
 * @typedef {import('../types.js').ExportView} ExportView
 * @typedef {import('../types.js').Fields} Fields
 */

export function jobsView() {
  const kept = keptNow();
  if (kept === undefined) return html`<p class="hint">${t('loading')}</p>`;
  const { jobs, exports } = kept;
  if (jobs.length + exports.length === 0) return html`<p class="hint">${t('no_jobs')}</p>`;
  return html`<ul class="rows" data-testid="admin-jobs">${jobs.map(jobRow)} ${exports.map(exportRow)}</ul>`;
}

/** @param {JobView} job */
function jobRow({ jobid, type, status, total, done, errcode, refused, rows }) {
  const failed = errcode !== 0;
  return html`<li data-testid="job">
    <span class="grow"><b>${t(`job_${type}`)}</b><code>${jobid}</code></span>
    <span>${done} / ${total}</span>
    <small class="result ${failed || refused > 0 ? 'bad' : 'good'}">${failed ? t('job_failed') : t(`job_state_${status}`)}</small>
    ${failed ? html`<p class="problem">${errcode} ${meaningOf(errcode)}</p>` : nothing}
    ${refused > 0 ? refusedView(refused, rows) : nothing}
  </li>`;
}

/** @param {number} count @param {Fields[]} rows */
function refusedView(count, rows) {
  return html`<details class="wide">
    <summary>${t('refused_rows', { count })}</summary>
    <ul>
      ${rows.map((row) => html`<li><code>${text(row, 'userid') || text(row, 'partyid')}</code> ${refusal(number(row, 'errcode') ?? 0)}</li>`)}
    </ul>
  </details>`;
}

/** @param {number} errcode */
function refusal(errcode) {
  return `${errcode} ${meaningOf(errcode)}`;
}

/** @param {ExportView} job */
function exportRow({ jobid, status, data_list }) {
  return html`<li data-testid="job">
    <span class="grow"><b>${t('job_export')}</b><code>${jobid}</code></span>
    ${data_list.map(({ url, size }) => html`<a href=${ownPath(url) ?? url} download>${sizeText(size)}</a>`)}
    <small class="result ${status === 3 ? 'bad' : 'good'}">${t(status === 1 ? 'job_state_2' : status === 2 ? 'job_state_3' : 'job_failed')}</small>
  </li>`;
}

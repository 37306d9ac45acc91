// The files that the sandbox keeps.

import { html } from 'lit-html';
import { copyButton } from '../copy.js';
import { icon } from '../icons.js';
import { mediaUrl } from '../messages/links.js';
import { sizeText } from '../messages/media_info.js';
import { openPicture } from '../picture_dialog.js';
import { now } from '../store.js';
import { duration, MINUTE } from '../time.js';
import { t, wordOr } from '../words/words.js';
import { keptNow } from './kept.js';

/** @typedef {import('../types.js').MediumView} MediumView */

const PICTURES = ['image', 'picture'];

export function mediaView() {
  const media = keptNow()?.media;
  if (media === undefined) return html`<p class="hint">${t('loading')}</p>`;
  if (media.length === 0) return html`<p class="hint">${t('no_media')}</p>`;
  return html`<ul class="rows" data-testid="admin-media">${media.map(rowView)}</ul>`;
}

/** @param {MediumView} medium */
function rowView({ media_id, type, filename, size, expires }) {
  const url = mediaUrl(media_id);
  return html`<li data-testid="medium">
    ${PICTURES.includes(type) ? pictureView(url, filename) : html`<span class="thumb">${icon(iconOf(type))}</span>`}
    <span class="grow">
      <b>${filename}</b>
      <small>${wordOr(`type_${type}`, type)} · ${sizeText(size)} · ${expires === null ? t('for_ever') : t('expires_in', { time: left(expires) })}</small>
      <code>${media_id}</code>
    </span>
    ${copyButton('media_id')}
    <a class="button" href=${url} download>${t('download')}</a>
  </li>`;
}

/** @param {string} url @param {string} filename */
function pictureView(url, filename) {
  return html`<button type="button" class="thumb" aria-label="${t('enlarge')}: ${filename}" @click=${() => openPicture(url)}>
    <img src=${url} alt="" loading="lazy" />
  </button>`;
}

/** @param {string} type @returns {import('../icons.js').Icon} */
function iconOf(type) {
  return type === 'voice' || type === 'video' ? type : 'file';
}

/** To the minute, so that it does not change all the time. @param {number} expires */
function left(expires) {
  return duration(Math.max(MINUTE, Math.round((expires - now()) / MINUTE) * MINUTE));
}

// Pictures, voices, videos and files, kept by the sandbox.

import { html, nothing } from 'lit-html';
import { until } from 'lit-html/directives/until.js';
import { icon } from '../icons.js';
import { openPicture } from '../picture_dialog.js';
import { text } from '../read.js';
import { t } from '../words/words.js';
import { mediaUrl, ownPicture } from './links.js';
import { mediaInfo, sizeText } from './media_info.js';

/** @typedef {import('../types.js').Fields} Fields */

const BASE64 = /^[A-Za-z0-9+/\s]+=*\s*$/;

/** An app's has a media_id, a robot's is in the message itself. @param {Fields} part */
export function imageView(part) {
  const base64 = text(part, 'base64');
  const url = BASE64.test(base64) ? dataUrl(base64) : mediaUrl(text(part, 'media_id'));
  return pictureView(url);
}

/** @param {string} base64 */
function dataUrl(base64) {
  return `data:image/${base64.startsWith('/9j/') ? 'jpeg' : 'png'};base64,${base64.replace(/\s/g, '')}`;
}

/** @param {string} url */
export function pictureView(url) {
  return html`<button type="button" class="photo" aria-label=${t('enlarge')} @click=${() => openPicture(url)}>
    ${ownPicture(url)}
  </button>`;
}

/** Browsers play no AMR, so it is to be taken away. @param {Fields} part */
export function voiceView(part) {
  return voiceBubble(text(part, 'media_id'));
}

/** @param {string} media_id */
export function voiceBubble(media_id) {
  return html`<div class="bubble voice">
    <span class="bars" role="img" aria-label=${t('type_voice')}><i></i><i></i><i></i><i></i><i></i><i></i><i></i></span>
    <a href=${mediaUrl(media_id)} download>${t('download')}</a>
  </div>`;
}

/** @param {Fields} part */
export function videoView(part) {
  const title = text(part, 'title');
  const description = text(part, 'description');
  return html`<figure class="bubble film">
    ${filmView(text(part, 'media_id'))}
    ${
      title || description
        ? html`<figcaption><b>${title}</b>${description ? html`<p>${description}</p>` : nothing}</figcaption>`
        : nothing
    }
  </figure>`;
}

/** @param {string} media_id */
export function filmView(media_id) {
  return html`<video src=${mediaUrl(media_id)} controls preload="metadata"></video>`;
}

/** @param {Fields} part */
export function fileView(part) {
  const media_id = text(part, 'media_id');
  const info = mediaInfo(media_id);
  return html`<a class="bubble file" href=${mediaUrl(media_id)} download title=${media_id}>
    <span class="kind" aria-hidden="true">${icon('file')}</span>
    <span class="about">
      <b>${until(
        info.then(({ filename }) => filename || t('type_file')),
        t('type_file'),
      )}</b>
      <small>${until(
        info.then(({ size }) => (size === undefined ? t('download') : sizeText(size))),
        '…',
      )}</small>
    </span>
  </a>`;
}

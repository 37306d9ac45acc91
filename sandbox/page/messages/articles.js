// textcard, news and mpnews: what is read by opening it.

import { html, nothing } from 'lit-html';
import { openDialog } from '../dialogs.js';
import { objects, text } from '../read.js';
import { t } from '../words/words.js';
import { link, mediaUrl, ownPicture, picture } from './links.js';

/** @typedef {import('../types.js').Fields} Fields */

/** @param {Fields} part */
export function textcardView(part) {
  return link(
    text(part, 'url'),
    html`<b class="title">${text(part, 'title')}</b>
      <span class="description">${described(text(part, 'description'))}</span>
      <span class="foot">${text(part, 'btntxt') || t('details')}</span>`,
    'bubble textcard',
  );
}

const MARKUP = /<div(?:\s+class\s*=\s*["']?(gray|normal|highlight)["']?)?\s*>([\s\S]*?)<\/div>|<br\s*\/?>/gi;

/** A textcard's few tags: a div of three classes, and br. @param {string} description */
export function described(description) {
  const drawn = [];
  let end = 0;
  for (const match of description.matchAll(MARKUP)) {
    drawn.push(description.slice(end, match.index));
    if (match[2] === undefined) drawn.push(html`<br />`);
    else drawn.push(html`<span class="tone-${match[1] ?? 'normal'}">${match[2].replace(/<br\s*\/?>/gi, '\n')}</span>`);
    end = match.index + match[0].length;
  }
  drawn.push(description.slice(end));
  return drawn;
}

/** @param {Fields} part */
export function newsView(part) {
  const articles = objects(part, 'articles');
  return html`<div class="bubble news">
    ${articles.map((article, index) => {
      const url = text(article, 'url');
      const cover = text(article, 'picurl');
      const target = text(article, 'appid') ? t('miniprogram') : '';
      return link(
        url,
        articleView(article, cover === '' ? nothing : picture(cover), index, articles.length, target),
        classOf(index),
      );
    })}
  </div>`;
}

/** @param {Fields} part */
export function mpnewsView(part) {
  const articles = objects(part, 'articles');
  if (articles.length === 0) return html`<div class="bubble"><code>${text(part, 'media_id')}</code></div>`;
  return html`<div class="bubble news">
    ${articles.map(
      (article, index) => html`<button type="button" class=${classOf(index)} @click=${() => read(article)}>
        ${articleView(article, ownPicture(mediaUrl(text(article, 'thumb_media_id'))), index, articles.length, '')}
      </button>`,
    )}
  </div>`;
}

/** @param {number} index */
function classOf(index) {
  return index === 0 ? 'article first' : 'article';
}

/**
 * The first is large; alone, it has its description too.
 * @param {Fields} article
 * @param {unknown} cover
 * @param {number} index
 * @param {number} count
 * @param {string} remark
 */
function articleView(article, cover, index, count, remark) {
  const description = text(article, 'description') || text(article, 'digest');
  return html`${cover}<span class="words">
      <b class="title">${text(article, 'title')}</b>
      ${count === 1 && description ? html`<span class="description">${description}</span>` : nothing}
      ${remark && index === 0 ? html`<small>${remark}</small>` : nothing}
    </span>`;
}

const UNSEEN = /<!--[\s\S]*?-->|<(script|style)\b[\s\S]*?<\/\1\s*>/gi;
const BLOCK = /<(?:br|\/(?:p|div|h[1-6]|li|tr))\b[^>]*>/gi;
const TAG = /<\/?[a-z][^>]*>/gi;

/** Its HTML is the sender's, so only the words of it. What the parser gets has entities, and no element. @param {string} content */
function wordsOf(content) {
  const words = content.replace(UNSEEN, '').replace(BLOCK, '\n').replace(TAG, '').replaceAll('<', '&lt;');
  return (new DOMParser().parseFromString(words, 'text/html').body.textContent ?? '').trim();
}

/** @param {Fields} article */
function read(article) {
  const source = text(article, 'content_source_url');
  openDialog({
    title: text(article, 'title'),
    testid: 'article-dialog',
    body: () => html`<div class="reading">
      ${text(article, 'author') ? html`<p class="hint">${text(article, 'author')}</p>` : nothing}
      <p class="words">${wordsOf(text(article, 'content'))}</p>
      ${source ? html`<p>${link(source, t('read_source'))}</p>` : nothing}
      <p class="hint">${t('words_only')}</p>
    </div>`,
  });
}

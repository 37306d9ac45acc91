// template_card, of all five card_types: the parts that they have in common, top to bottom.

import { html, nothing } from 'lit-html';
import { nameOf } from '../company.js';
import { isFields, number, object, objects, text } from '../read.js';
import { t } from '../words/words.js';
import { actionsView, controlsView } from './card_controls.js';
import { link, mediaUrl, picture } from './links.js';

/**
 * @typedef {import('../types.js').Fields} Fields
 * @typedef {import('../types.js').Message} Message
 * @typedef {import('../types.js').Viewer} Viewer
 */

/** As this member sees it: the card may have been replaced for them. @param {Fields} part @param {Viewer} viewer @param {Message | undefined} message */
export function cardView(part, viewer, message) {
  const update = object(message?.updates, viewer.userid);
  const card = object(update, 'template_card') ?? part;
  const replaced = text(object(update, 'button'), 'replace_name') || text(card, 'replace_text');
  const context = { card, viewer, message, replaced };
  return html`<div class="bubble card" data-testid="card">
    ${sourceView(card)} ${actionsView(context)} ${imageView(card)} ${titleView(card)} ${areaView(card)} ${emphasisView(card)}
    ${quoteView(card)} ${verticalView(card)}
    ${text(card, 'sub_title_text') ? html`<p class="sub-title">${text(card, 'sub_title_text')}</p>` : nothing}
    ${horizontalView(card)} ${jumpsView(card)} ${controlsView(context)} ${cardAction(card)}
  </div>`;
}

/** @param {Fields} card */
function sourceView(card) {
  const source = object(card, 'source');
  if (source === undefined) return nothing;
  const icon = text(source, 'icon_url');
  return html`<p class="source tint-${number(source, 'desc_color') ?? 0}">
    ${icon ? picture(icon, 'icon-url') : nothing}<span>${text(source, 'desc')}</span>
  </p>`;
}

/** @param {Fields} card */
function imageView(card) {
  const image = object(card, 'card_image');
  const url = text(image, 'url');
  if (url === '') return nothing;
  return picture(url, (number(image, 'aspect_ratio') ?? 1.3) > 1.8 ? 'cover wide' : 'cover');
}

/** @param {Fields} card */
function titleView(card) {
  const main = object(card, 'main_title');
  const title = text(main, 'title');
  const desc = text(main, 'desc');
  return html`${title ? html`<b class="title">${title}</b>` : nothing}
  ${desc ? html`<p class="description">${desc}</p>` : nothing}`;
}

/** A link, a mini program or nothing at all, as `type` says. @param {Fields | undefined} part @param {unknown} content @param {string} name */
function typedLink(part, content, name) {
  const type = number(part, 'type') ?? 0;
  if (type === 1) return link(text(part, 'url'), content, name);
  if (type === 2)
    return html`<span class=${name} title=${`${t('miniprogram')} ${text(part, 'appid')} ${text(part, 'pagepath')}`}>${content}</span>`;
  return html`<span class=${name}>${content}</span>`;
}

/** @param {Fields} card */
function areaView(card) {
  const area = object(card, 'image_text_area');
  if (area === undefined) return nothing;
  const content = html`${picture(text(area, 'image_url'), 'thumb')}
    <span><b>${text(area, 'title')}</b><small>${text(area, 'desc')}</small></span>`;
  return typedLink(area, content, 'area');
}

/** @param {Fields} card */
function emphasisView(card) {
  const emphasis = object(card, 'emphasis_content');
  if (emphasis === undefined) return nothing;
  return html`<p class="emphasis"><b>${text(emphasis, 'title')}</b><small>${text(emphasis, 'desc')}</small></p>`;
}

/** @param {Fields} card */
function quoteView(card) {
  const quote = object(card, 'quote_area');
  if (quote === undefined) return nothing;
  const title = text(quote, 'title');
  return typedLink(
    quote,
    html`${title ? html`<b>${title}</b>` : nothing}<span>${text(quote, 'quote_text')}</span>`,
    'quote',
  );
}

/** @param {Fields} card */
function verticalView(card) {
  return objects(card, 'vertical_content_list').map(
    (row) => html`<p class="vertical"><b>${text(row, 'title')}</b><span>${text(row, 'desc')}</span></p>`,
  );
}

/** @param {Fields} card */
function horizontalView(card) {
  const rows = objects(card, 'horizontal_content_list');
  if (rows.length === 0) return nothing;
  return html`<dl class="pairs">
    ${rows.map((row) => html`<div><dt>${text(row, 'keyname')}</dt><dd>${valueView(row)}</dd></div>`)}
  </dl>`;
}

/** @param {Fields} row */
function valueView(row) {
  const type = number(row, 'type') ?? 0;
  const value = text(row, 'value');
  if (type === 1) return link(text(row, 'url'), value || text(row, 'url'));
  if (type === 2) return html`<a href=${mediaUrl(text(row, 'media_id'))} download>${value || t('type_file')}</a>`;
  if (type === 3) return html`<span class="mention">${value || nameOf(text(row, 'userid'))}</span>`;
  return value;
}

/** @param {Fields} card */
function jumpsView(card) {
  const jumps = objects(card, 'jump_list');
  if (jumps.length === 0) return nothing;
  return html`<ul class="jumps">${jumps.map((jump) => html`<li>${typedLink(jump, text(jump, 'title'), 'jump')}</li>`)}</ul>`;
}

/** The whole card leads somewhere: here it is a line at its foot, so that its buttons stay buttons. @param {Fields} card */
function cardAction(card) {
  const action = object(card, 'card_action');
  const type = number(action, 'type') ?? 0;
  if (!isFields(action) || (type !== 1 && type !== 2)) return nothing;
  return typedLink(action, type === 1 ? t('details') : t('miniprogram'), 'foot');
}

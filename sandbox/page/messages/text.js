// Texts: line breaks, links as WeCom's <a href>, and addresses that are simply written there.
import { html } from 'lit-html';
import { text } from '../read.js';
import { link } from './links.js';
import { mentionedView, mentionView } from './mentions.js';

/** @typedef {import('../types.js').Fields} Fields */

const LINK =
  /<@(?<mention>[^>\s]+)>|<a\s[^>]*?href\s*=\s*["']([^"']*)["'][^>]*>([^<]*)<\/a>|https?:\/\/[^\s<>"'，。）)]+/gi;

/** @param {Fields} part */
export function textView(part) {
  return html`<div class="bubble text">${linked(text(part, 'content'))}${mentionedView(part)}</div>`;
}

/** Everything that is not a link stays the text that it is. @param {string} content @returns {unknown[]} */
export function linked(content) {
  const drawn = [];
  let end = 0;
  for (const match of content.matchAll(LINK)) {
    drawn.push(content.slice(end, match.index));
    const { mention } = match.groups ?? {};
    drawn.push(mention === undefined ? link(match[2] ?? match[0], match[3] ?? match[0]) : mentionView(mention));
    end = match.index + match[0].length;
  }
  drawn.push(content.slice(end));
  return drawn;
}

// WeCom's two markdowns into templates: blocks by lines, then what is inside of a line. What one of them does not draw stays the text
// that it is, and is noted. https://developer.work.weixin.qq.com/document/path/99110

import { html, nothing } from 'lit-html';
import { text } from '../read.js';
import { t } from '../words/words.js';
import { link, picture } from './links.js';
import { mentionView } from './mentions.js';

/** @typedef {{ drawn: unknown, next: number }} Block next: the line that follows it */

/**
 * @typedef {'italic' | 'image' | 'colour' | 'mention' | 'list' | 'table' | 'rule' | 'fence'} Feature what only one of them draws
 * @typedef {object} Dialect
 * @property {ReadonlySet<Feature>} draws
 * @property {Set<Feature>} missed
 */

/** @type {Feature[]} */
const FIRST = ['colour', 'mention'];
/** @type {Feature[]} */
const SECOND = ['italic', 'image', 'list', 'table', 'rule', 'fence'];

/** @param {import('../types.js').Fields} part */
export function markdownView(part) {
  return view(part, FIRST, 'markdown');
}

/** @param {import('../types.js').Fields} part */
export function markdownV2View(part) {
  return view(part, SECOND, 'markdown_v2');
}

/** @param {import('../types.js').Fields} part @param {Feature[]} draws @param {string} name */
function view(part, draws, name) {
  /** @type {Dialect} */
  const dialect = { draws: new Set(draws), missed: new Set() };
  const drawn = blocks(text(part, 'content').split('\n'), dialect);
  const what = [...dialect.missed].map((feature) => t(`markdown_${feature}`)).join(t('comma'));
  return html`<div class="bubble markdown">${drawn}</div>
    ${what === '' ? nothing : html`<small class="remark hint-line" data-testid="not-drawn">${t('not_drawn', { name, what })}</small>`}`;
}

/** Whether it is drawn; it is noted if not. @param {Dialect} dialect @param {Feature} feature */
function draws({ draws: known, missed }, feature) {
  if (known.has(feature)) return true;
  missed.add(feature);
  return false;
}

/** @param {string[]} lines @param {Dialect} dialect @returns {unknown[]} */
function blocks(lines, dialect) {
  const drawn = [];
  for (let index = 0; index < lines.length; ) {
    const block = blockAt(lines, index, dialect);
    drawn.push(block.drawn);
    index = block.next;
  }
  return drawn;
}

/** @param {string[]} lines @param {number} index @param {Dialect} dialect @returns {Block} */
function blockAt(lines, index, dialect) {
  const line = lines[index] ?? '';
  const next = index + 1;
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading)
    return { drawn: html`<p class="h h-${heading[1]?.length}">${inline(heading[2] ?? '', dialect)}</p>`, next };
  if (line.startsWith('```') && draws(dialect, 'fence')) return fence(lines, index);
  if (line.startsWith('>')) return quote(lines, index, dialect);
  if (/^\s*(?:-{3,}|\*{3,})\s*$/.test(line) && draws(dialect, 'rule')) return { drawn: html`<hr />`, next };
  if (/^\s*(?:[-*+]|\d+\.)\s/.test(line) && draws(dialect, 'list')) return { drawn: item(line, dialect), next };
  if (line.startsWith('|') && draws(dialect, 'table')) return table(lines, index, dialect);
  return { drawn: html`<p>${line === '' ? html`<br />` : inline(line, dialect)}</p>`, next };
}

/** @param {string[]} lines @param {number} index @param {(line: string) => boolean} belongs */
function endOf(lines, index, belongs) {
  let end = index;
  while (end < lines.length && belongs(lines[end] ?? '')) end += 1;
  return end;
}

/** @param {string[]} lines @param {number} index @returns {Block} */
function fence(lines, index) {
  const end = endOf(lines, index + 1, (line) => !line.startsWith('```'));
  return { drawn: html`<pre>${lines.slice(index + 1, end).join('\n')}</pre>`, next: end + 1 };
}

/** @param {string[]} lines @param {number} index @param {Dialect} dialect @returns {Block} */
function quote(lines, index, dialect) {
  const end = endOf(lines, index, (line) => line.startsWith('>'));
  const quoted = lines.slice(index, end).map((line) => line.replace(/^>[ \t]?/, ''));
  return { drawn: html`<blockquote>${blocks(quoted, dialect)}</blockquote>`, next: end };
}

/** @param {string[]} lines @param {number} index @param {Dialect} dialect @returns {Block} */
function table(lines, index, dialect) {
  const end = endOf(lines, index, (line) => line.startsWith('|'));
  const rows = lines.slice(index, end).filter((line) => !/^[|:\-\s]+$/.test(line));
  const drawn = rows.map((row) => {
    const cells = row.replace(/^\||\|\s*$/g, '').split('|');
    return html`<tr>${cells.map((cell) => html`<td>${inline(cell.trim(), dialect)}</td>`)}</tr>`;
  });
  return { drawn: html`<table>${drawn}</table>`, next: end };
}

/** As deep as its spaces say. @param {string} line @param {Dialect} dialect */
function item(line, dialect) {
  const [, indent = '', mark = '', rest = ''] = /^(\s*)([-*+]|\d+\.)\s+(.*)$/.exec(line) ?? [];
  const depth = indent.replaceAll('\t', '    ').length;
  return html`<p class="item" .style=${`--depth: ${depth}`}>
    <span>${/\d/.test(mark) ? mark : '•'}</span><span>${inline(rest, dialect)}</span>
  </p>`;
}

const INLINE = new RegExp(
  [
    '\\*\\*(?<bold>[^*\\n]+)\\*\\*',
    '`(?<code>[^`\\n]+)`',
    '!\\[[^\\]\\n]*\\]\\((?<image>[^)\\s]+)\\)',
    '\\[(?<words>[^\\]\\n]+)\\]\\((?<url>[^)\\s]+)\\)',
    '<font\\s+color\\s*=\\s*["\']?(?<color>info|comment|warning)["\']?\\s*>(?<coloured>[^<\\n]*(?:<@[^>\\n]*>[^<\\n]*)*)</font>',
    '<@(?<mention>[^>\\n]+)>',
    '\\*(?<italic>[^*\\s][^*\\n]*)\\*',
  ].join('|'),
  'g',
);

/** What is not markup stays the text that it is. @param {string} line @param {Dialect} dialect @returns {unknown[]} */
function inline(line, dialect) {
  const drawn = [];
  let end = 0;
  for (const match of line.matchAll(INLINE)) {
    drawn.push(line.slice(end, match.index));
    drawn.push(marked(match[0], match.groups ?? {}, dialect));
    end = match.index + match[0].length;
  }
  drawn.push(line.slice(end));
  return drawn;
}

/** @param {string} literal @param {Record<string, string | undefined>} groups @param {Dialect} dialect @returns {unknown} */
function marked(literal, { bold, code, image, words, url, color, coloured, mention, italic }, dialect) {
  if (bold !== undefined) return html`<strong>${inline(bold, dialect)}</strong>`;
  if (code !== undefined) return html`<code>${code}</code>`;
  if (words !== undefined) return link(url ?? '', words);
  if (image !== undefined) return draws(dialect, 'image') ? picture(image) : literal;
  if (color !== undefined) {
    return draws(dialect, 'colour')
      ? html`<span class="font-${color}">${inline(coloured ?? '', dialect)}</span>`
      : literal;
  }
  if (mention !== undefined) return draws(dialect, 'mention') ? mentionView(mention) : literal;
  return draws(dialect, 'italic') ? html`<em>${italic}</em>` : literal;
}

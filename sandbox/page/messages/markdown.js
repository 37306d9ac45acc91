// WeCom's markdown (and what markdown_v2 adds) into templates: blocks by lines, then what is inside of a line.

import { nameOf } from '../company.js';
import { html } from '../lit-html/lit-html.js';
import { text } from '../read.js';
import { link, picture } from './links.js';

/** @typedef {{ drawn: unknown, next: number }} Block next: the line that follows it */

/** @param {import('../types.js').Fields} part */
export function markdownView(part) {
  return html`<div class="bubble markdown">${blocks(text(part, 'content').split('\n'))}</div>`;
}

/** @param {string[]} lines @returns {unknown[]} */
function blocks(lines) {
  const drawn = [];
  for (let index = 0; index < lines.length; ) {
    const block = blockAt(lines, index);
    drawn.push(block.drawn);
    index = block.next;
  }
  return drawn;
}

/** @param {string[]} lines @param {number} index @returns {Block} */
function blockAt(lines, index) {
  const line = lines[index] ?? '';
  const next = index + 1;
  const heading = /^(#{1,6})\s+(.*)$/.exec(line);
  if (heading) return { drawn: html`<p class="h h-${heading[1]?.length}">${inline(heading[2] ?? '')}</p>`, next };
  if (line.startsWith('```')) return fence(lines, index);
  if (line.startsWith('>')) return quote(lines, index);
  if (/^\s*(?:[-*+]|\d+\.)\s/.test(line)) return { drawn: item(line), next };
  if (/^\s*(?:-{3,}|\*{3,})\s*$/.test(line)) return { drawn: html`<hr />`, next };
  if (line.startsWith('|')) return table(lines, index);
  return { drawn: html`<p>${line === '' ? html`<br />` : inline(line)}</p>`, next };
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

/** @param {string[]} lines @param {number} index @returns {Block} */
function quote(lines, index) {
  const end = endOf(lines, index, (line) => line.startsWith('>'));
  const quoted = lines.slice(index, end).map((line) => line.replace(/^>[ \t]?/, ''));
  return { drawn: html`<blockquote>${blocks(quoted)}</blockquote>`, next: end };
}

/** @param {string[]} lines @param {number} index @returns {Block} */
function table(lines, index) {
  const end = endOf(lines, index, (line) => line.startsWith('|'));
  const rows = lines.slice(index, end).filter((line) => !/^[|:\-\s]+$/.test(line));
  const drawn = rows.map((row) => {
    const cells = row.replace(/^\||\|\s*$/g, '').split('|');
    return html`<tr>${cells.map((cell) => html`<td>${inline(cell.trim())}</td>`)}</tr>`;
  });
  return { drawn: html`<table>${drawn}</table>`, next: end };
}

/** As deep as its spaces say. @param {string} line */
function item(line) {
  const [, indent = '', mark = '', rest = ''] = /^(\s*)([-*+]|\d+\.)\s+(.*)$/.exec(line) ?? [];
  const depth = indent.replaceAll('\t', '    ').length;
  return html`<p class="item" .style=${`--depth: ${depth}`}>
    <span>${/\d/.test(mark) ? mark : '•'}</span><span>${inline(rest)}</span>
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

/** What is not markup stays the text that it is. @param {string} line @returns {unknown[]} */
function inline(line) {
  const drawn = [];
  let end = 0;
  for (const match of line.matchAll(INLINE)) {
    drawn.push(line.slice(end, match.index));
    drawn.push(marked(match.groups ?? {}));
    end = match.index + match[0].length;
  }
  drawn.push(line.slice(end));
  return drawn;
}

/** @param {Record<string, string | undefined>} groups @returns {unknown} */
function marked({ bold, code, image, words, url, color, coloured, mention, italic }) {
  if (bold !== undefined) return html`<strong>${inline(bold)}</strong>`;
  if (code !== undefined) return html`<code>${code}</code>`;
  if (image !== undefined) return picture(image);
  if (words !== undefined) return link(url ?? '', words);
  if (color !== undefined) return html`<span class="font-${color}">${inline(coloured ?? '')}</span>`;
  if (mention !== undefined) return html`<span class="mention">@${nameOf(mention)}</span>`;
  return html`<em>${italic}</em>`;
}

// Who somebody is at a glance: an app's logo if this server has it, else the name's letters on one of a few colours.
import { html } from 'lit-html';
import { ownPath } from './messages/links.js';

const HUES = 8;
const PEOPLE = ['', 'large'];

/** People are called by the end of a Chinese name, all else by the beginning. @param {string} name @param {string} kind */
function lettersOf(name, kind) {
  const [chinese] = name.match(/\p{Script=Han}+/u) ?? [];
  if (chinese) return (PEOPLE.includes(kind) ? [...chinese].slice(-2) : [...chinese].slice(0, 2)).join('');
  const initials = name.match(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu) ?? [...name.trim()];
  return initials.slice(0, 2).join('').toUpperCase() || '?';
}

/** @param {string} name */
function hueOf(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % HUES;
}

/** @param {string} name @param {string} [kind] */
export function avatar(name, kind = '') {
  return html`<span class="avatar hue-${hueOf(name)} ${kind}" aria-hidden="true">${lettersOf(name, kind)}</span>`;
}

/** @param {import('./types.js').Room} room */
export function roomAvatar({ name, kind, app }) {
  const logo = ownPath(app?.square_logo_url ?? '');
  if (logo === undefined) return avatar(name, kind);
  return html`<span class="avatar ${kind}"><img src=${logo} alt="" /></span>`;
}

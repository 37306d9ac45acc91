// Who is called by name: <@userid> in the words of a robot, and its mentioned_list after them.

import { html, nothing } from 'lit-html';
import { memberOf } from '../company.js';
import { texts } from '../read.js';
import { t } from '../words/words.js';

/** @param {string} userid */
export function mentionView(userid) {
  const name = userid === '@all' ? t('everybody') : memberOf(userid)?.name;
  // Of somebody whom nobody knows WeCom shows what was written.
  return name === undefined ? `<@${userid}>` : html`<span class="mention">@${name}</span>`;
}

/** Of a robot's text; numbers of strangers call nobody. @param {import('../types.js').Fields} part */
export function mentionedView(part) {
  const called = [...texts(part, 'mentioned_list'), ...texts(part, 'mentioned_mobile_list')];
  return called.length === 0 ? nothing : called.map((one) => html` <span class="mention">@${nameOf(one)}</span>`);
}

/** @param {string} called */
function nameOf(called) {
  return called === '@all' ? t('everybody') : (memberOf(called)?.name ?? called);
}

// The bottom of a conversation: the app's menu, or the box to answer in with its panel of other things to send.

import { icon } from './icons.js';
import { html, nothing } from './lit-html/lit-html.js';
import { menuView } from './menu.js';
import { panelView } from './panel.js';
import { sendMessage } from './send.js';
import { redraw } from './store.js';
import { t } from './words.js';

/**
 * @typedef {import('./types.js').Room} Room
 * @typedef {import('./types.js').Member} Member
 */

/** With a menu, WeCom shows it instead of the box until the keyboard is asked for. */
let writing = false;
let panelOpen = false;

/** @param {Member} member @param {Room} room */
export function bottomView(member, { app, kind }) {
  if (app === undefined)
    return html`<footer class="bottom mute">${t(kind === 'chat' ? 'chat_mute' : 'robot_mute')}</footer>`;
  if (member.status !== 1) return html`<footer class="bottom mute">${t('cannot_write')}</footer>`;
  const to = { userid: member.userid, agentid: app.agentid };
  const hasMenu = app.menu !== undefined && app.menu.button.length > 0;
  return html`<footer class="bottom">
    <div class="answer">
      ${hasMenu ? toggleView() : nothing}
      ${hasMenu && !writing ? menuView(app.menu?.button ?? [], to) : boxView(to)}
    </div>
    ${panelOpen && (writing || !hasMenu) ? panelView(to, closePanel) : nothing}
  </footer>`;
}

function toggleView() {
  const label = writing ? t('show_menu') : t('show_keyboard');
  return html`<button type="button" class="ghost" data-testid="menu-toggle" title=${label} aria-label=${label} @click=${toggle}>
    ${icon(writing ? 'menu' : 'keyboard')}
  </button>`;
}

function toggle() {
  writing = !writing;
  redraw('phone');
}

function closePanel() {
  panelOpen = false;
  redraw('phone');
}

/** @param {import('./send.js').To} to */
function boxView(to) {
  return html`<textarea
      rows="1"
      data-testid="answer"
      placeholder=${t('answer_hint')}
      aria-label=${t('answer_hint')}
      @keydown=${(/** @type {KeyboardEvent} */ event) => sendOnEnter(event, to)}
    ></textarea>
    <button
      type="button"
      class="ghost"
      data-testid="plus"
      aria-expanded=${panelOpen}
      aria-label=${t('plus')}
      title=${t('plus')}
      @click=${togglePanel}
    >
      ${icon('plus')}
    </button>
    <button
      type="button"
      class="primary send"
      data-testid="send"
      @click=${(/** @type {Event} */ { currentTarget }) => sendFrom(currentTarget, to)}
    >
      ${t('send')}
    </button>`;
}

function togglePanel() {
  panelOpen = !panelOpen;
  redraw('phone');
}

/** Enter while a Chinese word is being composed belongs to the input method. @param {KeyboardEvent} event @param {import('./send.js').To} to */
function sendOnEnter(event, to) {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  sendFrom(event.currentTarget, to);
}

/** @param {EventTarget | null} target the box or the button beside it @param {import('./send.js').To} to */
function sendFrom(target, to) {
  const box = target instanceof HTMLElement ? target.closest('.answer')?.querySelector('textarea') : undefined;
  if (!box || box.value.trim() === '') return;
  sendMessage(to, { MsgType: 'text', Content: box.value });
  box.value = '';
  box.focus();
}

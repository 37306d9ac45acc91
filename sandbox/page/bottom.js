// The bottom of a conversation: the app's menu, or the box to answer in with its panel of other things to send.

import { html, nothing } from 'lit-html';
import { live } from 'lit-html/directives/live.js';
import { icon } from './icons.js';
import { menuView } from './menu.js';
import { panelView } from './panel.js';
import { sendMessage } from './send.js';
import { placeKey, redraw } from './store.js';
import { t } from './words/words.js';

/**
 * @typedef {import('./types.js').Room} Room
 * @typedef {import('./types.js').Member} Member
 * @typedef {import('./send.js').To} To
 * @typedef {import('./types.js').Phone} Phone
 */

/** What is written and not yet sent, by place. @type {Map<string, string>} */
const drafts = new Map();

/** @param {Member} member @param {Room} room @param {Phone} phone */
export function bottomView(member, { app, kind, id }, phone) {
  const key = placeKey(member.userid, id);
  if (app === undefined)
    return html`<footer class="bottom mute">${t(kind === 'chat' ? 'chat_mute' : 'robot_mute')}</footer>`;
  if (member.status !== 1) return html`<footer class="bottom mute">${t('cannot_write')}</footer>`;
  const to = { userid: member.userid, agentid: app.agentid };
  const hasMenu = app.menu !== undefined && app.menu.button.length > 0;
  // A menu that appears takes nobody's words away.
  if (hasMenu) phone.writing ??= drafts.has(key);
  const { writing, panelOpen } = phone;
  const togglePanel = () => {
    phone.panelOpen = !phone.panelOpen;
    redraw('phone');
  };
  return html`<footer class="bottom">
    <div class="answer">
      ${hasMenu ? toggleView(phone) : nothing}
      ${hasMenu && !writing ? menuView(app.menu?.button ?? [], to, phone) : boxView(key, to, panelOpen, togglePanel)}
    </div>
    ${panelOpen && (writing || !hasMenu) ? panelView(to, togglePanel) : nothing}
  </footer>`;
}

/** @param {Phone} phone */
function toggleView(phone) {
  const { writing } = phone;
  const label = t(writing ? 'show_menu' : 'show_keyboard');
  return html`<button type="button" class="ghost" data-testid="menu-toggle" title=${label} aria-label=${label} @click=${(/** @type {Event} */ event) => toggle(event, phone)}>
    ${icon(writing ? 'menu' : 'keyboard')}
  </button>`;
}

/** @param {Event} event @param {Phone} phone */
function toggle({ currentTarget }, phone) {
  phone.writing = !phone.writing;
  redraw('phone');
  queueMicrotask(() => boxBeside(currentTarget)?.focus());
}

/** @param {EventTarget | null} target */
function boxBeside(target) {
  return target instanceof Element ? target.closest('.answer')?.querySelector('textarea') : undefined;
}

/** @param {string} key @param {To} to @param {boolean} panelOpen @param {() => void} togglePanel */
function boxView(key, to, panelOpen, togglePanel) {
  return html`<textarea
      rows="1"
      data-testid="answer"
      placeholder=${t('answer_hint')}
      aria-label=${t('answer_hint')}
      .value=${live(drafts.get(key) ?? '')}
      @input=${(/** @type {Event} */ { currentTarget }) => write(currentTarget, key)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => sendOnEnter(event, key, to)}
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
    <button type="button" class="primary send" data-testid="send" @click=${(/** @type {Event} */ event) => send(event, key, to)}>
      ${t('send')}
    </button>`;
}

/** @param {EventTarget | null} box @param {string} key */
function write(box, key) {
  if (!(box instanceof HTMLTextAreaElement)) return;
  if (box.value === '') drafts.delete(key);
  else drafts.set(key, box.value);
}

/** Enter while a Chinese word is being composed belongs to the input method: Safari tells it by 229 only. @param {KeyboardEvent} event @param {string} key @param {To} to */
function sendOnEnter(event, key, to) {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  send(event, key, to);
}

/** What was not taken comes back, before what was written meanwhile. @param {Event} event @param {string} key @param {To} to */
async function send({ currentTarget }, key, to) {
  const Content = drafts.get(key) ?? '';
  if (Content.trim() === '') return;
  drafts.delete(key);
  redraw('phone');
  boxBeside(currentTarget)?.focus();
  if (await sendMessage(to, { MsgType: 'text', Content })) return;
  drafts.set(key, Content + (drafts.get(key) ?? ''));
  redraw('phone');
}

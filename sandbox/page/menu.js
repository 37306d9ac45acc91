// The app's menu at the bottom: up to three buttons, with what is below them popping up. Every type of button works.

import { html, nothing } from 'lit-html';
import { base64Of } from './api.js';
import { ask, openDialog } from './dialogs.js';
import { focusOpener } from './focus.js';
import { icon } from './icons.js';
import { safeUrl } from './messages/links.js';
import { askPlace } from './panel.js';
import { pressOnce } from './press.js';
import { isFields, objects, text } from './read.js';
import { pickFile, pressMenu } from './send.js';
import { redraw } from './store.js';
import { t } from './words/words.js';

/**
 * @typedef {import('./types.js').Fields} Fields
 * @typedef {import('./send.js').To} To
 * @typedef {import('./types.js').Phone} Phone
 */

/** @param {unknown[]} buttons @param {To} to @param {Phone} phone */
export function menuView(buttons, to, phone) {
  const onEscape = (/** @type {KeyboardEvent} */ event) => closeOnEscape(event, phone);
  const onLeave = (/** @type {FocusEvent} */ event) => closeOutside(event, phone);
  return html`<div class="menu" role="group" aria-label=${t('menu')} @keydown=${onEscape} @focusout=${onLeave}>
    ${buttons.filter(isFields).map((button, index) => mainView(button, index, to, phone))}
  </div>`;
}

/** @param {Fields} button @param {number} index @param {To} to @param {Phone} phone */
function mainView(button, index, to, phone) {
  const below = objects(button, 'sub_button');
  if (below.length === 0) return html`<div class="slot">${buttonView(button, to, phone)}</div>`;
  return html`<div class="slot">
    ${phone.menu === index ? html`<div class="sub" data-testid="sub-menu">${below.map((one) => buttonView(one, to, phone))}</div>` : nothing}
    <button type="button" data-testid="menu-button" aria-expanded=${phone.menu === index} @click=${() => show(index, phone)}>
      ${icon('menu')}<span>${text(button, 'name')}</span>
    </button>
  </div>`;
}

/** @param {number} index @param {Phone} phone */
function show(index, phone) {
  phone.menu = phone.menu === index ? undefined : index;
  redraw('phone');
}

/** @param {Phone} phone */
function hide(phone) {
  phone.menu = undefined;
  redraw('phone');
}

/** @param {KeyboardEvent} event @param {Phone} phone */
function closeOnEscape({ key, target }, phone) {
  if (key !== 'Escape' || phone.menu === undefined) return;
  focusOpener(target);
  hide(phone);
}

/** Where buttons get no focus when clicked, nothing else gets it either. @param {FocusEvent} event @param {Phone} phone */
function closeOutside({ currentTarget, relatedTarget }, phone) {
  if (phone.menu === undefined || !(currentTarget instanceof Node && relatedTarget instanceof Node)) return;
  if (!currentTarget.contains(relatedTarget)) hide(phone);
}

/** A view button is a link, so that the browser opens it as one. @param {Fields} button @param {To} to @param {Phone} phone */
function buttonView(button, to, phone) {
  const name = text(button, 'name');
  const url = safeUrl(text(button, 'url'));
  const act = (/** @type {Event} */ event) => pressOnce(event, () => press(event, button, to, phone));
  if (text(button, 'type') === 'view' && url !== undefined) {
    return html`<a
      href=${url}
      target="_blank"
      rel="noreferrer noopener"
      data-testid="menu-button"
      data-type="view"
      @click=${act}
      >${name}</a
    >`;
  }
  return html`<button type="button" data-testid="menu-button" data-type=${text(button, 'type')} @click=${act}>
    ${name}
  </button>`;
}

/** What the event tells beside the key is asked for first. @param {Event} event @param {Fields} button @param {To} to @param {Phone} phone */
async function press({ currentTarget }, button, to, phone) {
  focusOpener(currentTarget);
  hide(phone);
  const type = text(button, 'type');
  const which = text(button, 'key') || text(button, 'name');
  if (type.startsWith('scancode_')) askScan(to, which);
  else if (type === 'location_select') askPlace((place) => pressMenu(to, which, { fields: chosen(place) }));
  else if (type.startsWith('pic_')) askPicture(to, which, text(button, 'name'));
  else await pressMenu(to, which);
}

/** In this event, all is text. @param {import('./panel.js').Place} place */
function chosen({ Location_X, Location_Y, Scale, Label }) {
  const numbers = { Location_X: String(Location_X), Location_Y: String(Location_Y), Scale: String(Scale) };
  return { SendLocationInfo: { ...numbers, Label, Poiname: '' } };
}

/** @param {To} to @param {string} which */
function askScan(to, which) {
  ask({
    title: t('scan'),
    fields: [{ name: 'ScanResult', label: t('scan_result'), value: 'https://work.weixin.qq.com/' }],
    confirm: t('send'),
    done: ({ ScanResult }) => pressMenu(to, which, { fields: { ScanCodeInfo: { ScanType: 'qrcode', ScanResult } } }),
  });
}

/** One of the reader's own, or the sandbox's sample. @param {To} to @param {string} which @param {string} name */
function askPicture(to, which, name) {
  openDialog({ title: name, testid: 'picture-choice', body: choice });

  /** @param {import('./dialogs.js').Dialog} dialog */
  function choice({ close }) {
    return html`<footer>
      <button type="button" data-testid="sample-picture" @click=${() => closed(() => pressMenu(to, which))}>${t('sample_picture')}</button>
      <button type="button" class="primary" @click=${() => closed(() => pickPicture(to, which))}>${t('choose_file')}</button>
    </footer>`;

    /** @param {() => void} act */
    function closed(act) {
      close();
      act();
    }
  }
}

/** @param {To} to @param {string} which */
function pickPicture(to, which) {
  pickFile('image/*', async (file) => {
    pressMenu(to, which, { pictures: [{ filename: file.name, base64: await base64Of(file) }] });
  });
}

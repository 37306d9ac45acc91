// The app's menu at the bottom: up to three buttons, with what is below them popping up. Every type of button works.

import { base64Of } from './api.js';
import { ask, openDialog } from './dialogs.js';
import { focusOpener } from './focus.js';
import { icon } from './icons.js';
import { html, nothing } from './lit-html/lit-html.js';
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
 */

/** Which button's sub menu is up. @type {number | undefined} */
let up;

/** @param {unknown[]} buttons @param {To} to */
export function menuView(buttons, to) {
  return html`<div class="menu" role="group" aria-label=${t('menu')} @keydown=${closeOnEscape} @focusout=${closeOutside}>
    ${buttons.filter(isFields).map((button, index) => mainView(button, index, to))}
  </div>`;
}

/** @param {Fields} button @param {number} index @param {To} to */
function mainView(button, index, to) {
  const below = objects(button, 'sub_button');
  if (below.length === 0) return html`<div class="slot">${buttonView(button, to)}</div>`;
  return html`<div class="slot">
    ${up === index ? html`<div class="sub" data-testid="sub-menu">${below.map((one) => buttonView(one, to))}</div>` : nothing}
    <button type="button" data-testid="menu-button" aria-expanded=${up === index} @click=${() => show(index)}>
      ${icon('menu')}<span>${text(button, 'name')}</span>
    </button>
  </div>`;
}

/** @param {number} index */
function show(index) {
  up = up === index ? undefined : index;
  redraw('phone');
}

export function closeMenu() {
  up = undefined;
}

function hide() {
  closeMenu();
  redraw('phone');
}

/** @param {KeyboardEvent} event */
function closeOnEscape({ key, target }) {
  if (key !== 'Escape' || up === undefined) return;
  focusOpener(target);
  hide();
}

/** Where buttons get no focus when clicked, nothing else gets it either. @param {FocusEvent} event */
function closeOutside({ currentTarget, relatedTarget }) {
  if (up === undefined || !(currentTarget instanceof Node && relatedTarget instanceof Node)) return;
  if (!currentTarget.contains(relatedTarget)) hide();
}

/** A view button is a link, so that the browser opens it as one. @param {Fields} button @param {To} to */
function buttonView(button, to) {
  const name = text(button, 'name');
  const url = safeUrl(text(button, 'url'));
  const act = (/** @type {Event} */ event) => pressOnce(event, () => press(event, button, to));
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

/** What the event tells beside the key is asked for first. @param {Event} event @param {Fields} button @param {To} to */
async function press({ currentTarget }, button, to) {
  focusOpener(currentTarget);
  hide();
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

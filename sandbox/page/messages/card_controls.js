// What is chosen and pressed on a template card: selections, options, buttons, and the menu in its corner.

import { html, nothing } from 'lit-html';
import { icon } from '../icons.js';
import { flag, number, object, objects, text } from '../read.js';
import { t } from '../words/words.js';
import { link } from './links.js';
import { pressButton } from './press.js';

/**
 * @typedef {import('../types.js').Fields} Fields
 * @typedef {object} CardContext
 * @property {Fields} card
 * @property {import('../types.js').Viewer} viewer
 * @property {import('../types.js').Message | undefined} message
 * @property {string} replaced what took the buttons' place for this member, or ''
 */

/** @param {CardContext} context */
export function controlsView(context) {
  const { card } = context;
  const parts = [
    selectionView(object(card, 'button_selection'), context),
    checkboxView(object(card, 'checkbox'), context),
    ...objects(card, 'select_list').map((list) => selectionView(list, context)),
    buttonsView(context),
  ].filter((part) => part !== nothing);
  if (parts.length === 0) return nothing;
  return html`<form class="controls-of-card" @submit=${prevent}>${parts}</form>`;
}

/** Buttons act for themselves. @param {Event} event */
function prevent(event) {
  event.preventDefault();
}

/** @param {Fields | undefined} list @param {CardContext} context */
function selectionView(list, { replaced }) {
  if (list === undefined) return nothing;
  const selected = text(list, 'selected_id');
  return html`<label class="choice">
    <span>${text(list, 'title')}</span>
    <select name=${text(list, 'question_key')} data-testid="card-select" ?disabled=${replaced !== '' || flag(list, 'disable')}>
      ${objects(list, 'option_list').map(
        (option) => html`<option value=${text(option, 'id')} ?selected=${text(option, 'id') === selected}>
          ${text(option, 'text')}
        </option>`,
      )}
    </select>
  </label>`;
}

/** mode 0: one of them, 1: several. @param {Fields | undefined} checkbox @param {CardContext} context */
function checkboxView(checkbox, { replaced }) {
  if (checkbox === undefined) return nothing;
  const type = number(checkbox, 'mode') === 1 ? 'checkbox' : 'radio';
  return html`<fieldset class="options" ?disabled=${replaced !== '' || flag(checkbox, 'disable')}>
    ${objects(checkbox, 'option_list').map(
      (option) => html`<label>
        <input
          type=${type}
          name=${text(checkbox, 'question_key')}
          value=${text(option, 'id')}
          ?checked=${flag(option, 'is_checked')}
          data-testid="card-option"
        />
        <span>${text(option, 'text')}</span>
      </label>`,
    )}
  </fieldset>`;
}

/** @param {CardContext} context */
function buttonsView(context) {
  const { card, replaced } = context;
  const submit = object(card, 'submit_button');
  const buttons = objects(card, 'button_list');
  if (submit === undefined && buttons.length === 0) return nothing;
  if (replaced !== '') {
    return html`<div class="buttons"><button type="button" disabled data-testid="card-replaced">${replaced}</button></div>`;
  }
  return html`<div class="buttons">
    ${buttons.map((button) => buttonView(button, number(button, 'style') ?? 1, context))}
    ${submit ? buttonView(submit, 1, context) : nothing}
  </div>`;
}

/** @param {Fields} button @param {number} style @param {CardContext} context */
function buttonView(button, style, context) {
  const words = text(button, 'text');
  if (number(button, 'type') === 1) return link(text(button, 'url'), words, `button style-${style}`);
  return pressable(text(button, 'key'), words, style, context);
}

/** @param {string} key @param {string} words @param {number} style @param {Pick<CardContext, 'viewer' | 'message'>} context */
export function pressable(key, words, style, { viewer, message }) {
  return html`<button
    type="button"
    class="style-${style}"
    data-testid="card-button"
    data-key=${key}
    ?disabled=${message === undefined}
    @click=${(/** @type {Event} */ event) => pressButton(event, { viewer, message, key, selected: selectedAt(event) })}
  >
    ${words}
  </button>`;
}

/** What is chosen on the card of the button. @param {Event} event */
function selectedAt({ currentTarget }) {
  const form = currentTarget instanceof HTMLElement ? currentTarget.closest('form') : null;
  /** @type {Record<string, string[]>} */
  const selected = {};
  if (form === null) return selected;
  const data = new FormData(form);
  for (const name of new Set(data.keys())) selected[name] = data.getAll(name).map(String);
  return selected;
}

/** @param {CardContext} context */
export function actionsView({ card, viewer, message }) {
  const menu = object(card, 'action_menu');
  if (menu === undefined) return nothing;
  return html`<details class="actions" @focusout=${closeOutside}>
    <summary data-testid="card-menu" aria-label=${text(menu, 'desc') || t('more')}>${icon('more')}</summary>
    <div class="pop">
      ${text(menu, 'desc') ? html`<small>${text(menu, 'desc')}</small>` : nothing}
      ${objects(menu, 'action_list').map((action) => {
        const key = text(action, 'key');
        return html`<button
          type="button"
          data-testid="card-action"
          data-key=${key}
          @click=${(/** @type {Event} */ event) => choose(event, { viewer, message, key })}
        >
          ${text(action, 'text')}
        </button>`;
      })}
    </div>
  </details>`;
}

/** @param {FocusEvent} event */
function closeOutside({ currentTarget, relatedTarget }) {
  if (!(currentTarget instanceof HTMLDetailsElement && relatedTarget instanceof Node)) return;
  if (!currentTarget.contains(relatedTarget)) currentTarget.open = false;
}

/** @param {Event} event @param {import('./press.js').Press} press */
function choose(event, press) {
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.closest('details')?.removeAttribute('open');
  return pressButton(event, press);
}

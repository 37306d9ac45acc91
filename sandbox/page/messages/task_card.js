// interactive_taskcard, of older times: a card with one or two buttons.
import { html, nothing } from 'lit-html';
import { object, objects, text } from '../read.js';
import { described } from './articles.js';
import { pressable } from './card_controls.js';
import { link } from './links.js';

/**
 * @param {import('../types.js').Fields} part
 * @param {import('../types.js').Viewer} viewer
 * @param {import('../types.js').Message | undefined} message
 */
export function taskCardView(part, viewer, message) {
  const done = text(object(message?.updates, viewer.userid), 'replace_name');
  const url = text(part, 'url');
  return html`<div class="bubble card" data-testid="card">
    <b class="title">${url ? link(url, text(part, 'title')) : text(part, 'title')}</b>
    <p class="description">${described(text(part, 'description'))}</p>
    <div class="buttons">
      ${done ? html`<button type="button" disabled data-testid="card-replaced">${done}</button>` : nothing}
      ${done ? nothing : objects(part, 'btn').map((button) => taskButton(button, { viewer, message }))}
    </div>
  </div>`;
}

/**
 * @param {import('../types.js').Fields} button
 * @param {{ viewer: import('../types.js').Viewer, message: import('../types.js').Message | undefined }} context
 */
function taskButton(button, context) {
  return pressable(text(button, 'key'), text(button, 'name'), text(button, 'color') === 'red' ? 2 : 1, context);
}

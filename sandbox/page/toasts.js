// Short notices in the corner, read out by screen readers: what failed, in the server's words.

import { html, nothing, render } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { t } from './words/words.js';

const LASTS = { error: 8000, done: 3000 };
const MOST = 4;

/** @type {{ id: number, kind: 'error' | 'done', text: string }[]} */
let toasts = [];
let last = 0;

/** @param {unknown} err */
export function complain(err) {
  show('error', err instanceof Error ? err.message : String(err));
}

/** @param {string} text */
export function tell(text) {
  show('done', text);
}

/**
 * @param {'error' | 'done'} kind
 * @param {string} text
 */
function show(kind, text) {
  last += 1;
  const id = last;
  // The same again, and whatever failed before: a newer error replaces it.
  const others = toasts.filter((toast) => toast.text !== text && (kind !== 'error' || toast.kind !== 'error'));
  toasts = [...others, { id, kind, text }].slice(-MOST);
  draw();
  setTimeout(() => hide(id), LASTS[kind]);
}

/** @param {number} id */
function hide(id) {
  toasts = toasts.filter((toast) => toast.id !== id);
  draw();
}

/** From the beginning: screen readers tell what comes into something that they know. */
export function showToasts() {
  const container = document.getElementById('toasts');
  // Shown anew, it is above a dialog that was opened meanwhile.
  if (document.querySelector('dialog') !== null) container?.hidePopover();
  if (container?.matches(':popover-open') === false) container.showPopover();
  return container;
}

function draw() {
  const container = showToasts();
  if (container === null) return;
  render(
    repeat(
      toasts,
      ({ id }) => id,
      ({ id, kind, text }) => html`<div
        class="toast toast-${kind}"
        role=${kind === 'error' ? 'alert' : nothing}
        data-testid="toast"
      >
        <span>${text}</span>
        <button class="ghost" type="button" aria-label=${t('close')} @click=${() => hide(id)}>×</button>
      </div>`,
    ),
    container,
  );
}

// Brings a row of the wire into sight, unfolded, from wherever the reader is.
import { mark } from '../chain.js';
import { redraw, state } from '../store.js';
import { showTab } from '../tabs.js';
import { tell } from '../toasts.js';
import { t } from '../words/words.js';

/** Those unfolded, whose bodies are drawn. @type {WeakSet<import('../types.js').WireEntry>} */
export const unfolded = new WeakSet();

/** What the reader had left out of sight. @type {Set<() => void>} */
const filters = new Set();

/** Is told when a row has to be seen whatever was filtered. @param {() => void} clear */
export function whenRevealing(clear) {
  filters.add(clear);
}

/** @param {number | undefined} id */
export function reveal(id) {
  const entry = state.wire.find((one) => one.id === id);
  if (entry === undefined) return tell(t('gone_from_wire'));
  unfolded.add(entry);
  for (const clear of filters) clear();
  showTab('wire');
  redraw('wire');
  // Once it is drawn.
  queueMicrotask(() => queueMicrotask(() => bring(entry.id)));
}

/** @param {number} id */
function bring(id) {
  const row = document.querySelector(`#wire [data-id="${id}"]`);
  if (row === null) return;
  row.scrollIntoView({ block: 'center' });
  row.querySelector('summary')?.focus({ preventScroll: true });
  mark(row);
}

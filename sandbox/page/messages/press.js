// Pressing something on a card.
import { post } from '../api.js';
import { complain } from '../toasts.js';

/**
 * @typedef {object} Press
 * @property {import('../types.js').Viewer} viewer
 * @property {import('../types.js').Message | undefined} message
 * @property {string} key
 * @property {Record<string, string[]>} [selected] option ids by question_key
 */

/** The button rests until the delivery is over, so that one press is one event. @param {Event} event @param {Press} press */
export async function pressButton({ currentTarget }, press) {
  const button = currentTarget instanceof HTMLElement ? currentTarget : undefined;
  if (button?.ariaBusy === 'true') return;
  if (button) button.ariaBusy = 'true';
  await sendPress(press);
  if (button) button.ariaBusy = null;
}

/** @param {Press} press */
async function sendPress({ viewer, message, key, selected }) {
  if (message === undefined) return;
  try {
    await post('phone/press', { userid: viewer.userid, msgid: message.msgid, key, ...(selected && { selected }) });
  } catch (err) {
    complain(err);
  }
}

// Pressing something on a card.
import { post } from '../api.js';
import { pressOnce } from '../press.js';
import { complain } from '../toasts.js';

/**
 * @typedef {object} Press
 * @property {import('../types.js').Viewer} viewer
 * @property {import('../types.js').Message | undefined} message
 * @property {string} key
 * @property {Record<string, string[]>} [selected] option ids by question_key
 */

/** @param {Event} event @param {Press} press */
export function pressButton(event, press) {
  return pressOnce(event, () => sendPress(press));
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

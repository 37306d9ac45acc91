// What the member does: each is told to the sandbox, and comes back as a live event.
import { base64Of, post } from './api.js';
import { complain } from './toasts.js';

/** @typedef {{ userid: string, agentid: number }} To */

/** The answer comes when the delivery is over; what the page shows comes before. @param {To} to @param {object} message */
export function sendMessage(to, message) {
  post('phone/send', { ...to, message }).catch(complain);
}

/** @param {To} to @param {string} type @param {File} file */
export async function sendFile(to, type, file) {
  try {
    await post('phone/file', { ...to, type, filename: file.name, base64: await base64Of(file) });
  } catch (err) {
    complain(err);
  }
}

/**
 * @param {To} to
 * @param {string} button its key or name
 * @param {{ fields?: object, pictures?: { filename: string, base64: string }[] }} [details] instead of the sandbox's samples
 */
export function pressMenu(to, button, details) {
  post('phone/menu', { ...to, button, ...(details && { details }) }).catch(complain);
}

/** Asks for a file. @param {string} accept @param {(file: File) => void} done */
export function pickFile(accept, done) {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) done(file);
  });
  input.click();
}

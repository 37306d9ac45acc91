// What the member does: each is told to the sandbox, and comes back as a live event.
import { base64Of, post } from './api.js';
import { complain } from './toasts.js';

/** @typedef {{ userid: string, agentid: number }} To */

/** Whether it was taken. @param {To} to @param {object} message */
export function sendMessage(to, message) {
  return act('phone/send', { ...to, message });
}

/** @param {To} to @param {string} type @param {File} file */
export async function sendFile(to, type, file) {
  await act('phone/file', { ...to, type, filename: file.name, base64: await base64Of(file) });
}

/**
 * @param {To} to
 * @param {string} button its key or name
 * @param {{ fields?: object, pictures?: { filename: string, base64: string }[] }} [details] instead of the sandbox's samples
 */
export function pressMenu(to, button, details) {
  return act('phone/menu', { ...to, button, ...(details && { details }) });
}

/** @param {To} to */
export function openApp(to) {
  return act('phone/open', to);
}

/** What it leads to is seen at the end of the conversation. @param {`phone/${string}`} path @param {To & Record<string, unknown>} body */
async function act(path, body) {
  for (const talk of document.querySelectorAll(`[data-owner="${CSS.escape(body.userid)}"] .talk`))
    talk.scrollTo({ top: 0 });
  try {
    await post(path, body);
    return true;
  } catch (err) {
    complain(err);
    return false;
  }
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

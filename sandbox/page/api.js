// Calls of the sandbox's own HTTP face. A refusal becomes an Error with the server's words.

import { object, text } from './read.js';
import { failureWords, t } from './words/words.js';

/**
 * @typedef {import('./types.js').Answers} Answers
 * @typedef {import('./types.js').LiveItem} LiveItem
 */

/** What becomes of a delivery comes as live events: an app that is slow holds no connection. */
const HEADERS = { 'content-type': 'application/json', prefer: 'respond-async' };

/**
 * @template {keyof Answers} Path
 * @param {string} method
 * @param {Path} path after /_sandbox/
 * @param {string} [query]
 * @param {object} [body]
 * @returns {Promise<Answers[Path]>}
 */
async function call(method, path, query = '', body) {
  const init = body && { body: JSON.stringify(body), headers: HEADERS };
  const response = await fetch(`/_sandbox/${path}${query}`, { method, ...init }).catch(() => undefined);
  if (response === undefined) throw new Error(t('unreachable'));
  /** @type {unknown} */
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw new Error(wordsOf(answer) || `HTTP ${response.status}`);
  // The page comes from the very server that answers, so what they say to each other is one thing.
  return /** @type {Answers[Path]} */ (answer);
}

/** The server tells a code where it knows one; the words are ours. @param {unknown} answer */
function wordsOf(answer) {
  const reason = object(answer, 'reason');
  const params = Object.entries(object(reason, 'params') ?? {}).map(([name, value]) => [name, String(value)]);
  const known = { code: text(reason, 'code'), params: Object.fromEntries(params) };
  return failureWords(known, text(answer, 'error') || text(answer, 'message'));
}

/**
 * A call of the API itself, as a program makes it.
 * @param {string} path after /cgi-bin/
 * @param {Record<string, string>} query
 * @param {object} [body]
 * @returns {Promise<unknown>}
 */
export async function callApi(path, query, body) {
  const init = body && { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`/cgi-bin/${path}?${new URLSearchParams(query)}`, init).catch(() => undefined);
  if (response === undefined) throw new Error(t('unreachable'));
  return response.json();
}

/**
 * @template {keyof Answers} Path
 * @param {Path} path
 * @param {Record<string, string>} [query]
 */
export function get(path, query) {
  return call('GET', path, query && `?${new URLSearchParams(query)}`);
}

/**
 * @template {keyof Answers} Path
 * @param {Path} path
 * @param {object} [body]
 */
export function post(path, body = {}) {
  return call('POST', path, '', body);
}

/**
 * @template {keyof Answers} Path
 * @param {Path} path
 * @param {object} body
 */
export function put(path, body) {
  return call('PUT', path, '', body);
}

/**
 * @template {keyof Answers} Path
 * @param {Path} path
 * @param {object} [body]
 */
export function remove(path, body) {
  return call('DELETE', path, '', body);
}

/** What a live event brings. @param {string} data @returns {LiveItem[]} */
export function itemsOf(data) {
  /** @type {unknown} */
  const items = JSON.parse(data);
  // As above.
  return /** @type {LiveItem[]} */ (items);
}

/**
 * A file's bytes as the JSON face takes them.
 * @param {Blob} file
 * @returns {Promise<string>}
 */
export function base64Of(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

// What a medium is called and how large it is, asked for once.
import { get } from '../api.js';

/** @typedef {{ filename?: string, size?: number }} Info */

/** As many as a conversation may show. */
const MOST = 1000;
/** @type {Map<string, Promise<Info>>} */
const known = new Map();

/** @param {string} media_id @returns {Promise<Info>} */
export function mediaInfo(media_id) {
  const info = known.get(media_id) ?? fetchInfo(media_id);
  known.set(media_id, info);
  const [oldest] = known.keys();
  if (known.size > MOST && oldest !== undefined) known.delete(oldest);
  return info;
}

/** What could not be told now is asked for again. @param {string} media_id @returns {Promise<Info>} */
async function fetchInfo(media_id) {
  try {
    return await get(`media/${encodeURIComponent(media_id)}/info`);
  } catch {
    known.delete(media_id);
    return {};
  }
}

/** @param {number} bytes */
export function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

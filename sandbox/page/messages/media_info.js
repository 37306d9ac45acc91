// What a medium is called and how large it is, asked for once.
import { get } from '../api.js';

/** @typedef {{ filename?: string, size?: number }} Info */

/** @type {Map<string, Promise<Info>>} */
const known = new Map();

/** @param {string} media_id @returns {Promise<Info>} */
export function mediaInfo(media_id) {
  const info = known.get(media_id) ?? get(`media/${encodeURIComponent(media_id)}/info`).catch(() => ({}));
  known.set(media_id, info);
  return info;
}

/** @param {number} bytes */
export function sizeText(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

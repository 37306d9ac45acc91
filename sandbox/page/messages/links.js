// Links and pictures of strangers: only http(s) is opened, and only this server's own pictures are loaded.

import { html, nothing } from 'lit-html';
import { icon } from '../icons.js';
import { t } from '../words/words.js';

/** @param {string} url @returns {URL | undefined} */
function parsed(url) {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** What may be opened. @param {string} url @returns {string | undefined} */
export function safeUrl(url) {
  const address = parsed(url);
  return address?.protocol === 'http:' || address?.protocol === 'https:' ? address.href : undefined;
}

/**
 * @param {string} url
 * @param {unknown} content
 * @param {string} [name] of the class
 */
export function link(url, content, name = '') {
  const address = safeUrl(url);
  if (address === undefined) return html`<span class=${name} title=${url}>${content}</span>`;
  return html`<a class=${name} href=${address} title=${url} target="_blank" rel="noreferrer noopener">${content}</a>`;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Where this server keeps pictures. */
const PICTURES = /^\/(pic|_sandbox\/media)\//;

/** The path of a picture that this very server has, under whichever of its names. @param {string} url */
export function ownPath(url) {
  const address = parsed(url);
  if (address === undefined || !PICTURES.test(address.pathname)) return undefined;
  const both = [address.hostname, location.hostname];
  const same = address.hostname === location.hostname || both.every((host) => LOOPBACK.includes(host));
  return same && address.port === location.port ? address.pathname : undefined;
}

/** A picture by its address; that of another host is only named. @param {string} url @param {string} [name] */
export function picture(url, name = '') {
  const path = ownPath(url);
  if (path === undefined) return placeholder(parsed(url)?.host || url, name);
  return ownPicture(path, name);
}

/** @param {string} path @param {string} [name] */
export function ownPicture(path, name = '') {
  return html`<span class="picture ${name}">
    <img src=${path} alt=${t('type_image')} loading="lazy" decoding="async" @load=${showGone} @error=${showGone} />
    <span class="gone">${t('gone')}</span>
  </span>`;
}

/** One that was not there may be there the next time. @param {Event} event */
function showGone({ type, currentTarget }) {
  if (currentTarget instanceof HTMLElement) currentTarget.parentElement?.toggleAttribute('data-gone', type === 'error');
}

/** @param {string} host @param {string} name */
function placeholder(host, name) {
  return html`<span class="picture elsewhere ${name}" title=${host}>
    ${icon('image')}${host === '' ? nothing : html`<small>${host}</small>`}
  </span>`;
}

/** @param {string} media_id */
export function mediaUrl(media_id) {
  return `/_sandbox/media/${encodeURIComponent(media_id)}`;
}

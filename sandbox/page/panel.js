// The + panel: files, a place, a link, and the events that a member causes.

import { html } from 'lit-html';
import { ask } from './dialogs.js';
import { focusOpener } from './focus.js';
import { icon } from './icons.js';
import { pickFile, sendFile, sendMessage } from './send.js';
import { t } from './words/words.js';

/**
 * @typedef {import('./send.js').To} To
 * @typedef {{ id: string, icon: import('./icons.js').Icon, word: import('./words/words.js').Word, act: (to: To) => void }} Item
 */

/** @type {Item[]} */
const ITEMS = [
  {
    id: 'image',
    icon: 'image',
    word: 'type_image',
    act: (to) => pickFile('image/*', (file) => sendFile(to, 'image', file)),
  },
  {
    id: 'voice',
    icon: 'voice',
    word: 'type_voice',
    act: (to) => pickFile('.amr,audio/*', (file) => sendFile(to, 'voice', file)),
  },
  {
    id: 'video',
    icon: 'video',
    word: 'type_video',
    act: (to) => pickFile('video/mp4', (file) => sendFile(to, 'video', file)),
  },
  { id: 'location', icon: 'pin', word: 'type_location', act: sendLocation },
  { id: 'link', icon: 'link', word: 'type_link', act: sendLink },
  { id: 'enter_agent', icon: 'enter', word: 'event_enter_agent', act: (to) => sendEvent(to, 'enter_agent') },
  { id: 'LOCATION', icon: 'pin', word: 'event_location', act: reportLocation },
  { id: 'subscribe', icon: 'add', word: 'event_subscribe', act: (to) => sendEvent(to, 'subscribe') },
  { id: 'unsubscribe', icon: 'leave', word: 'event_unsubscribe', act: (to) => sendEvent(to, 'unsubscribe') },
];

/** @param {To} to @param {() => void} close */
export function panelView(to, close) {
  return html`<div class="panel" data-testid="panel">
    ${ITEMS.map(
      ({ id, icon: name, word, act }) => html`<button
        type="button"
        data-testid="send-${id}"
        @click=${(/** @type {Event} */ { currentTarget }) => {
          focusOpener(currentTarget);
          close();
          act(to);
        }}
      >
        <span class="tile">${icon(name)}</span><small>${t(word)}</small>
      </button>`,
    )}
  </div>`;
}

/** @param {To} to @param {string} Event */
function sendEvent(to, Event) {
  sendMessage(to, { MsgType: 'event', Event });
}

/** @param {To} to */
function reportLocation(to) {
  ask({
    title: t('event_location'),
    fields: [
      { name: 'Latitude', label: t('latitude'), value: '23.104', type: 'number' },
      { name: 'Longitude', label: t('longitude'), value: '113.32', type: 'number' },
      { name: 'Precision', label: t('precision'), value: '65', type: 'number' },
    ],
    confirm: t('send'),
    done: ({ Latitude, Longitude, Precision }) =>
      sendMessage(to, {
        MsgType: 'event',
        Event: 'LOCATION',
        Latitude: Number(Latitude),
        Longitude: Number(Longitude),
        Precision: Number(Precision),
      }),
  });
}

/** @param {To} to */
function sendLocation(to) {
  askPlace(({ Location_X, Location_Y, Scale, Label }) =>
    sendMessage(to, { MsgType: 'location', Location_X, Location_Y, Scale, Label }),
  );
}

/**
 * @typedef {{ Location_X: number, Location_Y: number, Scale: number, Label: string }} Place
 * @param {(place: Place) => void} done
 */
export function askPlace(done) {
  ask({
    title: t('type_location'),
    fields: [
      { name: 'Label', label: t('label'), value: '广州市海珠区新港中路397号' },
      { name: 'Location_X', label: t('latitude'), value: '23.0978', type: 'number' },
      { name: 'Location_Y', label: t('longitude'), value: '113.3233', type: 'number' },
      { name: 'Scale', label: t('scale'), value: '15', type: 'number' },
    ],
    confirm: t('send'),
    done: ({ Location_X, Location_Y, Scale, Label = '' }) =>
      done({ Location_X: Number(Location_X), Location_Y: Number(Location_Y), Scale: Number(Scale), Label }),
  });
}

/** @param {To} to */
function sendLink(to) {
  ask({
    title: t('type_link'),
    fields: [
      { name: 'Title', label: t('title_of'), value: '企业微信开发者中心' },
      { name: 'Description', label: t('description_of'), value: '接口文档' },
      { name: 'Url', label: 'URL', value: 'https://developer.work.weixin.qq.com/', type: 'url' },
    ],
    confirm: t('send'),
    done: (values) => sendMessage(to, { MsgType: 'link', ...values }),
  });
}

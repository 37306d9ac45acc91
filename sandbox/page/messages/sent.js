// What the member sent, from the fields of the callback's message: bubbles, and a line for an event.

import { html, nothing } from 'lit-html';
import { icon } from '../icons.js';
import { object, objects, text } from '../read.js';
import { wordOr } from '../words/words.js';
import { link, mediaUrl } from './links.js';
import { filmView, pictureView, voiceBubble } from './media.js';
import { linked } from './text.js';

/** @typedef {import('../types.js').Fields} Fields */

/** @param {Fields} message */
export function sentView(message) {
  switch (text(message, 'MsgType')) {
    case 'text':
      return html`<div class="bubble text">${linked(text(message, 'Content'))}</div>`;
    case 'image':
      return pictureView(mediaUrl(text(message, 'MediaId')));
    case 'voice':
      return voiceBubble(text(message, 'MediaId'));
    case 'video':
      return html`<figure class="bubble film">${filmView(text(message, 'MediaId'))}</figure>`;
    case 'location':
      return locationView(message);
    case 'link':
      return linkView(message);
    default:
      return html`<div class="bubble dump"><pre>${JSON.stringify(message, null, 2)}</pre></div>`;
  }
}

/** @param {Fields} message */
function locationView(message) {
  return html`<div class="bubble place">
    <span class="map" aria-hidden="true">${icon('pin')}</span>
    <b>${text(message, 'Label')}</b>
    <small>${text(message, 'Location_X')}, ${text(message, 'Location_Y')}</small>
  </div>`;
}

/** @param {Fields} message */
function linkView(message) {
  return link(
    text(message, 'Url'),
    html`<b class="title">${text(message, 'Title')}</b>
      <span class="description">${text(message, 'Description')}</span>
      <small>${text(message, 'Url')}</small>`,
    'bubble textcard',
  );
}

/** A line: what happened, and to what. @param {Fields} message */
export function eventView(message) {
  const event = text(message, 'Event');
  const detail = detailOf(message);
  return html`<span class="happened">
    ${wordOr(`event_${event.toLowerCase()}`, event)} <code>${event}</code>
    ${detail ? html`<span class="detail">${detail}</span>` : nothing}
  </span>`;
}

/** @param {Fields} message */
function detailOf(message) {
  const scan = text(object(message, 'ScanCodeInfo'), 'ScanResult');
  const place = object(message, 'SendLocationInfo');
  const latitude = text(message, 'Latitude');
  const where = latitude === '' ? '' : `${latitude}, ${text(message, 'Longitude')}`;
  return [text(message, 'EventKey'), ...chosenOf(message), scan, text(place, 'Label'), where]
    .filter(Boolean)
    .join(' · ');
}

/** The options chosen on a card: question = options. @param {Fields} message */
function chosenOf(message) {
  return objects(object(message, 'SelectedItems'), 'SelectedItem').map((item) => {
    const ids = object(item, 'OptionIds')?.OptionId;
    return `${text(item, 'QuestionKey')} = ${Array.isArray(ids) ? ids.join(', ') : String(ids ?? '')}`;
  });
}

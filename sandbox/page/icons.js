// Line icons, drawn here so that nothing is fetched from elsewhere.
import { html, svg } from 'lit-html';

const SHAPES = {
  gear: svg`<circle cx="12" cy="12" r="2.9"/><path d="M10.2 5.3L10.4 2.8L13.6 2.8L13.8 5.3L15.4 6.0L17.4 4.4L19.6 6.6L18.0 8.6L18.7 10.2L21.2 10.4L21.2 13.6L18.7 13.8L18.0 15.4L19.6 17.4L17.4 19.6L15.4 18.0L13.8 18.7L13.6 21.2L10.4 21.2L10.2 18.7L8.6 18.0L6.6 19.6L4.4 17.4L6.0 15.4L5.3 13.8L2.8 13.6L2.8 10.4L5.3 10.2L6.0 8.6L4.4 6.6L6.6 4.4L8.6 6.0z"/>`,
  plus: svg`<circle cx="12" cy="12" r="9"/><path d="M12 8v8M8 12h8"/>`,
  keyboard: svg`<rect x="3" y="6" width="18" height="12" rx="2"/><path d="M7 10h.01M11 10h.01M15 10h.01M8 14h8"/>`,
  menu: svg`<path d="M4 7h16M4 12h16M4 17h16"/>`,
  back: svg`<path d="M15 5l-7 7 7 7"/>`,
  down: svg`<path d="M7 10l5 5 5-5"/>`,
  right: svg`<path d="M10 7l5 5-5 5"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="M16 16l4 4"/>`,
  folder: svg`<path d="M3.5 6.5a1.5 1.5 0 0 1 1.5-1.5h4l2 2.5h8a1.5 1.5 0 0 1 1.5 1.5v8.5a1.5 1.5 0 0 1-1.5 1.5h-14a1.5 1.5 0 0 1-1.5-1.5z"/>`,
  people: svg`<circle cx="9" cy="8.5" r="3.2"/><path d="M3 19c.6-3.4 3-5 6-5s5.4 1.6 6 5M15.5 5.6a3.2 3.2 0 0 1 0 5.8M17.5 14.4c2 .7 3.2 2.2 3.5 4.6"/>`,
  chat: svg`<path d="M4 5.5h16v11h-9l-4.5 3.5v-3.5H4z"/>`,
  log: svg`<path d="M8 4v13M8 17l-3.5-3.5M8 17l3.5-3.5M16 20V7M16 7l-3.5 3.5M16 7l3.5 3.5"/>`,
  image: svg`<rect x="3.5" y="4.5" width="17" height="15" rx="2"/><circle cx="9" cy="10" r="1.7"/><path d="M4 17l5-4 3.5 2.5L16 11l4.5 4.5"/>`,
  voice: svg`<rect x="9" y="3.5" width="6" height="10.5" rx="3"/><path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3"/>`,
  video: svg`<rect x="3" y="6" width="12.5" height="12" rx="2"/><path d="M15.5 10.5L21 7.5v9l-5.5-3z"/>`,
  pin: svg`<path d="M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11z"/><circle cx="12" cy="10" r="2.3"/>`,
  link: svg`<path d="M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1"/>`,
  file: svg`<path d="M6 3.5h8l4.5 4.5v12.5H6z"/><path d="M14 3.5V8h4.5"/>`,
  send: svg`<path d="M4 12l16-7-5.5 15-3-6.5z"/>`,
  enter: svg`<path d="M13 4.5h6.5v15H13M4 12h10M10.5 8l4 4-4 4"/>`,
  add: svg`<circle cx="10" cy="8" r="3.5"/><path d="M3.5 19.5c.6-3.5 3.2-5.5 6.5-5.5 1.5 0 2.8.4 3.9 1M18 14v6M15 17h6"/>`,
  leave: svg`<circle cx="10" cy="8" r="3.5"/><path d="M3.5 19.5c.6-3.5 3.2-5.5 6.5-5.5 1.5 0 2.8.4 3.9 1M15 17h6"/>`,
  more: svg`<path d="M6 12h.01M12 12h.01M18 12h.01"/>`,
  copy: svg`<rect x="8.5" y="8.5" width="11" height="11" rx="2"/><path d="M15.5 8.5V6a1.5 1.5 0 0 0-1.5-1.5H6A1.5 1.5 0 0 0 4.5 6v8A1.5 1.5 0 0 0 6 15.5h2.5"/>`,
  sun: svg`<circle cx="12" cy="12" r="4"/><path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6L7 7M17 17l1.4 1.4M5.6 18.4L7 17M17 7l1.4-1.4"/>`,
  moon: svg`<path d="M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z"/>`,
  auto: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5v17a8.5 8.5 0 0 0 0-17z" fill="currentColor"/>`,
  clock: svg`<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5l3.5 2"/>`,
  bolt: svg`<path d="M13 3L5.5 13.5H11L10 21l8-11h-5.5z"/>`,
  key: svg`<circle cx="8" cy="15.5" r="4"/><path d="M11 12.5L19.5 4M16 7.5l3 3"/>`,
  beside: svg`<rect x="4" y="4" width="6.5" height="16" rx="1.5"/><rect x="13.5" y="4" width="6.5" height="16" rx="1.5"/>`,
  edit: svg`<path d="M4 20l1-4L16.5 4.5l3 3L8 19zM14 7l3 3"/>`,
  gauge: svg`<path d="M4 17a8.5 8.5 0 1 1 16 0M12 14l4-5"/>`,
};

/** @typedef {keyof typeof SHAPES} Icon */

/** @param {Icon} name */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${SHAPES[name]}</svg>`;
}

// Server-sent events. Whenever they begin everything is fetched: what happened before is missed otherwise.

import { itemsOf } from './api.js';
import { loadAll } from './load.js';
import { redraw, state } from './store.js';
import { applyEvents } from './sync.js';
import { complain } from './toasts.js';

/** @typedef {import('./types.js').LiveItem} LiveItem */

/** So many events at once are a burst: what follows is drawn less often. */
const BURST = 50;
const BURST_PAUSE = 200;

/** @type {LiveItem[]} */
let waiting = [];
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
let pause = 0;

/** @type {EventSource | undefined} */
let source;

export function listen() {
  document.addEventListener('visibilitychange', follow);
  follow();
}

/** A browser has few connections to a host, for all of its tabs: those that nobody sees take none. */
function follow() {
  if (!document.hidden) {
    source ??= openSource();
    return;
  }
  source?.close();
  source = undefined;
}

function openSource() {
  const opened = new EventSource('/_sandbox/events');
  opened.onopen = () => {
    setConnection('open');
    loadAll().catch(complain);
  };
  opened.onerror = () => setConnection('lost');
  opened.onmessage = ({ data }) => {
    waiting.push(...itemsOf(data));
    if (timer === undefined) timer = setTimeout(flush, pause);
  };
  return opened;
}

function flush() {
  timer = undefined;
  const events = waiting;
  waiting = [];
  pause = events.length > BURST ? BURST_PAUSE : 0;
  applyEvents(events);
}

/** @param {'open' | 'lost'} connection */
function setConnection(connection) {
  state.connection = connection;
  redraw('bar');
}

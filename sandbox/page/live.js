// Server-sent events. After a broken connection everything is fetched anew: something may have been missed.

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

export function listen() {
  const source = new EventSource('/_sandbox/events');
  source.onopen = () => {
    const again = state.connection === 'lost';
    setConnection('open');
    if (again) loadAll().catch(complain);
  };
  source.onerror = () => setConnection('lost');
  source.onmessage = ({ data }) => {
    waiting.push(...itemsOf(data));
    if (timer === undefined) timer = setTimeout(flush, pause);
  };
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

// Server-sent events, applied once a frame. After a broken connection everything is fetched anew: something may have been missed.
import { redraw, state } from './store.js';
import { applyEvents, loadAll } from './sync.js';
import { complain } from './toasts.js';

/** @typedef {import('./types.js').LiveEvent} LiveEvent */

/** @type {LiveEvent[]} */
let waiting = [];
let timer = 0;

export function listen() {
  const source = new EventSource('/_sandbox/events');
  source.onopen = () => {
    const again = state.connection === 'lost';
    setConnection('open');
    if (again) loadAll().catch(complain);
  };
  source.onerror = () => setConnection('lost');
  source.onmessage = ({ data }) => {
    waiting.push(...JSON.parse(data));
    // A hidden page has no frames, but must not pile up what comes.
    if (timer === 0) timer = document.hidden ? setTimeout(flush, 200) : requestAnimationFrame(flush);
  };
}

function flush() {
  timer = 0;
  const events = waiting;
  waiting = [];
  applyEvents(events);
}

/** @param {'open' | 'lost'} connection */
function setConnection(connection) {
  state.connection = connection;
  redraw('bar');
}

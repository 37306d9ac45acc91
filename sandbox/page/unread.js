// How many messages nobody has seen, as the server counts them.
import { get } from './api.js';
import { placeKey, redraw, state } from './store.js';
import { markRead } from './talk.js';

/** The fetch under way, and whether there has been news since. @type {Promise<void> | undefined} */
let refreshing;
let stale = false;

/** One fetch at a time, however much comes. */
export function refreshUnread() {
  stale = true;
  refreshing ??= load().finally(() => {
    refreshing = undefined;
  });
  return refreshing;
}

async function load() {
  while (stale) {
    stale = false;
    const { userid } = state;
    const { unread } = await get('unread', userid === undefined ? {} : { userid });
    state.unread = new Map(unread.map((one) => [placeKey(one.userid, one.room), one.count]));
    markRead();
    redraw('phone', 'contacts');
  }
}

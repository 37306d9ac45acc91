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
    // The groups of robots are counted for those who are looked at.
    const answers = await Promise.all(
      state.phones.map(({ userid }) => get('unread', userid === undefined ? undefined : { userid })),
    );
    const counts = answers.flatMap(({ unread }) => unread);
    state.unread = new Map(counts.map((one) => [placeKey(one.userid, one.room), one.count]));
    markRead();
    redraw('phone', 'contacts');
  }
}

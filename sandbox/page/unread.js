// How many messages nobody has seen, as the server counts them.
import { get } from './api.js';
import { oneAtATime } from './one_at_a_time.js';
import { placeKey, redraw, state } from './store.js';
import { markRead } from './talk.js';

export const refreshUnread = oneAtATime(async () => {
  // The groups of robots are counted for those who are looked at.
  const answers = await Promise.all(
    state.phones.map(({ userid }) => get('unread', userid === undefined ? undefined : { userid })),
  );
  const counts = answers.flatMap(({ unread }) => unread);
  state.unread = new Map(counts.map((one) => [placeKey(one.userid, one.room), one.count]));
  markRead();
  redraw('phone', 'contacts');
});

// A conversation as a phone shows it: the messages of an app, a chat or a robot, and what the member answered.
import type { Company } from '../model/company';
import type { Delivery, Message } from '../model/records';

export type Entry = { type: 'message'; message: Message } | { type: 'delivery'; delivery: Delivery };

/** Of a member with an app, of a chat, or of a robot's group. */
export type Place = { userid: string; agentid: number } | { chatid: string } | { robot: string };

/** The newest `limit`, oldest first. */
export function conversation(company: Company, place: Place, limit: number): Entry[] {
  const answers = newest(company.deliveries, limit, (delivery) => isAnswer(delivery, place));
  const messages = newest(company.messages, limit, (message) => isIn(message, place));
  // In the same millisecond the member spoke first: an app answers.
  const entries: Entry[] = [
    ...answers.map((delivery) => ({ type: 'delivery' as const, delivery })),
    ...messages.map((message) => ({ type: 'message' as const, message })),
  ];
  return entries.sort((one, other) => timeOf(one) - timeOf(other)).slice(-limit);
}

function timeOf(entry: Entry): number {
  return entry.type === 'message' ? entry.message.at : entry.delivery.at;
}

/** From the end, and no farther than needed: there may be very many. */
function newest<T>(all: readonly T[], limit: number, isWanted: (one: T) => boolean): T[] {
  const found: T[] = [];
  for (let index = all.length - 1; index >= 0 && found.length < limit; index--) {
    const one = all[index];
    if (one !== undefined && isWanted(one)) found.push(one);
  }
  return found.reverse();
}

function isAnswer({ agentid, userid }: Delivery, place: Place): boolean {
  return 'agentid' in place && agentid === place.agentid && userid === place.userid;
}

function isIn({ from, to }: Message, place: Place): boolean {
  if ('agentid' in place) return 'agentid' in from && from.agentid === place.agentid && to.includes(place.userid);
  if ('chatid' in place) return 'chatid' in from && from.chatid === place.chatid;
  return 'robot' in from && from.robot === place.robot;
}

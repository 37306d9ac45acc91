// How many messages each member has not seen, counted here: a page that sleeps misses nothing.
import type { Company } from '../model/company';
import type { Change } from '../model/events';
import type { Delivery, Message } from '../model/records';

export interface UnreadCount {
  userid: string;
  /** 1000002, chat:ID, robot:KEY. */
  room: string;
  count: number;
}

export class Unread {
  /** By room, then by userid. */
  readonly #counts = new Map<string, Map<string, number>>();
  /** How many messages a robot's group has had: it is everybody's. */
  readonly #spoken = new Map<string, number>();

  constructor(company: Company) {
    company.watch('message.send', (change) => this.#sent(change));
    company.watch('callback.done', (change) => this.#answered(change));
    company.watch('member.delete', ({ data }) => this.#left(data.userid));
  }

  /** After a reset of the company. */
  clear(): void {
    this.#counts.clear();
    this.#spoken.clear();
  }

  /** Without a userid: of all members, robots' groups left out, as they would be unread for everybody. */
  list(reader?: string): UnreadCount[] {
    const counts: UnreadCount[] = [];
    for (const [room, users] of this.#counts) {
      const spoken = this.#spoken.get(room);
      if (spoken !== undefined) continue;
      for (const [userid, count] of users) counts.push({ userid, room, count });
    }
    if (reader === undefined) return counts;
    for (const [room, spoken] of this.#spoken) {
      const count = spoken - (this.#counts.get(room)?.get(reader) ?? 0);
      if (count > 0) counts.push({ userid: reader, room, count });
    }
    return counts;
  }

  read(userid: string, room: string): void {
    const spoken = this.#spoken.get(room);
    if (spoken === undefined) this.#counts.get(room)?.delete(userid);
    else this.#usersOf(room).set(userid, spoken);
  }

  #sent(change: Change): void {
    if (change.event !== 'message.send') return;
    const room = roomOf(change.data);
    if (room.startsWith('robot:')) this.#spoken.set(room, (this.#spoken.get(room) ?? 0) + 1);
    else for (const userid of change.data.to) this.#count(room, userid);
  }

  #answered(change: Change): void {
    if (change.event !== 'callback.done') return;
    const { agentid, userid } = change.data;
    if (agentid !== undefined && userid !== undefined && isSpoken(change.data)) this.#count(String(agentid), userid);
  }

  /** Somebody who gets the same userid later begins anew. */
  #left(userid: string): void {
    for (const users of this.#counts.values()) users.delete(userid);
  }

  #count(room: string, userid: string): void {
    const users = this.#usersOf(room);
    users.set(userid, (users.get(userid) ?? 0) + 1);
  }

  #usersOf(room: string): Map<string, number> {
    const known = this.#counts.get(room);
    if (known !== undefined) return known;
    const users = new Map<string, number>();
    this.#counts.set(room, users);
    return users;
  }
}

function roomOf({ from }: Message): string {
  if ('agentid' in from) return String(from.agentid);
  return 'chatid' in from ? `chat:${from.chatid}` : `robot:${from.robot}`;
}

/** Other replies change a card. */
function isSpoken({ reply }: Delivery): boolean {
  return reply !== undefined && !reply.msgtype.startsWith('update_');
}

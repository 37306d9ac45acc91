// 摇一摇周边: somebody shakes a phone near a beacon, and the page that opens gets a ticket. Here the sandbox's user says who shook.
import { DAY, MINUTE } from '../model/clock';
import type { Company } from '../model/company';
import { Expiring } from '../model/expiring';
import { randomId } from '../model/random_id';
import { fail } from '../protocol/errors';

const TICKET_LASTS = 30 * MINUTE;
/** ms. Later an expired ticket counts as unknown. */
const REMEMBERED = DAY;
const MOST_TICKETS = 10_000;

export interface Shake {
  /** A userid, or an openid of somebody outside. */
  who: { userid: string } | { openid: string };
  expires: number;
}

export class Shakes {
  readonly tickets: Expiring<Shake>;

  constructor({ clock }: Company) {
    this.tickets = new Expiring(clock, MOST_TICKETS);
  }
}

/** A new ticket for every shake. */
export function shake(company: Company, userid: string): string {
  const member = company.member(userid);
  const ticket = randomId(32);
  const who = member === undefined ? { openid: userid } : { userid: member.userid };
  const expires = company.clock.now() + TICKET_LASTS;
  company.room(Shakes).tickets.set(ticket, { who, expires }, expires + REMEMBERED);
  company.emit({ event: 'shake.shake', data: { ticket, ...who } });
  return ticket;
}

export function shakeOf(company: Company, ticket: string | undefined): Shake {
  if (!ticket) fail(90002);
  const found = company.room(Shakes).tickets.get(ticket) ?? fail(90003);
  if (found.expires <= company.clock.now()) fail(90004);
  return found;
}

// What the authorize page hands out: codes, once and for five minutes, and the tickets that come from them.
import { DAY, MINUTE } from '../model/clock';
import type { Company } from '../model/company';
import { Expiring } from '../model/expiring';
import { randomId } from '../model/random_id';
import { fail } from '../protocol/errors';

const CODE_LIFE = 5 * MINUTE;
const TICKET_LIFE = 30 * MINUTE;
/** ms. Later an expired ticket counts as unknown. */
const REMEMBERED = DAY;
const MOST_CODES = 10_000;
const MOST_TICKETS = 10_000;

export interface Visitor {
  /** undefined: not a member. */
  userid?: string;
  openid: string;
  scope: string;
}

export class OAuth {
  readonly #company: Company;
  readonly codes: Expiring<Visitor>;
  readonly tickets: Expiring<{ userid: string; expires: number }>;

  constructor(company: Company) {
    this.#company = company;
    this.codes = new Expiring(company.clock, MOST_CODES);
    this.tickets = new Expiring(company.clock, MOST_TICKETS);
  }

  code(visitor: Visitor): string {
    const code = randomId(43);
    this.codes.set(code, visitor, this.#company.clock.now() + CODE_LIFE);
    return code;
  }

  /**
   * 40029 for a code that is unknown, expired or used before. WeCom's help for 40029 names all three, and the pages of these APIs list no
   * other code; 42022 (used before) occurs in the list of all codes only.
   * 错误码 40029: https://developer.work.weixin.qq.com/document/path/90313
   */
  redeem(value: string): Visitor {
    const visitor = this.codes.get(value) ?? fail(40029);
    this.codes.delete(value);
    return visitor;
  }

  ticket(userid: string): string {
    const ticket = randomId(64);
    const expires = this.#company.clock.now() + TICKET_LIFE;
    this.tickets.set(ticket, { userid, expires }, expires + REMEMBERED);
    return ticket;
  }

  /** Whose it is; the codes say what is wrong with it. */
  member(value: string, codes: { invalid: number; expired: number }): string {
    const ticket = this.tickets.get(value) ?? fail(codes.invalid);
    if (ticket.expires <= this.#company.clock.now()) fail(codes.expired);
    return ticket.userid;
  }
}

/** A code for a member, by whatever way it came; undefined userid: somebody from outside. */
export function codeFor(company: Company, userid: string | undefined, scope: string): string {
  const codes = company.room(OAuth);
  if (userid === undefined) return codes.code({ openid: `o${randomId(27)}`, scope });
  const member = company.member(userid);
  if (member === undefined) throw new RangeError(`The company has no member ${userid}.`);
  return codes.code({ userid: member.userid, openid: member.openid, scope });
}

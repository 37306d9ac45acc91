// What the authorize page hands out: codes, once and for five minutes, and the tickets that come from them.
import { type Clock, MINUTE } from './clock';
import { type Company, randomId } from './company';
import { fail } from './errors';

const CODE_LIFE = 5 * MINUTE;
const TICKET_LIFE = 30 * MINUTE;

export interface Visitor {
  /** undefined: not a member. */
  userid?: string;
  openid: string;
  scope: string;
}

interface Code extends Visitor {
  expires: number;
}

export class OAuth {
  readonly #codes = new Map<string, Code>();
  readonly #tickets = new Map<string, { userid: string; expires: number }>();

  code(clock: Clock, visitor: Visitor): string {
    const code = randomId(43);
    this.#codes.set(code, { ...visitor, expires: clock.now() + CODE_LIFE });
    return code;
  }

  /**
   * Once, and in time. 40029 for any other, also for one that was used before: WeCom's help for 40029 names both, and the pages of these
   * APIs name no other code. (42022, used before, stands in the list of all codes only.)
   * 错误码 40029: https://developer.work.weixin.qq.com/document/path/90313
   */
  redeem(clock: Clock, value: string): Visitor {
    const code = this.#codes.get(value) ?? fail(40029);
    this.#codes.delete(value);
    if (code.expires <= clock.now()) fail(40029);
    return code;
  }

  ticket(clock: Clock, userid: string): string {
    const ticket = randomId(64);
    this.#tickets.set(ticket, { userid, expires: clock.now() + TICKET_LIFE });
    return ticket;
  }

  /** Whose it is; the codes say what is wrong with it. */
  member(clock: Clock, value: string, codes: { invalid: number; expired: number }): string {
    const ticket = this.#tickets.get(value) ?? fail(codes.invalid);
    if (ticket.expires <= clock.now()) fail(codes.expired);
    return ticket.userid;
  }
}

/** A code for a member, by whatever way it came; undefined userid: somebody from outside. */
export function codeFor(company: Company, userid: string | undefined, scope: string): string {
  const { clock } = company;
  if (userid === undefined) return oauthOf(company).code(clock, { openid: `o${randomId(27)}`, scope });
  const member = company.member(userid);
  if (member === undefined) throw new RangeError(`The company has no member ${userid}.`);
  return oauthOf(company).code(clock, { userid: member.userid, openid: member.openid, scope });
}

export function oauthOf(company: Company): OAuth {
  return company.room(OAuth);
}

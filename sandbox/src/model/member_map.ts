// The members, and by what else they are found: nobody else may have the same, and a file of 20,000 must not take minutes.
import type { Member } from './records';

const FIELDS = ['mobile', 'email', 'biz_mail', 'weixinid', 'openid'] as const;
type Field = (typeof FIELDS)[number];

/** By lower-cased userid. */
export class MemberMap extends Map<string, Member> {
  readonly #holders = new Map<string, Member>();

  override set(userid: string, member: Member): this {
    this.delete(userid);
    this.#note(member);
    return super.set(userid, member);
  }

  override delete(userid: string): boolean {
    const member = this.get(userid);
    if (member !== undefined) this.#forget(member);
    return super.delete(userid);
  }

  override clear(): void {
    this.#holders.clear();
    super.clear();
  }

  /** Who has this mobile, email … */
  holder(field: Field, value: string): Member | undefined {
    return value === '' ? undefined : this.#holders.get(keyOf(field, value));
  }

  /** The way to change one that is in here already. */
  change(member: Member, fields: Partial<Member>): void {
    this.#forget(member);
    Object.assign(member, fields);
    this.#note(member);
  }

  #note(member: Member): void {
    for (const field of FIELDS) if (member[field] !== '') this.#holders.set(keyOf(field, member[field]), member);
  }

  #forget(member: Member): void {
    for (const field of FIELDS) {
      const key = keyOf(field, member[field]);
      if (this.#holders.get(key) === member) this.#holders.delete(key);
    }
  }
}

/** +86 is where numbers are from unless they say otherwise, and an address has no case. */
function keyOf(field: Field, value: string): string {
  if (field === 'mobile') return `mobile ${bare(value)}`;
  return `${field} ${field === 'email' || field === 'biz_mail' ? value.toLowerCase() : value}`;
}

/** A number without its country and its blanks. */
export function bare(mobile: string): string {
  return mobile.replace(/^\+86|[ -]/g, '');
}

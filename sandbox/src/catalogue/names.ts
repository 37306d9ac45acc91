// A plausible value by the name of its field: ids are those of the company.
import type { Company } from '../model/company';
import { Customers } from '../model/customers';
import type { App } from '../model/records';

/** Upper case and underscores do not tell names apart. */
export function plain(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

const URL_LIKE = /url$|avatar|qrcode|logo|thumb|cover$|^link$|^pic/;
const MEMBER =
  /^(open)?(user|member|staff|operator|creator|owner|leader|admin|approver|applyer|sender|receiver|servicer|organizer|follow|handover|takeover|invitor|inviter|host|cohost|presenter|guest|manager|notifyer|recorder|reporter|attendee|viewer|editor|opt?er|to|from|new|old|current|pending|auth|adder|borrower)*(user|member|staff|operator|creator|owner|leader|admin|approver|applyer|sender|receiver|servicer|organizer|invitor|inviter|host|presenter|guest|manager|notifyer|recorder|reporter|attendee|viewer|editor)(ids?|s|list|idlist)?$/;
const DEPARTMENT =
  /^(main|root|parent|sub)?(department|party|partyid|depart|dept|dep|departmentids?|departs)(id|ids|s|list|idlist)?$/;

/** Whose examples they are; with the app that they are for. */
interface Owner {
  company: Company;
  app?: App | undefined;
}

/** The ids that a company's examples are made of. */
export class Ids {
  readonly #owner: Owner;

  constructor(owner: Owner) {
    this.#owner = owner;
  }

  get userid(): string {
    const { company } = this.#owner;
    for (const { userid, status } of company.members.values()) if (status === 1) return userid;
    return company.creator;
  }

  get department(): number {
    return this.#owner.company.departments.keys().next().value ?? 1;
  }

  get agentid(): number {
    const { app, company } = this.#owner;
    return app?.agentid ?? company.apps.keys().next().value ?? 0;
  }

  get tagid(): number {
    return this.#owner.company.tags.keys().next().value ?? 1;
  }

  get customer(): string {
    return this.#owner.company.room(Customers).all.keys().next().value ?? 'wmExampleCustomer';
  }

  get corpid(): string {
    return this.#owner.company.corpid;
  }

  get mobile(): string {
    return this.#owner.company.member(this.userid)?.mobile || '13800000000';
  }

  /** Seconds. */
  get now(): number {
    return this.#owner.company.clock.seconds();
  }

  /** For a field that holds a text. */
  text(name: string): string {
    const key = plain(name);
    if (/external(user)?ids?$|externaluseridlist|^externalcontact/.test(key)) return this.customer;
    if (/corpids?$|corpidlist/.test(key)) return this.corpid;
    if (MEMBER.test(key)) return this.userid;
    if (DEPARTMENT.test(key)) return String(this.department);
    if (/^agentids?$/.test(key)) return String(this.agentid);
    if (/^tagid$/.test(key)) return String(this.tagid);
    if (/mobile|phone$|^tel/.test(key)) return this.mobile;
    if (/e?mails?$|mailbox/.test(key)) return 'someone@example.com';
    if (URL_LIKE.test(key)) return `https://example.com/${name}`;
    if (/cursor|^next/.test(key)) return '';
    if (/md5$/.test(key)) return '0123456789abcdef0123456789abcdef';
    if (/^(client)?ip$/.test(key)) return '127.0.0.1';
    if (/date$|^day$/.test(key)) return new Date(this.now * 1000).toISOString().slice(0, 10);
    if (/time$/.test(key)) return String(this.now);
    if (/^(err|fail)(msg|reason)$/.test(key)) return 'ok';
    return name;
  }

  /** For a field that holds a number. */
  number(name: string): number {
    const key = plain(name);
    if (DEPARTMENT.test(key)) return this.department;
    if (/^agentids?$/.test(key)) return this.agentid;
    if (/^tagids?$|^taglist$/.test(key)) return this.tagid;
    if (/^expiresin$/.test(key)) return 7200;
    if (/^errcode$|^(fail|left)/.test(key)) return 0;
    return /(time|date)$/.test(key) && !/^(time|date)$/.test(key) ? this.now : 1;
  }
}

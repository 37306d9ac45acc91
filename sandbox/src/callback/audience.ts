// subscribe and unsubscribe: an active member has come into an app's visible range, or has left it.
// 成员关注及取消关注事件: https://developer.work.weixin.qq.com/document/path/90240

import { audience, sees } from '../directory/visible_range';
import type { Company } from '../model/company';
import type { Change } from '../model/events';
import type { App, Member } from '../model/records';
import type { Deliveries } from './delivery';

export function tellAudience(company: Company, deliveries: Deliveries): void {
  const found = () => [...company.apps.values()].map((app) => new Range(company, app));
  let ranges = found();
  company.watch('company.reset', () => {
    ranges = found();
  });
  company.watch('app.create', ({ data }) => ranges.push(new Range(company, data)));
  company.watch('*', (change) => {
    for (const range of ranges) {
      for (const { userid, Event } of range.after(change)) tell(range.app, userid, Event);
    }
  });

  /** Without a callback nobody is there to be told. */
  function tell({ agentid, callback }: App, FromUserName: string, Event: string): void {
    if (callback === undefined) return;
    const head = { ToUserName: company.corpid, FromUserName, CreateTime: company.clock.seconds() };
    const event = { MsgType: 'event', Event, EventKey: '', AgentID: agentid };
    void deliveries.deliver({ callback, agentid, userid: FromUserName }, { ...head, ...event });
  }
}

interface Crossing {
  userid: string;
  Event: 'subscribe' | 'unsubscribe';
}

/** Who is in an app's range, so that a change shows who was not before. */
class Range {
  readonly #company: Company;
  /** Lower-cased userid → userid. */
  readonly #inside: Map<string, string>;

  constructor(
    company: Company,
    readonly app: App,
  ) {
    this.#company = company;
    this.#inside = this.#find();
  }

  after(change: Change): Crossing[] {
    if (change.event === 'member.update') this.#rename(change.data);
    const concerned = concernedBy(change);
    if (concerned === 'everybody') return this.#afterAll();
    return concerned.flatMap((userid) => {
      const member = this.#company.member(userid);
      const isInside = member?.status === 1 && sees(this.#company, this.app, member);
      return this.#cross(member?.userid ?? userid, isInside);
    });
  }

  #afterAll(): Crossing[] {
    const now = this.#find();
    const concerned = new Map([...this.#inside, ...now]);
    return [...concerned].flatMap(([key, userid]) => this.#cross(userid, now.has(key)));
  }

  #find(): Map<string, string> {
    const members = audience(this.#company, this.app).filter(({ status }) => status === 1);
    return new Map(members.map(({ userid }) => [userid.toLowerCase(), userid]));
  }

  #cross(userid: string, isInside: boolean): Crossing[] {
    const key = userid.toLowerCase();
    if (isInside === this.#inside.has(key)) return [];
    if (isInside) this.#inside.set(key, userid);
    else this.#inside.delete(key);
    return [{ userid, Event: isInside ? 'subscribe' : 'unsubscribe' }];
  }

  /** Somebody with a new userid has gone nowhere. */
  #rename({ member, before }: { member: Member; before: Member }): void {
    if (this.#inside.delete(before.userid.toLowerCase())) this.#inside.set(member.userid.toLowerCase(), member.userid);
  }
}

/** Whose place may have changed. After a move of a department, or of one in a tag, it may be anybody's. */
function concernedBy({ event, data }: Change): string[] | 'everybody' {
  switch (event) {
    case 'member.create':
    case 'member.activate':
    case 'member.delete':
      return [data.userid];
    case 'member.update':
      return [data.member.userid];
    case 'tag.add':
    case 'tag.remove':
      return data.partylist.length > 0 ? 'everybody' : data.userlist;
    case 'department.update':
      return data.department.parentid === data.before.parentid ? [] : 'everybody';
    case 'tag.delete':
    case 'app.update':
      return 'everybody';
    default:
      return [];
  }
}

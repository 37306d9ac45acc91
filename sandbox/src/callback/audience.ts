// subscribe and unsubscribe: an active member has come into an app's visible range, or has left it. Protocol 5.5.
import type { Company } from '../company';
import type { Change } from '../events';
import { sees } from '../range';
import type { App, Member } from '../records';
import type { Deliveries } from './delivery';

/** Lower-cased userids of those who see an app. */
type Audience = Set<string>;

export function tellAudience(company: Company, deliveries: Deliveries): void {
  const audiences = new Map<App, Audience>();
  for (const app of company.apps.values()) audiences.set(app, audienceOf(company, app));

  company.watch('*', (change) => {
    const concerned = concernedBy(change, company);
    for (const [app, audience] of audiences) {
      if (change.event === 'member.update') rename(audience, change.data);
      for (const userid of concerned) check(app, audience, userid);
    }
  });

  function check(app: App, audience: Audience, userid: string): void {
    const key = userid.toLowerCase();
    const member = company.member(userid);
    const isIn = member !== undefined && belongs(company, app, member);
    if (isIn === audience.has(key)) return;
    audience[isIn ? 'add' : 'delete'](key);
    tell(app, member?.userid ?? userid, isIn ? 'subscribe' : 'unsubscribe');
  }

  /** Without a callback nobody is there to be told. */
  function tell({ agentid, callback }: App, userid: string, Event: string): void {
    if (callback === undefined) return;
    const CreateTime = company.clock.seconds();
    const parties = { ToUserName: company.corpid, FromUserName: userid, CreateTime };
    const event = { MsgType: 'event', Event, EventKey: '', AgentID: agentid };
    void deliveries.deliver({ callback, agentid, userid }, { ...parties, ...event });
  }
}

function audienceOf(company: Company, app: App): Audience {
  const members = [...company.members.values()].filter((member) => belongs(company, app, member));
  return new Set(members.map(({ userid }) => userid.toLowerCase()));
}

/** Somebody with a new userid has gone nowhere. */
function rename(audience: Audience, { member, before }: { member: Member; before: Member }): void {
  if (audience.delete(before.userid.toLowerCase())) audience.add(member.userid.toLowerCase());
}

function belongs(company: Company, app: App, member: Member): boolean {
  return member.status === 1 && sees(company, app, member);
}

/** Whose place may have changed. After a move of a department, or of one in a tag, it may be anybody's. */
function concernedBy({ event, data }: Change, { members }: Company): string[] {
  switch (event) {
    case 'member.create':
    case 'member.activate':
    case 'member.delete':
      return [data.userid];
    case 'member.update':
      return [data.member.userid];
    case 'tag.add':
    case 'tag.remove':
      return data.partylist.length > 0 ? everybody(members) : data.userlist;
    case 'department.update':
      return data.department.parentid === data.before.parentid ? [] : everybody(members);
    case 'tag.delete':
      return everybody(members);
    default:
      return [];
  }
}

function everybody(members: Company['members']): string[] {
  return [...members.values()].map(({ userid }) => userid);
}

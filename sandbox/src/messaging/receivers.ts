// touser, toparty, totag: who gets a message, and who of those named cannot.
import type { Call } from '../api/chapter';
import { isWithin, partiesOf, sees } from '../directory/visible_range';
import type { App, Member } from '../model/records';
import { fail } from '../protocol/errors';

const MOST_USERS = 1000;
const MOST_PARTIES = 100;
const MOST_TAGS = 100;
const ALL = '@all';

/** As they were named, nobody looked up yet. */
export interface Named {
  all: boolean;
  users: string[];
  parties: string[];
  tags: string[];
}

export interface Reached {
  members: Set<Member>;
  /** Lower-cased, as WeCom gives them back. */
  users: string[];
  parties: string[];
  tags: string[];
}

/** `a|b`, and how many they may be. */
export function named({ body }: Call): Named {
  const [users = [], parties = [], tags = []] = ['touser', 'toparty', 'totag'].map((name) =>
    (body.text(name) ?? '')
      .split('|')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  );
  return checked({ all: users.length === 1 && users[0] === ALL, users, parties, tags });
}

export function checked(to: Named): Named {
  if (to.users.length + to.parties.length + to.tags.length === 0 && !to.all) fail(82001);
  if (to.users.length > MOST_USERS) fail(40032);
  if (to.parties.length > MOST_PARTIES) fail(82002);
  if (to.tags.length > MOST_TAGS) fail(82003);
  return to;
}

/** Those whom the app reaches, or the company itself, and the names that lead to nobody. */
export function reach(call: Call, app: App | undefined, to: Named): Reached {
  const { company } = call;
  const reached: Reached = { members: new Set(), users: [], parties: [], tags: [] };
  const add = (members: Iterable<Member>) => {
    for (const member of members) if (receives(call, app, member)) reached.members.add(member);
  };
  if (to.all) {
    add(company.members.values());
    return reached;
  }
  for (const userid of to.users) {
    const member = company.member(userid);
    if (member && receives(call, app, member)) reached.members.add(member);
    else reached.users.push(userid.toLowerCase());
  }
  for (const id of to.parties) {
    if (isVisible(call, app, Number(id))) add(inParties(call, [Number(id)]));
    else reached.parties.push(id);
  }
  for (const id of to.tags) {
    const tag = company.tags.get(Number(id));
    if (tag === undefined) reached.tags.push(id);
    else add([...inParties(call, tag.parties), ...[...tag.users].flatMap((userid) => company.member(userid) ?? [])]);
  }
  return reached;
}

export function isNobody({ members, users, parties, tags }: Reached): boolean {
  return members.size === 0 && users.length + parties.length + tags.length > 0;
}

/** Disabled members and those who left get nothing, in 企业号 neither do those who do not follow. */
function receives({ company, era }: Call, app: App | undefined, member: Member): boolean {
  if (app === undefined) return true;
  if (member.enable === 0 || member.status === 2 || member.status === 5) return false;
  if (era === 'legacy' && member.status === 4) return false;
  return sees(company, app, member);
}

function isVisible({ company }: Call, app: App | undefined, id: number): boolean {
  if (app === undefined) return company.departments.has(id);
  return isWithin(company, id, partiesOf(company, app));
}

function inParties({ company }: Call, roots: Iterable<number>): Member[] {
  const ids = [...roots];
  return [...company.members.values()].filter((member) =>
    member.department.some((department) => isWithin(company, department, ids)),
  );
}

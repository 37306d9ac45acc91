// Who sees an app: the members, departments and tags of its visible range.

import type { Company } from '../model/company';
import type { App, Member } from '../model/records';
import { ROOT } from './departments';

/** Whether the department is one of `roots`, or below one. */
export function isWithin(company: Company, id: number, roots: Iterable<number>): boolean {
  const among = new Set(roots);
  for (let at = company.departments.get(id); at !== undefined; at = company.departments.get(at.parentid)) {
    if (among.has(at.id)) return true;
  }
  return false;
}

/** The departments that an app sees with everybody in them. */
export function partiesOf(company: Company, { visible }: App): Set<number> {
  const ofTags = visible.tags.flatMap((tagid) => [...(company.tags.get(tagid)?.parties ?? [])]);
  return new Set([...visible.parties, ...ofTags]);
}

export function sees(company: Company, app: App, member: Member): boolean {
  const userid = member.userid.toLowerCase();
  const parties = partiesOf(company, app);
  if (parties.has(ROOT)) return true;
  if (app.visible.users.some((one) => one.toLowerCase() === userid)) return true;
  if (app.visible.tags.some((tagid) => company.tags.get(tagid)?.users.has(userid))) return true;
  return member.department.some((id) => isWithin(company, id, parties));
}

/** All who see the app, found at once: to ask for each of 10,000 members takes long. */
export function audience(company: Company, app: App): Member[] {
  const members = [...company.members.values()];
  const parties = partiesOf(company, app);
  if (parties.has(ROOT)) return members;
  const { users, tags } = app.visible;
  const named = new Set(users.map((userid) => userid.toLowerCase()));
  for (const tagid of tags) for (const userid of company.tags.get(tagid)?.users ?? []) named.add(userid);
  const within = new Set([...company.departments.keys()].filter((id) => isWithin(company, id, parties)));
  return members.filter(
    ({ userid, department }) => named.has(userid.toLowerCase()) || department.some((id) => within.has(id)),
  );
}

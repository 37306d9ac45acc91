// Who sees an app: the members, departments and tags of its visible range.
import type { Company } from './company';
import { ROOT } from './departments';
import type { App, Member } from './records';

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

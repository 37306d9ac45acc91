// Checks a company's references: every named member, department and tag must exist, and ids must be unique.

import { ROOT } from '../directory/departments';
import type { CompanyConfig } from './config';

/** A line for each mistake, with its place. */
export function references(company: CompanyConfig): string[] {
  const known = knownOf(company);
  return [
    ...twice(company),
    ...departments(company, known),
    ...missing('company.creator', [company.creator || undefined], known.member),
    ...company.members.flatMap((member, index) => ofMember(member, `company.members[${index}]`, known)),
    ...(company.tags ?? []).flatMap(({ users, parties }, index) => [
      ...missing(`company.tags[${index}].users`, users, known.member, true),
      ...missing(`company.tags[${index}].parties`, parties, known.department, true),
    ]),
    ...company.apps.flatMap(({ visible }, index) => [
      ...missing(`company.apps[${index}].visible.users`, visible?.users, known.member, true),
      ...missing(`company.apps[${index}].visible.parties`, visible?.parties, known.department, true),
      ...missing(`company.apps[${index}].visible.tags`, visible?.tags, known.tag, true),
    ]),
  ];
}

/** Records that others refer to, and the word for one in errors. */
interface Kind {
  word: string;
  has(id: string | number): boolean;
}

type Known = Record<'department' | 'member' | 'tag', Kind>;

function knownOf({ departments, members, tags = [] }: CompanyConfig): Known {
  const ids = new Set<unknown>(departments.map(({ id }) => id));
  const userids = new Set(members.map(({ userid }) => userid.toLowerCase()));
  const tagids = new Set<unknown>(tags.map(({ tagid }) => tagid));
  return {
    department: { word: 'department', has: (id) => ids.has(id) },
    member: { word: 'member', has: (userid) => userids.has(String(userid).toLowerCase()) },
    tag: { word: 'tag', has: (tagid) => tagids.has(tagid) },
  };
}

/** A line for each id that does not exist. */
function missing(
  at: string,
  ids: readonly (string | number | undefined)[] | undefined,
  { word, has }: Kind,
  isList = false,
): string[] {
  return (ids ?? []).flatMap((id, index) => {
    if (id === undefined || has(id)) return [];
    return `${isList ? `${at}[${index}]` : at}: no ${word} ${id}`;
  });
}

function twice({ contactSecret, departments, members, tags = [], apps, robots = [] }: CompanyConfig): string[] {
  const lower = (text: string | undefined) => text?.toLowerCase();
  const secrets = repeated([contactSecret, ...apps.map(({ secret }) => secret)]);
  return [
    ...told('company.departments', 'id', departments, repeated(departments.map(({ id }) => id))),
    ...told('company.members', 'userid', members, repeated(members.map(({ userid }) => lower(userid)))),
    ...told('company.members', 'mobile', members, repeated(members.map(({ mobile }) => mobile))),
    ...told('company.members', 'email', members, repeated(members.map(({ email }) => lower(email)))),
    ...told('company.members', 'biz_mail', members, repeated(members.map(({ biz_mail }) => lower(biz_mail)))),
    ...told('company.tags', 'tagid', tags, repeated(tags.map(({ tagid }) => tagid))),
    ...told('company.apps', 'agentid', apps, repeated(apps.map(({ agentid }) => agentid))),
    ...told('company.robots', 'key', robots, repeated(robots.map(({ key }) => key))),
    // Logs must not show secrets.
    ...secrets.map((index) => `company.apps[${index - 1}].secret: another has the same`),
  ];
}

/** Indexes of values that occurred before. */
function repeated(values: (string | number | undefined)[]): number[] {
  const seen = new Set<string | number>();
  return values.flatMap((value, index) => {
    if (value === undefined || value === '') return [];
    if (seen.has(value)) return [index];
    seen.add(value);
    return [];
  });
}

function told<T extends object>(at: string, field: keyof T & string, records: T[], places: number[]): string[] {
  return places.map((index) => `${at}[${index}].${field}: ${records[index]?.[field]} is there twice`);
}

function departments({ departments }: CompanyConfig, { department }: Known): string[] {
  if (!department.has(ROOT)) return ['company.departments: no root, which has the id 1'];
  const parents = new Map(departments.map(({ id, parentid = ROOT }) => [id, parentid]));
  return departments.flatMap(({ id, parentid = ROOT }, index) => {
    const at = `company.departments[${index}].parentid`;
    if (id === ROOT) return parentid === ROOT || parentid === 0 ? [] : [`${at}: the root has none`];
    if (!department.has(parentid)) return [`${at}: no department ${parentid}`];
    return isBelowItself(id, parents) ? [`${at}: it would be below itself`] : [];
  });
}

/** Without a circle the root is reached in fewer steps than there are departments. */
function isBelowItself(id: number, parents: Map<number, number>): boolean {
  let at: number | undefined = id;
  for (let steps = 0; at !== undefined && at !== ROOT; steps++) {
    if (steps > parents.size) return true;
    at = parents.get(at);
  }
  return false;
}

function ofMember(
  member: CompanyConfig['members'][number],
  at: string,
  { department, member: someone }: Known,
): string[] {
  const { department: departments = [ROOT], main_department: main, direct_leader, order, is_leader_in_dept } = member;
  const lists = Object.entries({ order, is_leader_in_dept }).flatMap(([name, list = departments]) => {
    if (list.length === departments.length) return [];
    return `${at}.${name}: ${list.length} for ${departments.length} departments`;
  });
  const isElsewhere = main !== undefined && !departments.includes(main);
  return [
    ...missing(`${at}.department`, departments, department, true),
    ...lists,
    ...(isElsewhere ? [`${at}.main_department: ${main} is not among its departments`] : []),
    ...missing(`${at}.direct_leader`, direct_leader, someone, true),
  ];
}

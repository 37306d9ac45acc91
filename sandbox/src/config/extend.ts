// The example with something of one's own, so that a test says only what matters to it.
import type { App, Department, Member, Robot, Tag } from '../model/records';
import { checkCompany } from './check';
import type { CompanyConfig } from './config';
import { example } from './example';

type Records = 'departments' | 'members' | 'tags' | 'apps' | 'robots';

/** What is added to a company, or changed in it: records with a known userid, id, tagid, agentid or key change that one. */
export interface Extension extends Partial<Omit<CompanyConfig, Records>> {
  departments?: (Pick<Department, 'id'> & Partial<Department>)[];
  members?: (Pick<Member, 'userid'> & Partial<Member>)[];
  /** `users` and `parties` take the place of those that are there. */
  tags?: (Pick<Tag, 'tagid'> & { tagname?: string; users?: string[]; parties?: number[] })[];
  apps?: (Pick<App, 'agentid'> & Partial<App>)[];
  robots?: (Pick<Robot, 'key'> & Partial<Robot>)[];
}

/**
 * The example company, or another one, with this in it: `company: extend({ members: [{ userid: 'ann', name: 'Ann' }] })`. Throws a
 * TypeError with a line for each mistake.
 */
export function extend(more: Extension, base: CompanyConfig = example): CompanyConfig {
  return checkCompany({
    ...base,
    ...more,
    departments: merged(base.departments, more.departments, ({ id }) => id),
    members: merged(base.members, more.members, ({ userid }) => userid.toLowerCase()),
    tags: merged(base.tags, more.tags, ({ tagid }) => tagid),
    apps: merged(base.apps, more.apps, ({ agentid }) => agentid),
    robots: merged(base.robots, more.robots, ({ key }) => key),
  });
}

function merged<T extends object>(base: readonly T[] = [], more: readonly T[] = [], idOf: (one: T) => unknown): T[] {
  const all = new Map(base.map((one) => [idOf(one), one]));
  for (const one of more) all.set(idOf(one), { ...all.get(idOf(one)), ...one });
  return [...all.values()];
}

// A company from plain data: the example, or what a user wrote in a file.
import { type Company, TODAY } from '../model/company';
import { newApp } from '../model/new_app';
import { newMember } from '../model/new_member';
import type { App, Callback, Department, Member, Robot, Tag } from '../model/records';

/** A company of your own, in code or in a `--config` file. Fields that a record leaves out get plain values. */
export interface CompanyConfig {
  /** The corpid for `gettoken`. */
  corpid: string;
  /** The secret that writes the address book (通讯录同步). No app has the same. */
  contactSecret: string;
  /**
   * The day on which it was made, `2021-05-01`; today unless given. In companies made before 2022-06-20 apps are told mobile, email, gender
   * and other private fields of members.
   */
  created?: string;
  /** Who founded it: that member cannot be deleted (301005). */
  creator?: string;
  /** The root, with id 1, is required. A department without parentid belongs to the root. */
  departments: (Pick<Department, 'id' | 'name'> & Partial<Department>)[];
  /** A member without department belongs to the root, and one without status is active. */
  members: (Pick<Member, 'userid' | 'name'> & Partial<Member>)[];
  /** `users` are userids, `parties` departments. `owner`: 'contact' or an agentid, who alone may change it; everybody's without. */
  tags?: { tagid: number; tagname: string; users?: string[]; parties?: number[]; owner?: string }[];
  /** Where changes of the address book are told. */
  contactCallback?: Callback;
  /** Each app needs a secret of its own. Everybody sees an app without `visible`. */
  apps: (Pick<App, 'agentid' | 'name' | 'secret'> & Partial<App>)[];
  /** 群机器人, known by their keys. */
  robots?: Robot[];
}

/** Fills an empty company from a checked config, which stays as it is: what happens to the company is not written into it. */
export function fill(company: Company, given: CompanyConfig): void {
  const config = structuredClone(given);
  company.corpid = config.corpid;
  company.contactSecret = config.contactSecret;
  company.creator = config.creator ?? '';
  company.created = config.created ?? TODAY;
  if (config.contactCallback !== undefined) company.contactCallback = config.contactCallback;
  config.departments.forEach((department, index) => {
    const parentid = department.id === 1 ? 0 : 1;
    company.departments.set(department.id, { parentid, order: 100_000_000 - 1000 * index, ...department });
  });
  for (const member of config.members) company.members.set(member.userid.toLowerCase(), newMember(member));
  for (const tag of config.tags ?? []) company.tags.set(tag.tagid, newTag(tag));
  for (const app of config.apps) company.apps.set(app.agentid, newApp(app));
  for (const robot of config.robots ?? []) company.robots.set(robot.key, robot);
}

/** The company as it is by now, as plain data. Shares the records with it. */
export function configOf(company: Company): CompanyConfig {
  const { corpid, contactSecret, creator, created, contactCallback, departments, members, tags, apps, robots } =
    company;
  return {
    corpid,
    contactSecret,
    creator,
    ...(created !== TODAY && { created }),
    departments: [...departments.values()],
    members: [...members.values()],
    tags: [...tags.values()].map((tag) => ({ ...tag, users: [...tag.users], parties: [...tag.parties] })),
    apps: [...apps.values()],
    robots: [...robots.values()],
    ...(contactCallback !== undefined && { contactCallback }),
  };
}

function newTag({ users = [], parties = [], ...tag }: NonNullable<CompanyConfig['tags']>[number]): Tag {
  return { ...tag, users: new Set(users.map((userid) => userid.toLowerCase())), parties: new Set(parties) };
}

// Apps and robots as an administrator makes them in the console: WeCom has no API for that.
import { randomUUID } from 'node:crypto';
import type { Company } from '../model/company';
import { newApp } from '../model/new_app';
import { randomId } from '../model/random_id';
import { type Code, Misuse } from '../model/reason';
import type { App, Robot } from '../model/records';
import { characterCount } from '../protocol/input';

const LONGEST_NAME = 32;
const LONGEST_DESCRIPTION = 120;
const MOST_APPS = 1000;
const MOST_ROBOTS = 1000;
/** The console counts from 1000002 on. */
const BEFORE_FIRST = 1_000_001;

/** Who sees an app: members, departments with all below them, tags. */
export type VisibleRange = App['visible'];

/** What an administrator writes into an app. */
export interface AppChanges {
  name?: string;
  description?: string;
  visible?: VisibleRange;
}

/** Without an agentid it gets the next one. */
export function createApp(company: Company, { agentid, ...fields }: AppChanges & { agentid?: number }): App {
  checkRoom(company.apps.size, MOST_APPS);
  const id = agentid ?? Math.max(BEFORE_FIRST, ...company.apps.keys()) + 1;
  if (company.apps.has(id)) refuse(`There is an app ${id} already.`, 'agentid_taken', { agentid: id });
  const checked = checkedApp(company, { name: '', ...fields });
  const app = newApp({ ...checked, agentid: id, name: checked.name ?? '', secret: randomId(43) });
  company.apps.set(id, app);
  company.emit({ event: 'app.create', data: app });
  return app;
}

/** What is absent stays as it is. */
export function updateApp(company: Company, agentid: number, changes: AppChanges): App {
  const app = company.apps.get(agentid) ?? refuse(`The company has no app ${agentid}.`, 'no_app', { agentid });
  Object.assign(app, checkedApp(company, changes));
  company.emit({ event: 'app.update', data: app });
  return app;
}

/** Without a key it gets one of its own. */
export function createRobot(company: Company, { name, key }: { name: string; key?: string }): Robot {
  checkRoom(company.robots.size, MOST_ROBOTS);
  checkName(name);
  const robot: Robot = { key: key ?? randomUUID(), name };
  if (company.robots.has(robot.key)) refuse('Another robot has this key.', 'key_taken');
  company.robots.set(robot.key, robot);
  company.emit({ event: 'robot.create', data: robot });
  return robot;
}

function checkedApp(company: Company, { name, description, visible }: AppChanges): AppChanges {
  if (name !== undefined) checkName(name);
  if (characterCount(description ?? '') > LONGEST_DESCRIPTION) {
    refuse('The description is too long.', 'description_length', { most: LONGEST_DESCRIPTION });
  }
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(visible !== undefined && { visible: checkedRange(company, visible) }),
  };
}

function checkName(name: string): void {
  const length = characterCount(name.trim());
  if (length === 0 || length > LONGEST_NAME) {
    refuse(`A name has 1 to ${LONGEST_NAME} characters.`, 'name_length', { most: LONGEST_NAME });
  }
}

/** Userids as the company writes them, each once. */
function checkedRange(company: Company, { users, parties, tags }: VisibleRange): VisibleRange {
  const found = users.map(
    (userid) =>
      company.member(userid)?.userid ?? refuse(`The company has no member ${userid}.`, 'no_member', { userid }),
  );
  for (const id of parties)
    if (!company.departments.has(id)) refuse(`The company has no department ${id}.`, 'no_department', { id });
  for (const tagid of tags)
    if (!company.tags.has(tagid)) refuse(`The company has no tag ${tagid}.`, 'no_tag', { tagid });
  return { users: [...new Set(found)], parties: [...new Set(parties)], tags: [...new Set(tags)] };
}

function checkRoom(size: number, most: number): void {
  if (size >= most) refuse(`There are ${most} already.`, 'too_many', { most });
}

function refuse(why: string, code: Code, params: Record<string, string | number> = {}): never {
  throw new Misuse(why, { code, params });
}

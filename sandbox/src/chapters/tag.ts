// 标签管理: https://developer.work.weixin.qq.com/document/path/90210
import type { Call, Chapter } from '../api/chapter';
import type { Tag } from '../model/records';
import { fail } from '../protocol/errors';
import { characterCount, type Input } from '../protocol/input';

const LONGEST_NAME = { legacy: 64, current: 32, both: 32 };
const MOST_TAGS = 3000;
const MOST_NODES = 30_000;
const MOST_USERS = 1000;
const MOST_PARTIES = 100;

export const tag: Chapter = {
  'tag/create': {
    verb: 'POST',
    secret: 'any',
    run(call) {
      const { tags } = call.company;
      const tagid = call.body.uint('tagid') ?? Math.max(0, ...tags.keys()) + 1;
      if (call.body.warned || tags.has(tagid) || tags.size >= MOST_TAGS) fail(40068);
      const tagname = nameOf(call);
      const made: Tag = { tagid, tagname, users: new Set(), parties: new Set(), owner: call.by };
      tags.set(tagid, made);
      call.emit({ event: 'tag.create', data: made });
      return { errmsg: 'created', tagid };
    },
  },

  'tag/update': {
    verb: 'POST',
    secret: 'any',
    run(call) {
      const changed = own(call, call.body);
      changed.tagname = nameOf(call, changed);
      call.emit({ event: 'tag.rename', data: changed });
      return { errmsg: 'updated' };
    },
  },

  'tag/delete': {
    verb: 'GET',
    secret: 'any',
    run(call) {
      const gone = own(call, call.query);
      if (call.era === 'legacy' && gone.users.size + gone.parties.size > 0) fail(60016);
      call.company.tags.delete(gone.tagid);
      call.emit({ event: 'tag.delete', data: gone });
      return { errmsg: 'deleted' };
    },
  },

  'tag/get': {
    verb: 'GET',
    secret: 'any',
    empty: () => ({ userlist: [], partylist: [] }),
    run({ company, query }) {
      const { tagname, users, parties } = find(company.tags, query);
      const members = [...users].flatMap((userid) => company.member(userid) ?? []);
      return { tagname, userlist: members.map(({ userid, name }) => ({ userid, name })), partylist: [...parties] };
    },
  },

  'tag/addtagusers': {
    verb: 'POST',
    secret: 'any',
    run: (call) => change(call, { none: 40070, done: 'ok', add: true }),
  },

  'tag/deltagusers': {
    verb: 'POST',
    secret: 'any',
    run: (call) => change(call, { none: 40031, done: 'deleted', add: false }),
  },

  'tag/list': {
    verb: 'GET',
    secret: 'any',
    empty: () => ({ taglist: [] }),
    run: ({ company }) => ({ taglist: [...company.tags.values()].map(({ tagid, tagname }) => ({ tagid, tagname })) }),
  },
};

function find(tags: Map<number, Tag>, input: Input): Tag {
  if (input.blank('tagid')) fail(41017);
  return tags.get(input.uint('tagid') ?? 0) ?? fail(40068);
}

/** A tag belongs to whoever made it; what came with the company is everybody's, and the contact secret may do all. */
function own({ company, by }: Call, input: Input): Tag {
  const found = find(company.tags, input);
  if (by !== 'contact' && found.owner !== undefined && found.owner !== by) fail(81011);
  return found;
}

function nameOf({ company, body, era }: Call, self?: Tag): string {
  const name = body.text('tagname') ?? '';
  if (name === '') fail(41018);
  if (characterCount(name) > LONGEST_NAME[era]) fail(40072);
  for (const other of company.tags.values()) if (other !== self && other.tagname === name) fail(40071);
  return name;
}

interface Change {
  /** When nobody on the lists is good. */
  none: number;
  done: string;
  add: boolean;
}

/** The good ones are put in or taken out, the others named; when nobody is good nothing happens. */
function change(call: Call, { none, done, add }: Change) {
  const changed = own(call, call.body);
  const { userlist, partylist } = listsOf(call.body);
  const users = part(userlist, (userid) => call.company.member(userid) !== undefined);
  const parties = part(partylist, (id) => call.company.departments.has(id));
  if (users.good.length + parties.good.length === 0) fail(none);
  const nodes = changed.users.size + changed.parties.size + users.good.length + parties.good.length;
  if (add && nodes > MOST_NODES) fail(81003);
  for (const userid of users.good) changed.users[add ? 'add' : 'delete'](userid.toLowerCase());
  for (const id of parties.good) changed.parties[add ? 'add' : 'delete'](id);
  call.emit({
    event: add ? 'tag.add' : 'tag.remove',
    data: { tag: changed, userlist: users.good, partylist: parties.good },
  });
  const allGood = users.bad.length + parties.bad.length === 0;
  return {
    errmsg: allGood || call.era !== 'legacy' ? done : 'invalid userlist failed',
    ...(users.bad.length > 0 && { invalidlist: users.bad.join('|') }),
    ...(parties.bad.length > 0 && { invalidparty: parties.bad }),
  };
}

function part<T>(list: T[], fits: (one: T) => boolean): { good: T[]; bad: T[] } {
  const good: T[] = [];
  const bad: T[] = [];
  for (const one of list) (fits(one) ? good : bad).push(one);
  return { good, bad };
}

function listsOf(body: Input): { userlist: string[]; partylist: number[] } {
  for (const name of ['userlist', 'partylist']) if (body.has(name) && !Array.isArray(body.raw(name))) fail(40035);
  const userlist = body.texts('userlist') ?? [];
  const partylist = body.uints('partylist') ?? [];
  if (userlist.length + partylist.length === 0) fail(40035);
  if (userlist.length > MOST_USERS || partylist.length > MOST_PARTIES) fail(40035);
  return { userlist, partylist };
}

// Members: made, changed and removed. Used by the user chapter and by the batch jobs.
import type { Call } from '../api/chapter';
import { findFor, noLongerShow, showForEver } from '../media/keep';
import type { Company } from '../model/company';
import { newMember } from '../model/new_member';
import type { Chat, Department, Media, Member } from '../model/records';
import { fail, failBare } from '../protocol/errors';
import type { Input } from '../protocol/input';
import { checkContact, checkReachable, checkUserid, OPTIONAL, readFields } from './member_fields';
import { readPlaces, settle } from './member_places';

/** Not yet activated: a member joins by accepting the invitation. */
const INVITED = 4;
const DISABLED = 2;
const ACTIVE = 1;
/** 账号上限: further members get 45024. */
const MOST_MEMBERS = 100_000;

/** `made`: departments that the newest API makes for ids that it does not know. */
export function createMember(call: Call, given: Input): { member: Member; made: Department[] } {
  const { company } = call;
  const input = given.filled(OPTIONAL);
  const fields = readFields(input);
  const { name = fail(60112) } = fields;
  if (name === '') fail(60112);
  const userid = input.blank('userid') ? fail(41009) : (input.text('userid') ?? '');
  checkUserid(userid);
  checkReachable(call, fields);
  checkContact(fields);
  if (company.member(userid)) fail(60102);
  if (company.members.size >= MOST_MEMBERS) fail(45024);
  checkUnique(company, fields);
  checkLeaders(company, fields);
  const avatar = avatarOf(call, input);
  const { places, created } = readPlaces(call, input);
  const settled = settle(call, places, created);
  if (avatar !== undefined) fields.avatar = showForEver(call, avatar, '');
  const status = fields.enable === 0 ? DISABLED : INVITED;
  const member = newMember({ ...fields, ...settled.places, userid, name, status });
  company.members.set(userid.toLowerCase(), member);
  call.emit({ event: 'member.create', data: member });
  return { member, made: settled.made };
}

/** What is absent stays as it was. */
export function updateMember(call: Call, input: Input): Member {
  const { company } = call;
  const fields = readFields(input);
  const member = company.member(input.blank('userid') ? fail(41009) : (input.text('userid') ?? '')) ?? fail(60111);
  if (fields.name === '') fail(60112);
  // An active member's mobile is its own.
  if (member.status === ACTIVE) delete fields.mobile;
  checkContact(fields);
  if (fields.mobile === '' || fields.email === '') checkReachable(call, { ...member, ...fields });
  checkUnique(company, fields, member);
  checkLeaders(company, fields);
  const renamed = newUserid(company, member, input);
  const avatar = avatarOf(call, input);
  const { places, created } = readPlaces(call, input, member);
  const settled = settle(call, places, created);
  if (avatar !== undefined) fields.avatar = showForEver(call, avatar, member.avatar);
  const before = { ...member };
  company.members.change(member, { ...fields, ...settled.places, ...statusOf(member, fields) });
  if (renamed !== undefined) rename(company, member, renamed);
  call.emit({ event: 'member.update', data: { member, before } });
  return member;
}

export function deleteMembers(call: Call, members: Member[]): void {
  const { company } = call;
  if (members.some(({ userid }) => userid.toLowerCase() === company.creator.toLowerCase())) fail(301005);
  for (const member of members) {
    const key = member.userid.toLowerCase();
    company.members.delete(key);
    for (const tag of company.tags.values()) tag.users.delete(key);
    for (const chat of company.chats.values()) leave(chat, key);
    noLongerShow(call, member.avatar);
    call.emit({ event: 'member.delete', data: member });
  }
}

/** A chat whose owner has gone belongs to the next one in it. */
function leave(chat: Chat, key: string): void {
  chat.userlist = chat.userlist.filter((userid) => userid.toLowerCase() !== key);
  if (chat.owner.toLowerCase() === key) chat.owner = chat.userlist[0] ?? '';
}

/** `avatar_mediaid`: an image that was uploaded. */
function avatarOf({ company }: Call, input: Input): Media | undefined {
  if (input.blank('avatar_mediaid')) return undefined;
  return findFor(company, input.text('avatar_mediaid'), 'image');
}

/** Taken by another: WeCom says by whom only of a mobile. */
function checkUnique({ members }: Company, fields: Partial<Member>, self?: Member): void {
  const { mobile = '', email = '', biz_mail = '', weixinid = '' } = fields;
  const isOther = (holder: Member | undefined) => holder !== undefined && holder !== self;
  const owner = members.holder('mobile', mobile);
  if (isOther(owner)) failBare(60104, `mobile existed:${owner?.userid}`);
  if (isOther(members.holder('email', email))) fail(60106);
  if (isOther(members.holder('biz_mail', biz_mail))) fail(60145);
  if (isOther(members.holder('weixinid', weixinid))) fail(60108);
}

function checkLeaders(company: Company, { direct_leader = [] }: Partial<Member>): void {
  if (direct_leader.length > 1) fail(40032);
  if (direct_leader.some((userid) => !company.member(userid))) fail(40031);
}

function statusOf(member: Member, { enable }: Partial<Member>): Partial<Member> {
  if (enable === 0) return { status: DISABLED };
  return enable === 1 && member.status === DISABLED ? { status: ACTIVE } : {};
}

/** Once, and only where the platform had chosen the userid. */
function newUserid(company: Company, member: Member, input: Input): string | undefined {
  if (input.blank('new_userid')) return undefined;
  const userid = input.text('new_userid') ?? '';
  checkUserid(userid);
  if (!member.renamable) fail(301021);
  const holder = company.member(userid);
  if (holder !== undefined && holder !== member) fail(60102);
  return userid;
}

function rename(company: Company, member: Member, userid: string): void {
  const [before, after] = [member.userid.toLowerCase(), userid.toLowerCase()];
  company.members.delete(before);
  for (const { users } of company.tags.values()) if (users.delete(before)) users.add(after);
  const now = (one: string) => (one.toLowerCase() === before ? userid : one);
  for (const chat of company.chats.values()) {
    Object.assign(chat, { owner: now(chat.owner), userlist: chat.userlist.map(now) });
  }
  for (const other of company.members.values()) {
    other.direct_leader = other.direct_leader.map(now);
  }
  Object.assign(member, { userid, renamable: false });
  company.members.set(after, member);
}

// A member with all its fields.
import { createHash } from 'node:crypto';
import type { Member } from './records';

/** What somebody says of a member: at least who it is. */
export type MemberFields = Pick<Member, 'userid' | 'name'> & Partial<Member>;

/** Fills in the defaults of a member. */
export function newMember(member: MemberFields): Member {
  const department = member.department ?? [1];
  return {
    alias: '',
    mobile: '',
    email: '',
    biz_mail: '',
    order: department.map(() => 0),
    is_leader_in_dept: department.map(() => 0),
    direct_leader: [],
    main_department: department[0] ?? 1,
    position: '',
    gender: '0',
    telephone: '',
    address: '',
    avatar: '',
    weixinid: '',
    nickname: '',
    enable: 1,
    status: 1,
    extattr: { attrs: [] },
    external_position: '',
    external_profile: {},
    openid: openidOf(member.userid),
    renamable: false,
    ...member,
    department,
  };
}

/** 28 letters, the same at every start. */
function openidOf(userid: string): string {
  return `o${createHash('sha256').update(userid.toLowerCase()).digest('base64url').slice(0, 27)}`;
}

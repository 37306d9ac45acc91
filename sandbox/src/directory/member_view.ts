// A member as the answers show it.
import { createHash } from 'node:crypto';
import type { Call } from '../api/chapter';
import type { Member } from '../model/records';

const WITHHELD_SINCE = '2022-06-20';
/** Withheld from apps since 2022-06-20: they ask the member (OAuth, snsapi_privateinfo). */
const SENSITIVE = ['avatar', 'thumb_avatar', 'gender', 'mobile', 'email', 'biz_mail', 'qr_code', 'address'] as const;

/** user/get and user/list. */
export function fullView(call: Call): (member: Member) => Record<string, unknown> {
  if (call.app !== undefined && !isWithheld(call)) call.warn('private_fields', { fields: SENSITIVE.join(', ') });
  if (call.era === 'legacy') return legacyView;
  return (member) => {
    const view = { ...viewOf(member), ...(call.era !== 'current' && { enable: member.enable }) };
    if (isWithheld(call)) return without(view, SENSITIVE);
    return member.weixinid && call.era !== 'current' ? { ...view, weixinid: member.weixinid } : view;
  };
}

/** From apps, unless the company is older than that. */
function isWithheld({ era, app, company }: Call): boolean {
  return app !== undefined && era !== 'legacy' && company.created >= WITHHELD_SINCE;
}

/** What 企业号 knew of a member. */
function legacyView(member: Member): Record<string, unknown> {
  const { userid, name, department, position, mobile, gender, email, weixinid, avatar, status, extattr } = member;
  return { userid, name, department, position, mobile, gender, email, weixinid, avatar, status, extattr };
}

/** user/simplelist. */
export function simpleView(call: Call): (member: Member) => Record<string, unknown> {
  return ({ userid, name, department }) => {
    const view = { userid, name, department };
    return call.app === undefined ? view : { ...view, open_userid: openUserid(userid) };
  };
}

export const emptyView = () => ({ department: [], order: [], is_leader_in_dept: [], direct_leader: [] });

export const qrCodeOf = ({ userid }: { userid: string }): string =>
  `https://open.work.weixin.qq.com/wwopen/userQRCode?vcode=${hash(userid).slice(0, 18)}`;

function viewOf(member: Member) {
  return {
    userid: member.userid,
    name: member.name,
    department: member.department,
    order: member.order,
    position: member.position,
    mobile: member.mobile,
    gender: member.gender,
    email: member.email,
    biz_mail: member.biz_mail,
    is_leader_in_dept: member.is_leader_in_dept,
    direct_leader: member.direct_leader,
    avatar: member.avatar,
    thumb_avatar: member.avatar,
    telephone: member.telephone,
    alias: member.alias,
    address: member.address,
    open_userid: openUserid(member.userid),
    main_department: member.main_department,
    extattr: member.extattr,
    status: member.status,
    qr_code: qrCodeOf(member),
    external_position: member.external_position,
    external_profile: member.external_profile,
  };
}

/** The same for a member as long as it lives. */
function openUserid(userid: string): string {
  return `wo${hash(userid).slice(0, 30)}`;
}

function hash(userid: string): string {
  return createHash('sha256').update(userid.toLowerCase()).digest('base64url');
}

function without(view: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(view).filter(([name]) => !names.includes(name)));
}

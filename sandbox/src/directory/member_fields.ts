// What may be written into a member: each field as it came, checked by itself.
import type { Call } from '../api/chapter';
import type { Member } from '../model/records';
import { fail, failSchema } from '../protocol/errors';
import { byteCount, type Input } from '../protocol/input';

const MOBILE = /^\+?\d[\d -]{3,30}$/;
const EMAIL = /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/;
const SHORTEST_EMAIL = 6;
const TELEPHONE = /^[\d\-+,]*$/;
const USERID = /^[A-Za-z0-9][\w.@-]*$/;

/** Optional fields of a new member whose zero says nothing. `enable` is missing here: its 0 disables. */
export const OPTIONAL: ReadonlySet<string> = new Set([
  ...['alias', 'mobile', 'email', 'biz_mail', 'position', 'gender', 'telephone', 'address', 'nickname', 'weixinid'],
  ...['direct_leader', 'extattr', 'external_profile', 'external_position', 'avatar_mediaid'],
  ...['order', 'is_leader_in_dept', 'main_department'],
]);

/** Only what is there. The departments are not in it: they need the company. */
export function readFields(input: Input): Partial<Member> {
  const fields: Partial<Member> = {};
  const texts = {
    name: input.text('name', { min: 1, max: 64 }),
    alias: input.text('alias', { max: 64 }),
    mobile: input.text('mobile', { maxBytes: 32 }),
    email: input.text('email', { maxBytes: 64 }),
    biz_mail: input.text('biz_mail', { maxBytes: 64 }),
    position: input.text('position', { max: 128 }),
    telephone: input.text('telephone', { maxBytes: 32 }),
    address: input.text('address', { max: 128 }),
    nickname: input.text('nickname', { max: 64 }),
    external_position: input.text('external_position', { max: 12 }),
    weixinid: input.text('weixinid', { max: 64 }),
    gender: genderOf(input),
  };
  for (const [name, text] of Object.entries(texts)) if (text !== undefined) Object.assign(fields, { [name]: text });
  const enable = input.blank('enable') ? undefined : input.flag('enable');
  if (enable !== undefined) fields.enable = enable ? 1 : 0;
  const leaders = input.texts('direct_leader');
  if (leaders !== undefined) fields.direct_leader = leaders;
  const attrs = attributesOf(input);
  if (attrs !== undefined) fields.extattr = { attrs };
  const profile = input.object('external_profile');
  if (profile !== undefined) fields.external_profile = profile.all();
  return fields;
}

/** Anything but 1 and 2 is "not defined". 企业号 wrote it as a number. */
function genderOf(input: Input): string | undefined {
  if (!input.has('gender')) return undefined;
  const gender = String(input.uint('gender'));
  return gender === '1' || gender === '2' ? gender : '0';
}

function attributesOf(input: Input): unknown[] | undefined {
  const attrs = input.object('extattr')?.objects('attrs');
  return attrs?.map((attr) => {
    attr.object('text')?.text('value', { max: 64 });
    attr.object('web')?.text('title', { max: 12 });
    return attr.all();
  });
}

/** 1 to 64 bytes, letters, digits and `_.@-`. Longer than that is the schema's affair. */
export function checkUserid(userid: string): void {
  if (byteCount(userid) > 64) failSchema('userid exceed max length 64');
  if (!USERID.test(userid)) fail(40003);
}

/** Each by itself; whether somebody else has them is asked by the caller. */
export function checkContact({ mobile, email, biz_mail, telephone }: Partial<Member>): void {
  if (mobile && !MOBILE.test(mobile)) fail(60103);
  if (email && !isEmail(email)) fail(60105);
  if (biz_mail && !isEmail(biz_mail)) fail(60143);
  if (telephone && !TELEPHONE.test(telephone)) fail(301013);
}

function isEmail(text: string): boolean {
  return text.length >= SHORTEST_EMAIL && EMAIL.test(text);
}

/** Something to reach the member by. In 企业号 the WeChat id would do. */
export function checkReachable({ era }: Call, { mobile, email, weixinid }: Partial<Member>): void {
  if (mobile || email || (weixinid && era !== 'current')) return;
  fail(era === 'legacy' ? 60113 : 60129);
}

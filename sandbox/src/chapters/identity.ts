// 成员 under other names: openid, mobile, email; and all userids.
// userid与openid互换: https://developer.work.weixin.qq.com/document/path/90202
// 获取成员ID列表: https://developer.work.weixin.qq.com/document/path/96067
import type { Chapter } from '../api/chapter';
import { DAY } from '../model/clock';
import { bare } from '../model/member_map';
import { fail, failSchema } from '../protocol/errors';

const MOST_LISTED = 10_000;
const BUSINESS = 1;
/** ms: activity is told of the last 30 days. */
const LATEST_STAT = 31 * DAY;

export const identity: Chapter = {
  'user/convert_to_openid': {
    verb: 'POST',
    secret: 'any',
    run({ company, body, era }) {
      if (body.blank('userid')) fail(41009);
      const { openid } = company.member(body.text('userid') ?? '') ?? fail(60111);
      if (openid === '') fail(43004);
      // 企业号: named with the app that pays.
      const appid = era !== 'current' && body.has('agentid') ? { appid: company.corpid } : {};
      return { openid, ...appid };
    },
  },

  'user/convert_to_userid': {
    verb: 'POST',
    secret: 'any',
    run({ company, body }) {
      if (body.blank('openid')) fail(40063);
      const openid = body.text('openid') ?? '';
      return { userid: (company.members.holder('openid', openid) ?? fail(43004)).userid };
    },
  },

  'user/get_active_stat': {
    verb: 'POST',
    secret: 'contact',
    era: 'current',
    run({ company, body, clock }) {
      const date = body.text('date') || failSchema('date missing');
      const at = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN;
      const now = clock.now();
      if (!(at <= now && at > now - LATEST_STAT)) failSchema('date invalid');
      // Everybody who has joined comes every day.
      return { active_cnt: [...company.members.values()].filter(({ status }) => status === 1).length };
    },
  },

  'user/getuserid': {
    verb: 'POST',
    secret: 'any',
    era: 'current',
    run({ company, body }) {
      const mobile = bare(body.text('mobile', { maxBytes: 32 }) ?? '');
      if (mobile.length < 5) fail(60103);
      return { userid: (company.members.holder('mobile', mobile) ?? fail(46004)).userid };
    },
  },

  'user/get_userid_by_email': {
    verb: 'POST',
    secret: 'any',
    era: 'current',
    run({ company, body }) {
      const email = body.text('email', { maxBytes: 64 }) ?? '';
      if (email === '') fail(60105);
      const field = (body.uint('email_type') || BUSINESS) === BUSINESS ? 'biz_mail' : 'email';
      return { userid: (company.members.holder(field, email) ?? fail(46004)).userid };
    },
  },

  'user/list_id': {
    verb: 'POST',
    secret: 'contact',
    era: 'current',
    empty: () => ({ dept_user: [] }),
    run({ company, body }) {
      const limit = body.uint('limit') || MOST_LISTED;
      if (limit > MOST_LISTED) fail(40058);
      const all = [...company.members.values()].flatMap(({ userid, department }) =>
        department.map((id) => ({ userid, department: id })),
      );
      const from = body.blank('cursor') ? 0 : offsetOf(body.text('cursor') ?? '');
      const next = from + limit;
      return { next_cursor: next < all.length ? cursorOf(next) : '', dept_user: all.slice(from, next) };
    },
  },

  'corp/get_join_qrcode': {
    verb: 'GET',
    secret: 'contact',
    era: 'current',
    run({ query, origin }) {
      const size = query.uint('size_type') || 1;
      if (size > 4) fail(40058);
      return { join_qrcode: `${origin}/join-qrcode?size_type=${size}` };
    },
  },
};

function cursorOf(offset: number): string {
  return Buffer.from(`from ${offset}`).toString('base64url');
}

/** What is no cursor of ours is refused like any bad parameter. */
function offsetOf(cursor: string): number {
  const [, offset] = /^from (\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  return offset === undefined ? fail(40058) : Number(offset);
}

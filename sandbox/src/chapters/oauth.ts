// 身份验证: members who came through the authorize page.
// 获取访问用户身份: https://developer.work.weixin.qq.com/document/path/91023
import { createHash } from 'node:crypto';
import type { Call, Chapter } from '../api/chapter';
import { qrCodeOf } from '../directory/member_view';
import { sees } from '../directory/visible_range';
import { fail } from '../protocol/errors';
import { OAuth, type Visitor } from '../visits/oauth_codes';
import { EXPIRES_IN } from './token';
import { activate } from './user';

const DETAILS = { invalid: 84015, expired: 84014 };
const CONFIRMED = { invalid: 40029, expired: 40029 };

export const oauth: Chapter = {
  'auth/getuserinfo': {
    verb: 'GET',
    secret: 'app',
    era: 'current',
    run(call) {
      const { userid, openid, ticket } = come(call, call.query.text('code'));
      if (userid === undefined) return { openid };
      return ticket === undefined ? { userid } : { userid, user_ticket: ticket };
    },
  },

  'user/getuserinfo': {
    verb: 'GET',
    secret: 'any',
    era: 'legacy',
    run(call) {
      const { userid, openid, ticket } = come(call, call.query.text('code'));
      const DeviceId = createHash('md5').update(openid).digest('hex');
      if (userid === undefined) return { OpenId: openid, DeviceId };
      const details = ticket === undefined ? {} : { user_ticket: ticket, expires_in: EXPIRES_IN };
      return { UserId: userid, DeviceId, ...details };
    },
  },

  'auth/getuserdetail': {
    verb: 'POST',
    secret: 'app',
    era: 'current',
    run({ company, body }) {
      const found = company.member(company.room(OAuth).member(body.text('user_ticket') ?? '', DETAILS));
      const { userid, gender, avatar, mobile, email, biz_mail, address } = found ?? fail(60111);
      return { userid, gender, avatar, qr_code: qrCodeOf({ userid }), mobile, email, biz_mail, address };
    },
  },

  'user/getuserdetail': {
    verb: 'POST',
    secret: 'app',
    era: 'legacy',
    run({ company, body }) {
      const found = company.member(company.room(OAuth).member(body.text('user_ticket') ?? '', DETAILS));
      const { userid, name, department, position, mobile, gender, email, avatar } = found ?? fail(60111);
      return { userid, name, department, position, mobile, gender, email, avatar };
    },
  },

  'auth/get_tfa_info': {
    verb: 'POST',
    secret: 'any',
    era: 'current',
    run(call) {
      const { userid } = come(call, call.body.text('code'));
      if (userid === undefined) fail(40029);
      return { userid, tfa_code: call.company.room(OAuth).ticket(userid) };
    },
  },

  'user/tfa_succ': {
    verb: 'POST',
    secret: 'any',
    era: 'current',
    run(call) {
      const { company, body } = call;
      const member = company.member(body.blank('userid') ? fail(41009) : (body.text('userid') ?? '')) ?? fail(60111);
      const confirmed = company.room(OAuth).member(body.text('tfa_code') ?? '', CONFIRMED);
      if (confirmed !== member.userid) fail(40029);
      activate(call, member);
      return {};
    },
  },
};

/** Uses the code up. More than the name only for a member who was asked for it, and whom the app sees. */
function come({ company, app }: Call, code = ''): Visitor & { ticket?: string } {
  const codes = company.room(OAuth);
  const visitor = codes.redeem(code);
  if (visitor.userid === undefined || visitor.scope === 'snsapi_base') return visitor;
  const member = company.member(visitor.userid);
  if (member === undefined || (app !== undefined && !sees(company, app, member))) return visitor;
  return { ...visitor, ticket: codes.ticket(visitor.userid) };
}

// 邀请成员: batch/invite of today, invite/send and batch/inviteuser of 企业号.
// https://developer.work.weixin.qq.com/document/path/90975
import type { Answer, Call, Chapter } from '../api/chapter';
import { attempt, start } from '../batch/jobs';
import { checked, isNobody, named, type Reached, reach } from '../messaging/receivers';
import { DAY } from '../model/clock';
import type { Company } from '../model/company';
import { Expiring } from '../model/expiring';
import type { Member } from '../model/records';
import { fail } from '../protocol/errors';

const ONCE_IN = 7 * DAY;

export const invite: Chapter = {
  'batch/invite': { verb: 'POST', secret: 'any', era: 'current', empty: nobody, run: batchInvite },
  'invite/send': { verb: 'POST', secret: 'any', era: 'legacy', run: send },
  'batch/inviteuser': { verb: 'POST', secret: 'any', era: 'legacy', run: inviteMany },
};

function nobody(): Answer {
  return { invaliduser: [], invalidparty: [], invalidtag: [] };
}

function batchInvite(call: Call): Answer {
  const { app, body } = call;
  const users = body.texts('user') ?? [];
  const [parties = [], tags = []] = ['party', 'tag'].map((name) => (body.uints(name) ?? []).map(String));
  const reached = reach(call, app, checked({ all: false, users, parties, tags }));
  const invalid = {
    invaliduser: reached.users,
    invalidparty: reached.parties.map(Number),
    invalidtag: reached.tags.map(Number),
  };
  if (isNobody(reached)) fail(81013, undefined, invalid);
  const invited = [...reached.members].filter(({ status }) => status !== 1);
  for (const { userid } of invited) call.emit({ event: 'invite.send', data: { userid } });
  return invalid;
}

function send(call: Call): Answer {
  const { body, company } = call;
  if (body.blank('userid')) fail(41009);
  const member = company.member(body.text('userid') ?? '') ?? fail(60111);
  return { type: inviteMember(call, member) };
}

const MOST_REMEMBERED = 100_000;

/** Lower-cased userids of recently invited members. */
export class Invitations {
  readonly sent: Expiring<true>;

  constructor({ clock }: Company) {
    this.sent = new Expiring(clock, MOST_REMEMBERED);
  }
}

/** 1: by WeChat, 2: by mail. */
function inviteMember(call: Call, member: Member): 1 | 2 {
  if (member.status === 1) fail(60119);
  if (member.enable === 0 || member.status === 2) fail(60120);
  const type = wayTo(member) ?? fail(60118);
  const { sent } = call.company.room(Invitations);
  const key = member.userid.toLowerCase();
  if (sent.get(key)) fail(45025);
  sent.set(key, true, call.clock.now() + ONCE_IN);
  call.emit({
    event: 'invite.send',
    data: { userid: member.userid, type, invite_tips: call.body.text('invite_tips') ?? '' },
  });
  return type;
}

/** As for certified accounts: the mobile leads to somebody's WeChat as well. */
function wayTo({ weixinid, mobile, email }: Member): 1 | 2 | undefined {
  if (weixinid !== '' || mobile !== '') return 1;
  return email === '' ? undefined : 2;
}

/** Many at once, as a job. */
function inviteMany(call: Call): Answer {
  const reached = reach(call, undefined, named(call));
  return { jobid: start(call, 'invite_user', () => ({ tasks: tasksFor(call, reached) })).jobid };
}

function tasksFor(call: Call, { members, users }: Reached): (() => Answer)[] {
  const strangers = users.map((userid) => () => attempt({ userid }, () => fail(60111)));
  const invitations = [...members].map((member) => () => {
    return attempt({ userid: member.userid }, () => inviteMember(call, member));
  });
  return [...strangers, ...invitations];
}

// 预约会议: https://developer.work.weixin.qq.com/document/path/99104
import type { Answer, Call, Chapter } from '../api/chapter';
import { pageOf } from '../api/pages';
import { memberOf } from '../directory/member_of';
import { Meetings, MOST_MEETINGS } from '../model/meetings';
import { randomId } from '../model/random_id';
import type { Meeting } from '../model/records';
import { fail, failSchema } from '../protocol/errors';
import { inviteesOf, read } from './meeting_fields';
import { linkOf, viewOf } from './meeting_view';

const MOST_AT_ONCE = 100;

export const meeting: Chapter = {
  'meeting/create': { verb: 'POST', secret: 'any', era: 'current', run: create },
  'meeting/update': { verb: 'POST', secret: 'any', era: 'current', run: update },
  'meeting/cancel': { verb: 'POST', secret: 'any', era: 'current', run: cancel },
  'meeting/get_info': { verb: 'POST', secret: 'any', era: 'current', run: (call) => viewOf(call, meetingOf(call)) },
  'meeting/get_user_meetingid': { verb: 'POST', secret: 'any', era: 'current', run: listOf },
  'meeting/get_invitees': { verb: 'POST', secret: 'any', era: 'current', run: getInvitees },
  'meeting/set_invitees': { verb: 'POST', secret: 'any', era: 'current', run: setInvitees },
};

/** By its id, or by the code that members join with. */
function meetingOf({ company, body }: Call): Meeting {
  const { all } = company.room(Meetings);
  if (!body.blank('meetingid')) return all.get(body.text('meetingid') ?? '') ?? fail(90602);
  const code = body.text('meeting_code') || failSchema('meetingid missing');
  return [...all.values()].find(({ meeting_code }) => meeting_code === code) ?? fail(730004);
}

/** Only the app that made it changes it, and only before it begins. */
function changeable(call: Call, begun: 400221 | 400224): Meeting {
  const found = meetingOf(call);
  if (call.by !== 'sandbox' && found.agentid !== call.app?.agentid) fail(730005);
  const status = Meetings.statusOf(found, call.clock.seconds());
  if (status === 4) fail(400041);
  return status === 1 ? found : fail(begun);
}

function create(call: Call): Answer {
  const { body, company, app } = call;
  const { all } = company.room(Meetings);
  const named = body.text('admin_userid') || fail(400040);
  const admin_userid = company.member(named)?.userid ?? fail(400021);
  if (body.blank('title')) fail(400042);
  const fields = read(call, { admin_userid, ...blank(call, admin_userid) });
  if (all.size >= MOST_MEETINGS) fail(45009);
  const made: Meeting = {
    meetingid: `hy${randomId(30)}`,
    meeting_code: codeFor(all),
    ...(app !== undefined && { agentid: app.agentid }),
    admin_userid,
    ...fields,
    isCancelled: false,
    attendance: [],
  };
  all.set(made.meetingid, made);
  const { meetingid, meeting_code } = made;
  return { meetingid, excess_users: [], meeting_code, meeting_link: linkOf(meeting_code) };
}

function blank({ clock }: Call, admin_userid: string) {
  const texts = { title: '', description: '', location: '', cal_id: '' };
  const lists = { invitees: [admin_userid], guests: [], settings: {}, reminders: {} };
  return { ...texts, ...lists, meeting_start: clock.seconds(), meeting_duration: 3600 };
}

/** Nine digits that no meeting has. */
function codeFor(all: ReadonlyMap<string, Meeting>): string {
  const taken = new Set([...all.values()].map(({ meeting_code }) => meeting_code));
  let code = 100_000_001 + all.size;
  while (taken.has(String(code))) code += 1;
  return String(code);
}

function update(call: Call): Answer {
  const found = changeable(call, 400221);
  Object.assign(found, read(call, found));
  call.emit({
    event: 'meeting.change',
    data: { meeting: found, change: 'modify_meeting', userid: found.admin_userid },
  });
  return { excess_users: [] };
}

function cancel(call: Call): Answer {
  const found = changeable(call, 400224);
  found.isCancelled = true;
  call.emit({
    event: 'meeting.change',
    data: { meeting: found, change: 'cancel_meeting', userid: found.admin_userid },
  });
  return {};
}

/** Those that the member leads or is invited to, in the order in which they were made. */
function listOf(call: Call): Answer {
  const { body, company } = call;
  if (body.blank('userid')) fail(400038);
  const userid = memberOf(call, body.text('userid'));
  const [from = 0, to = Number.POSITIVE_INFINITY] = [body.uint('begin_time'), body.uint('end_time')];
  if (to < from) fail(400223);
  const found = [...company.room(Meetings).all.values()].filter(
    ({ invitees, meeting_start, isCancelled }) =>
      !isCancelled && invitees.includes(userid) && meeting_start >= from && meeting_start <= to,
  );
  const { items, next } = pageOf(found, body, MOST_AT_ONCE);
  return { next_cursor: next, meetingid_list: items.map(({ meetingid }) => meetingid) };
}

function getInvitees(call: Call): Answer {
  const { items, next } = pageOf(meetingOf(call).invitees, call.body, MOST_AT_ONCE);
  return { has_more: next !== '', next_cursor: next, invitees: items.map((userid) => ({ userid })) };
}

function setInvitees(call: Call): Answer {
  const found = changeable(call, 400221);
  const named = call.body.objects('invitees') ?? failSchema('invitees missing');
  found.invitees = inviteesOf(
    call,
    found.admin_userid,
    named.map((each) => each.text('userid') ?? ''),
  );
  call.emit({
    event: 'meeting.change',
    data: { meeting: found, change: 'modify_meeting', userid: found.admin_userid },
  });
  return {};
}

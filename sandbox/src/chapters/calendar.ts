// 日历: https://developer.work.weixin.qq.com/document/path/93647
import type { Answer, Call, Chapter } from '../api/chapter';
import { memberOf } from '../directory/member_of';
import { Calendars, MOST_CALENDARS } from '../model/calendars';
import { randomId } from '../model/random_id';
import type { Calendar } from '../model/records';
import { ERRMSGS } from '../protocol/errmsgs';
import { fail, failSchema } from '../protocol/errors';
import type { Input } from '../protocol/input';

const MOST_AT_ONCE = 1000;
const MOST_SHARES = 2000;

export const calendar: Chapter = {
  'oa/calendar/add': { verb: 'POST', secret: 'any', era: 'current', run: add },
  'oa/calendar/update': { verb: 'POST', secret: 'any', era: 'current', run: update },
  'oa/calendar/get': { verb: 'POST', secret: 'any', era: 'current', run: get },
  'oa/calendar/del': { verb: 'POST', secret: 'any', era: 'current', run: remove },
};

export function calendarOf({ company }: Call, cal_id: string | undefined): Calendar {
  return company.room(Calendars).all.get(cal_id || failSchema('cal_id missing')) ?? fail(40058, 'invalid cal_id');
}

function add(call: Call): Answer {
  const { all } = call.company.room(Calendars);
  const { invalid, ...wanted } = read(call, wantedOf(call));
  if (all.size >= MOST_CALENDARS) fail(45009);
  const made: Calendar = { cal_id: `wc${randomId(30)}`, ...wanted };
  all.set(made.cal_id, made);
  return { cal_id: made.cal_id, ...failures(invalid) };
}

function update(call: Call): Answer {
  const wanted = wantedOf(call);
  const found = calendarOf(call, wanted.text('cal_id'));
  const { invalid, is_public, is_corp_calendar, public_range, ...fields } = read(call, wanted);
  Object.assign(found, fields, call.body.uint('skip_public_range') === 1 ? {} : { public_range });
  return failures(invalid);
}

function wantedOf({ body }: Call): Input {
  return body.object('calendar') ?? failSchema('calendar missing');
}

/** Whoever is no member is left out of the shares, and named in the answer. */
function read(call: Call, wanted: Input): Omit<Calendar, 'cal_id'> & { invalid: string[] } {
  const shares = wanted.objects('shares') ?? [];
  if (shares.length > MOST_SHARES) failSchema('calendar.shares invalid');
  const named = shares.map((share) => ({ userid: share.text('userid') ?? '', permission: share.uint('permission') }));
  const isMember = ({ userid }: { userid: string }) => call.company.member(userid) !== undefined;
  const color = wanted.text('color') || failSchema('calendar.color missing');
  if (!/^#[0-9a-f]{6}$/i.test(color)) failSchema('calendar.color invalid');
  return {
    admins: (wanted.texts('admins') ?? []).map((userid) => memberOf(call, userid)),
    summary: wanted.text('summary', { min: 1, max: 128 }) ?? failSchema('calendar.summary missing'),
    color,
    description: wanted.text('description', { max: 512 }) ?? '',
    shares: named.filter(isMember).map(({ userid, permission }) => ({ userid, permission: permission === 3 ? 3 : 1 })),
    is_public: wanted.uint('is_public') === 1 ? 1 : 0,
    is_corp_calendar: wanted.uint('is_corp_calendar') === 1 ? 1 : 0,
    public_range: wanted.object('public_range')?.all() ?? {},
    invalid: named.filter((each) => !isMember(each)).map(({ userid }) => userid),
  };
}

function failures(invalid: string[]): Answer {
  if (invalid.length === 0) return {};
  return { fail_result: { shares: invalid.map((userid) => ({ errcode: 60111, errmsg: ERRMSGS[60111], userid })) } };
}

/** Unknown ones are left out. */
function get({ body, company }: Call): Answer {
  const ids = body.texts('cal_id_list') ?? failSchema('cal_id_list missing');
  if (ids.length > MOST_AT_ONCE) failSchema(`cal_id_list exceed max size ${MOST_AT_ONCE}`);
  return { calendar_list: ids.flatMap((id) => company.room(Calendars).all.get(id) ?? []) };
}

/** With all that is planned in it. */
function remove(call: Call): Answer {
  const { cal_id } = calendarOf(call, call.body.text('cal_id'));
  const { all, schedules } = call.company.room(Calendars);
  all.delete(cal_id);
  for (const schedule of [...schedules.values()]) {
    if (schedule.cal_id === cal_id) schedules.delete(schedule.schedule_id);
  }
  return {};
}

// 日程: https://developer.work.weixin.qq.com/document/path/93648
import type { Answer, Call, Chapter } from '../api/chapter';
import { memberOf } from '../directory/member_of';
import { Calendars, MOST_CALENDARS } from '../model/calendars';
import { randomId } from '../model/random_id';
import type { Schedule } from '../model/records';
import { fail, failSchema } from '../protocol/errors';
import type { Input } from '../protocol/input';
import { calendarOf } from './calendar';

const MOST_AT_ONCE = 1000;
const MOST_ATTENDEES = 1000;

export const schedule: Chapter = {
  'oa/schedule/add': { verb: 'POST', secret: 'any', era: 'current', run: add },
  'oa/schedule/update': { verb: 'POST', secret: 'any', era: 'current', run: update },
  'oa/schedule/get': { verb: 'POST', secret: 'any', era: 'current', run: get },
  'oa/schedule/get_by_calendar': { verb: 'POST', secret: 'any', era: 'current', run: getByCalendar },
  'oa/schedule/del': { verb: 'POST', secret: 'any', era: 'current', run: remove },
  'oa/schedule/add_attendees': { verb: 'POST', secret: 'any', era: 'current', run: (call) => attend(call, true) },
  'oa/schedule/del_attendees': { verb: 'POST', secret: 'any', era: 'current', run: (call) => attend(call, false) },
};

function scheduleOf({ company }: Call, id: string | undefined): Schedule {
  return (
    company.room(Calendars).schedules.get(id || failSchema('schedule_id missing')) ?? fail(40058, 'invalid schedule_id')
  );
}

function wantedOf({ body }: Call): Input {
  return body.object('schedule') ?? failSchema('schedule missing');
}

function add(call: Call): Answer {
  const { schedules } = call.company.room(Calendars);
  const wanted = wantedOf(call);
  const cal_id = wanted.blank('cal_id') ? '' : calendarOf(call, wanted.text('cal_id', { maxBytes: 64 })).cal_id;
  const fields = read(call, wanted);
  if (schedules.size >= MOST_CALENDARS) fail(45009);
  const made: Schedule = { schedule_id: randomId(32), cal_id, status: 0, ...fields };
  schedules.set(made.schedule_id, made);
  return { schedule_id: made.schedule_id };
}

/** The whole of it, apart from those who come where that is asked for. */
function update(call: Call): Answer {
  const wanted = wantedOf(call);
  const found = scheduleOf(call, wanted.text('schedule_id'));
  const { attendees, ...fields } = read(call, wanted);
  Object.assign(found, fields, call.body.uint('skip_attendees') === 1 ? {} : { attendees });
  return { schedule_id: found.schedule_id };
}

function read(call: Call, wanted: Input): Omit<Schedule, 'schedule_id' | 'cal_id' | 'status'> {
  const start_time = wanted.uint('start_time') || failSchema('schedule.start_time missing');
  const end_time = wanted.uint('end_time') || failSchema('schedule.end_time missing');
  if (end_time < start_time) failSchema('schedule.end_time invalid');
  return {
    admins: (wanted.texts('admins') ?? []).map((userid) => memberOf(call, userid)),
    attendees: attendeesOf(call, wanted.objects('attendees') ?? []),
    summary: wanted.text('summary', { max: 128 }) ?? '',
    description: wanted.text('description', { max: 1000 }) ?? '',
    location: wanted.text('location', { max: 128 }) ?? '',
    reminders: wanted.object('reminders')?.all() ?? {},
    start_time,
    end_time,
    is_whole_day: wanted.uint('is_whole_day') === 1 ? 1 : 0,
  };
}

function attendeesOf(call: Call, named: Input[]): Schedule['attendees'] {
  if (named.length > MOST_ATTENDEES) failSchema('attendees invalid');
  return named.map((each) => ({ userid: memberOf(call, each.text('userid')), response_status: 0 }));
}

/** Unknown ones are left out. */
function get({ body, company }: Call): Answer {
  const ids = body.texts('schedule_id_list') ?? failSchema('schedule_id_list missing');
  if (ids.length > MOST_AT_ONCE) failSchema(`schedule_id_list exceed max size ${MOST_AT_ONCE}`);
  return { schedule_list: ids.flatMap((id) => company.room(Calendars).schedules.get(id) ?? []) };
}

function getByCalendar(call: Call): Answer {
  const { body, company } = call;
  const { cal_id } = calendarOf(call, body.text('cal_id'));
  const from = body.uint('offset') ?? 0;
  const limit = Math.min(body.uint('limit') || MOST_AT_ONCE, MOST_AT_ONCE);
  const all = [...company.room(Calendars).schedules.values()].filter((each) => each.cal_id === cal_id);
  return { schedule_list: all.slice(from, from + limit).map((each) => ({ sequence: 0, ...each })) };
}

/** Called off, not forgotten: oa/schedule/get still has it. */
function remove(call: Call): Answer {
  scheduleOf(call, call.body.text('schedule_id')).status = 1;
  return {};
}

function attend(call: Call, isComing: boolean): Answer {
  const found = scheduleOf(call, call.body.text('schedule_id'));
  const named = attendeesOf(call, call.body.objects('attendees') ?? failSchema('attendees missing'));
  const userids = new Set(named.map(({ userid }) => userid));
  const others = found.attendees.filter(({ userid }) => !userids.has(userid));
  found.attendees = isComing ? [...others, ...named] : others;
  return {};
}

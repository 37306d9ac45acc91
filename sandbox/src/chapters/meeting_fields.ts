// What a meeting is made of, checked in the words of WeCom's errcodes 400020 to 400043.
// 创建预约会议: https://developer.work.weixin.qq.com/document/path/98148
import type { Call } from '../api/chapter';
import type { Meeting } from '../model/records';
import { fail } from '../protocol/errors';
import { byteCount, Input } from '../protocol/input';

type Read = Pick<
  Meeting,
  | 'title'
  | 'meeting_start'
  | 'meeting_duration'
  | 'description'
  | 'location'
  | 'invitees'
  | 'guests'
  | 'settings'
  | 'cal_id'
  | 'reminders'
>;

const MOST_INVITEES = 100;
const MOST_HOSTS = 10;
const LONGEST_TITLE = 40;
const SHORTEST = 300;
const LONGEST = 86_399;
const REMIND_SCOPES: ReadonlySet<number> = new Set([1, 2, 3, 4]);
const REPEAT_TYPES: ReadonlySet<number> = new Set([0, 1, 2, 7]);

/** What is left out stays as it was. */
export function read(call: Call, before: Read & Pick<Meeting, 'admin_userid'>): Read {
  const { body } = call;
  const title = body.text('title') ?? before.title;
  if (title === '' || byteCount(title) > LONGEST_TITLE) fail(400042);
  const invited = body.object('invitees')?.texts('userid');
  const invitees = invited === undefined ? before.invitees : inviteesOf(call, before.admin_userid, invited);
  return {
    title,
    ...timesOf(call, before),
    description: body.text('description', { maxBytes: 500 }) ?? before.description,
    location: body.text('location', { max: 18 }) ?? before.location,
    invitees,
    guests: body.objects('guests')?.map((each) => each.all()) ?? before.guests,
    settings: { ...before.settings, ...settingsOf(body.object('settings') ?? new Input(), invitees) },
    cal_id: body.text('cal_id', { maxBytes: 64 }) ?? before.cal_id,
    reminders: { ...before.reminders, ...remindersOf(body.object('reminders') ?? new Input()) },
  };
}

/** With the administrator, who is always there. */
export function inviteesOf({ company }: Call, admin_userid: string, named: string[]): string[] {
  if (named.length > MOST_INVITEES) fail(400020);
  return [...new Set([admin_userid, ...named.map((userid) => company.member(userid)?.userid ?? fail(400021))])];
}

function timesOf({ body, clock }: Call, before: Pick<Meeting, 'meeting_start' | 'meeting_duration'>) {
  const meeting_start = body.uint('meeting_start') ?? before.meeting_start;
  const meeting_duration = body.uint('meeting_duration') ?? before.meeting_duration;
  if (meeting_start === 0) fail(400034);
  if (body.has('meeting_start') && meeting_start < clock.seconds()) fail(400222);
  if (meeting_duration < SHORTEST || meeting_duration > LONGEST) fail(400035);
  return { meeting_start, meeting_duration };
}

function settingsOf(settings: Input, invitees: string[]): Record<string, unknown> {
  const [hosts = [], rung = []] = ['hosts', 'ring_users'].map((name) => settings.object(name)?.texts('userid'));
  if (hosts.length > MOST_HOSTS) fail(400027);
  if (hosts.some((userid) => !invitees.includes(userid))) fail(400029);
  if (rung.some((userid) => !invitees.includes(userid))) fail(400037);
  if (!settings.blank('password') && !/^\d{4,6}$/.test(settings.text('password') ?? '')) fail(400030);
  if (settings.has('remind_scope') && !REMIND_SCOPES.has(settings.uint('remind_scope') ?? 0)) fail(400025);
  return settings.all();
}

function remindersOf(reminders: Input): Record<string, unknown> {
  if (reminders.has('repeat_type') && !REPEAT_TYPES.has(reminders.uint('repeat_type') ?? 0)) fail(400026);
  return reminders.all();
}

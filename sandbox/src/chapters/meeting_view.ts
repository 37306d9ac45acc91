// 获取会议详情: https://developer.work.weixin.qq.com/document/path/98149
import type { Answer, Call } from '../api/chapter';
import { Meetings } from '../model/meetings';
import type { Meeting } from '../model/records';

const SETTINGS = {
  remind_scope: 1,
  password: '',
  enable_waiting_room: false,
  allow_enter_before_host: true,
  enable_enter_mute: 2,
  enable_enter_mute_type: 2,
  allow_unmute_self: true,
  allow_external_user: true,
  enable_screen_watermark: false,
  watermark_type: 0,
  auto_record_type: 'none',
  attendee_join_auto_record: false,
  enable_host_pause_auto_record: false,
  enable_doc_upload_permission: true,
  enable_enroll: false,
  enable_host_key: false,
  host_key: '',
  hosts: { userid: [] },
  current_hosts: { userid: [] },
  co_hosts: { userid: [] },
  ring_users: { userid: [] },
};
const REMINDERS = {
  is_repeat: 0,
  repeat_type: 0,
  repeat_until_type: 0,
  repeat_until_count: 0,
  repeat_interval: 0,
  is_custom_repeat: 0,
  repeat_day_of_week: [],
  repeat_day_of_month: [],
  remind_before: [],
};

/** Where members join. */
export function linkOf(meeting_code: string): string {
  return `https://work.weixin.qq.com/webapp/tm/${meeting_code}`;
}

export function viewOf({ company, clock }: Call, meeting: Meeting): Answer {
  const { meetingid, invitees, attendance, isCancelled, began, ended, settings, reminders, ...plain } = meeting;
  const members = [...new Set([...invitees, ...attendance.map(({ userid }) => userid)])];
  const password = settings.password ?? '';
  const isRepeated = reminders.is_repeat === 1;
  return {
    ...plain,
    main_department: company.member(meeting.admin_userid)?.main_department ?? 0,
    status: Meetings.statusOf(meeting, clock.seconds()),
    meeting_type: isRepeated ? 1 : 0,
    attendees: { member: members.map((userid) => attendeeOf(meeting, userid)), tmp_external_user: [] },
    settings: { ...SETTINGS, ...settings, need_password: password !== '', password },
    reminders: { ...REMINDERS, ...reminders },
    meeting_link: linkOf(meeting.meeting_code),
    has_vote: false,
    has_more_sub_meeting: 0,
    remain_sub_meetings: 0,
    current_sub_meetingid: '',
    sub_meetings: [],
    sub_repeat_list: [],
  };
}

/** status: 1 was there, 2 was not. */
function attendeeOf({ attendance }: Meeting, userid: string) {
  const found = attendance.find((each) => each.userid === userid);
  const { first_join_time = 0, last_quit_time = 0, total_join_count = 0, cumulative_time = 0 } = found ?? {};
  const status = found === undefined ? 2 : 1;
  return { userid, status, first_join_time, last_quit_time, total_join_count, cumulative_time };
}

// 会议: planned meetings and who was there. Plain records, so that they can be copied.

/** https://developer.work.weixin.qq.com/document/path/98149 */
export interface Meeting {
  meetingid: string;
  /** Nine digits, by which members join. */
  meeting_code: string;
  /** The app that made it; undefined: made with the contact secret. */
  agentid?: number;
  admin_userid: string;
  title: string;
  /** Seconds. */
  meeting_start: number;
  /** Seconds, 300 to 86,399. */
  meeting_duration: number;
  description: string;
  location: string;
  /** Userids, the administrator's among them. */
  invitees: string[];
  guests: Record<string, unknown>[];
  settings: Record<string, unknown>;
  cal_id: string;
  reminders: Record<string, unknown>;
  isCancelled: boolean;
  /** Seconds. It begins with the first who joins. */
  began?: number;
  ended?: number;
  /** By userid. */
  attendance: MeetingAttendance[];
}

/** A member in a meeting. All times are seconds. */
export interface MeetingAttendance {
  userid: string;
  first_join_time: number;
  /** 0 as long as nobody has left. */
  last_quit_time: number;
  total_join_count: number;
  /** Of the visits that are over. */
  cumulative_time: number;
  /** When the visit began that is not over. */
  since?: number;
}

// 日程: calendars and what is planned in them. Plain records, so that they can be copied.

/** https://developer.work.weixin.qq.com/document/path/97717 */
export interface Calendar {
  cal_id: string;
  /** Userids. */
  admins: string[];
  summary: string;
  /** #RRGGBB. */
  color: string;
  description: string;
  shares: { userid: string; permission: 1 | 3 }[];
  is_public: 0 | 1;
  is_corp_calendar: 0 | 1;
  public_range: Record<string, unknown>;
}

/** https://developer.work.weixin.qq.com/document/path/97724 */
export interface Schedule {
  schedule_id: string;
  /** '' unless it is in a calendar that was made through the API. */
  cal_id: string;
  admins: string[];
  attendees: { userid: string; response_status: 0 | 1 | 2 | 3 | 4 }[];
  summary: string;
  description: string;
  location: string;
  reminders: Record<string, unknown>;
  /** Seconds. */
  start_time: number;
  end_time: number;
  is_whole_day: 0 | 1;
  /** 1: called off. */
  status: 0 | 1;
}

import type { Happened } from '../common';

// Calendars, schedules and mail.

/** 修改日历事件 {@link https://developer.work.weixin.qq.com/document/path/97730} */
export interface ModifyCalendarEvent extends Happened {
  Event: 'modify_calendar';
  CalId: string;
}

/** 删除日历事件 {@link https://developer.work.weixin.qq.com/document/path/97728} */
export interface DeleteCalendarEvent extends Happened {
  Event: 'delete_calendar';
  CalId: string;
}

/** 修改日程事件 {@link https://developer.work.weixin.qq.com/document/path/97731} */
export interface ModifyScheduleEvent extends Happened {
  Event: 'modify_schedule';
  CalId: string;
  ScheduleId: string;
}

/** 删除日程事件 {@link https://developer.work.weixin.qq.com/document/path/97732} */
export interface DeleteScheduleEvent extends Happened {
  Event: 'delete_schedule';
  CalId: string;
  ScheduleId: string;
}

/** 日程回执事件 {@link https://developer.work.weixin.qq.com/document/path/98111} */
export interface RespondScheduleEvent extends Happened {
  Event: 'respond_schedule';
  CalId: string;
  ScheduleId: string;
}

interface AppEmailChange extends Happened {
  Event: 'app_email_change';
  Amount: string;
}

/** 应用邮箱接收邮件事件 {@link https://developer.work.weixin.qq.com/document/path/97495} */
export interface AppEmailReceiveEmailEvent extends AppEmailChange {
  ChangeType: 'receive_email';
}

/** By ChangeType. */
export interface AppEmailChanges {
  receive_email: AppEmailReceiveEmailEvent;
}

interface PublicEmailChange extends Happened {
  Event: 'public_email_change';
  Id: string;
  Amount: string;
}

/** 公共邮箱接收邮件事件 {@link https://developer.work.weixin.qq.com/document/path/100180} */
export interface PublicEmailReceiveEmailEvent extends PublicEmailChange {
  ChangeType: 'receive_email';
}

/** By ChangeType. */
export interface PublicEmailChanges {
  receive_email: PublicEmailReceiveEmailEvent;
}

/** By Event. */
export interface OfficeEvents {
  modify_calendar: ModifyCalendarEvent;
  delete_calendar: DeleteCalendarEvent;
  modify_schedule: ModifyScheduleEvent;
  delete_schedule: DeleteScheduleEvent;
  respond_schedule: RespondScheduleEvent;
}

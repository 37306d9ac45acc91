import type { Happened, InApp, Many } from '../common';

// Meetings, rooms and broadcasts.

interface MeetingChange extends Happened {
  Event: 'meeting_change';
  MeetingId: string;
}

/** 用户取消报名事件 {@link https://developer.work.weixin.qq.com/document/path/98782} */
export interface MeetingCancelEnrollEvent extends MeetingChange {
  ChangeType: 'cancel_enroll';
  FromUserTmpOpenId?: string;
  EnrollId: string;
}

/** 取消会议事件 {@link https://developer.work.weixin.qq.com/document/path/99082} */
export interface MeetingCancelMeetingEvent extends MeetingChange {
  ChangeType: 'cancel_meeting';
}

/** 共享屏幕结束事件 {@link https://developer.work.weixin.qq.com/document/path/98396} */
export interface MeetingCloseScreenShareEvent extends MeetingChange {
  ChangeType: 'close_screen_share';
  FromUserTmpOpenId?: string;
}

/** 删除云录制事件 {@link https://developer.work.weixin.qq.com/document/path/98404} */
export interface MeetingDeleteRecordingEvent extends MeetingChange {
  ChangeType: 'delete_recording';
  FromUserTmpOpenId?: string;
}

/** 用户报名事件 {@link https://developer.work.weixin.qq.com/document/path/98781} */
export interface MeetingEnrollEvent extends MeetingChange {
  ChangeType: 'enroll';
  FromUserTmpOpenId?: string;
  EnrollId: string;
}

/** 成员从等候室进入会议事件 {@link https://developer.work.weixin.qq.com/document/path/98393} */
export interface MeetingJoinFromMeetingRoomEvent extends MeetingChange {
  ChangeType: 'join_from_meeting_room';
  FromUserTmpOpenId?: string;
  OperatedUser: { UserId?: string; TmpOpenId: string };
}

/** 成员入会事件 {@link https://developer.work.weixin.qq.com/document/path/98348} */
export interface MeetingJoinMeetingEvent extends MeetingChange {
  ChangeType: 'join_meeting';
  FromUserTmpOpenId?: string;
}

/** 成员等待主持人入会事件 {@link https://developer.work.weixin.qq.com/document/path/98353} */
export interface MeetingJoinMeetingBeforeHostEvent extends MeetingChange {
  ChangeType: 'join_meeting_before_host';
  FromUserTmpOpenId?: string;
}

/** 成员进入等候室事件 {@link https://developer.work.weixin.qq.com/document/path/98354} */
export interface MeetingJoinWaitingRoomEvent extends MeetingChange {
  ChangeType: 'join_waiting_room';
  FromUserTmpOpenId?: string;
}

/** 素材上传结果 {@link https://developer.work.weixin.qq.com/document/path/98775} */
export interface MeetingMediumUploadEvent extends MeetingChange {
  ChangeType: 'medium_upload';
  AllUploadStatus?: string;
  UploadInfo: Many<{ MediumUrl: string; MediumType: string; UploadStatus: string; ErrorMsg?: string }>;
}

/** 会议结束事件 {@link https://developer.work.weixin.qq.com/document/path/98337} */
export interface MeetingEndEvent extends MeetingChange {
  ChangeType: 'meeting_end';
  FromUserTmpOpenId?: string;
}

/** 会议全体静音事件 {@link https://developer.work.weixin.qq.com/document/path/98341} */
export interface MeetingMuteAllEvent extends MeetingChange {
  ChangeType: 'meeting_mute_all';
  FromUserTmpOpenId?: string;
}

/** 会议室应答事件 {@link https://developer.work.weixin.qq.com/document/path/98783} */
export interface MeetingRoomResponseEvent extends MeetingChange {
  ChangeType: 'meeting_room_response';
  MeetingRoomId: string;
  MraAddress: {
    /** 1: H.323; 2: SIP. */ Protocol: string;
    DialString: string;
  };
  RoomResponseStatus: string;
  FromUserTmpOpenId?: string;
}

/** 会议开始事件 {@link https://developer.work.weixin.qq.com/document/path/98333} */
export interface MeetingStartEvent extends MeetingChange {
  ChangeType: 'meeting_start';
  FromUserTmpOpenId?: string;
}

/** 会议解除全体静音事件 {@link https://developer.work.weixin.qq.com/document/path/98345} */
export interface MeetingUnmuteAllEvent extends MeetingChange {
  ChangeType: 'meeting_unmute_all';
  FromUserTmpOpenId?: string;
}

/** 修改会议事件 {@link https://developer.work.weixin.qq.com/document/path/99081} */
export interface MeetingModifyMeetingEvent extends MeetingChange {
  ChangeType: 'modify_meeting';
}

/** 成员从会议中被移入等候室事件 {@link https://developer.work.weixin.qq.com/document/path/98394} */
export interface MeetingMoveToWaitingRoomEvent extends MeetingChange {
  ChangeType: 'move_to_waiting_room';
  FromUserTmpOpenId?: string;
  OperatedUser: { UserId?: string; TmpOpenId: string };
}

/** 共享屏幕开启事件 {@link https://developer.work.weixin.qq.com/document/path/98395} */
export interface MeetingOpenScreenShareEvent extends MeetingChange {
  ChangeType: 'open_screen_share';
  FromUserTmpOpenId?: string;
}

/** 暂停云录制事件 {@link https://developer.work.weixin.qq.com/document/path/98399} */
export interface MeetingPauseRecordingEvent extends MeetingChange {
  ChangeType: 'pause_recording';
  FromUserTmpOpenId?: string;
}

/** PSTN 外呼状态更新事件 {@link https://developer.work.weixin.qq.com/document/path/98774} */
export interface MeetingPstnStatusUpdateEvent extends MeetingChange {
  ChangeType: 'pstn_status_update';
  FromUserTmpOpenId?: string;
  PstnStatus:
    | 'START_INVITE'
    | 'START_ACCEPT'
    | 'LEAVE_WITHOUT_ACCEPT'
    | 'LEAVE_WITH_ACCEPTED'
    | 'CANCLE_INVITE'
    | (string & {});
}

/** 成员离会事件 {@link https://developer.work.weixin.qq.com/document/path/98352} */
export interface MeetingQuitMeetingEvent extends MeetingChange {
  ChangeType: 'quit_meeting';
  FromUserTmpOpenId?: string;
}

/** 成员离开等候室事件 {@link https://developer.work.weixin.qq.com/document/path/98355} */
export interface MeetingQuitWaitingRoomEvent extends MeetingChange {
  ChangeType: 'quit_waiting_room';
  FromUserTmpOpenId?: string;
  OperatedUser: { UserId?: string; TmpOpenId: string };
}

/** 云录制已完成事件 {@link https://developer.work.weixin.qq.com/document/path/98402} */
export interface MeetingRecordingCompleteEvent extends MeetingChange {
  ChangeType: 'recording_complete';
  FromUserTmpOpenId?: string;
}

/** 恢复云录制事件 {@link https://developer.work.weixin.qq.com/document/path/98400} */
export interface MeetingResumeRecordingEvent extends MeetingChange {
  ChangeType: 'resume_recording';
  FromUserTmpOpenId?: string;
}

/** 会议成员角色变更事件 {@link https://developer.work.weixin.qq.com/document/path/98397} */
export interface MeetingRoleChangeEvent extends MeetingChange {
  ChangeType: 'role_change';
  FromUserTmpOpenId?: string;
  OperatedUser: { UserId?: string; TmpOpenId: string; UserRole: string };
}

/** 开始云录制事件 {@link https://developer.work.weixin.qq.com/document/path/98398} */
export interface MeetingStartRecordingEvent extends MeetingChange {
  ChangeType: 'start_recording';
  FromUserTmpOpenId?: string;
}

/** 停止云录制事件 {@link https://developer.work.weixin.qq.com/document/path/98401} */
export interface MeetingStopRecordingEvent extends MeetingChange {
  ChangeType: 'stop_recording';
  FromUserTmpOpenId?: string;
}

/** 网络研讨会成员角色变更事件 {@link https://developer.work.weixin.qq.com/document/path/98771} */
export interface MeetingWebinarRoleChangeEvent extends MeetingChange {
  ChangeType: 'webinar_role_change';
  FromUserTmpOpenId?: string;
  OperatedUser: { UserId?: string; TmpOpenId: string; UserRole: string };
}

/** 网络研讨会暖场上传结果 {@link https://developer.work.weixin.qq.com/document/path/98773} */
export interface MeetingWebinarWarmUpUploadEvent extends MeetingChange {
  ChangeType: 'webinar_warm_up_upload';
  WarmUpInfo: { WarmUpPicture: string; WarmUpVideo: string; UploadStatus: string; ErrorMsg?: string };
}

/** By ChangeType. */
export interface MeetingChanges {
  cancel_enroll: MeetingCancelEnrollEvent;
  cancel_meeting: MeetingCancelMeetingEvent;
  close_screen_share: MeetingCloseScreenShareEvent;
  delete_recording: MeetingDeleteRecordingEvent;
  enroll: MeetingEnrollEvent;
  join_from_meeting_room: MeetingJoinFromMeetingRoomEvent;
  join_meeting: MeetingJoinMeetingEvent;
  join_meeting_before_host: MeetingJoinMeetingBeforeHostEvent;
  join_waiting_room: MeetingJoinWaitingRoomEvent;
  medium_upload: MeetingMediumUploadEvent;
  meeting_end: MeetingEndEvent;
  meeting_mute_all: MeetingMuteAllEvent;
  meeting_room_response: MeetingRoomResponseEvent;
  meeting_start: MeetingStartEvent;
  meeting_unmute_all: MeetingUnmuteAllEvent;
  modify_meeting: MeetingModifyMeetingEvent;
  move_to_waiting_room: MeetingMoveToWaitingRoomEvent;
  open_screen_share: MeetingOpenScreenShareEvent;
  pause_recording: MeetingPauseRecordingEvent;
  pstn_status_update: MeetingPstnStatusUpdateEvent;
  quit_meeting: MeetingQuitMeetingEvent;
  quit_waiting_room: MeetingQuitWaitingRoomEvent;
  recording_complete: MeetingRecordingCompleteEvent;
  resume_recording: MeetingResumeRecordingEvent;
  role_change: MeetingRoleChangeEvent;
  start_recording: MeetingStartRecordingEvent;
  stop_recording: MeetingStopRecordingEvent;
  webinar_role_change: MeetingWebinarRoleChangeEvent;
  webinar_warm_up_upload: MeetingWebinarWarmUpUploadEvent;
}

interface MeetingStatisticsChange extends Happened {
  Event: 'meeting_statistics';
  Status?: string;
}

/** 会议发起事件 {@link https://developer.work.weixin.qq.com/document/path/99648} */
export interface MeetingStatisticsStartMeetingEvent extends MeetingStatisticsChange {
  ChangeType: 'start_meeting';
}

/** By ChangeType. */
export interface MeetingStatisticsChanges {
  start_meeting: MeetingStatisticsStartMeetingEvent;
}

/** 会议室预定事件 {@link https://developer.work.weixin.qq.com/document/path/95333} */
export interface BookMeetingRoomEvent extends Happened {
  Event: 'book_meeting_room';
  MeetingRoomId: string;
  BookingId: string;
}

/** 会议室取消事件 {@link https://developer.work.weixin.qq.com/document/path/95333} */
export interface CancelMeetingRoomEvent extends Happened {
  Event: 'cancel_meeting_room';
  BookingId: string;
  MeetingRoomId: string;
}

/** 直播回调事件 {@link https://developer.work.weixin.qq.com/document/path/94145} */
export interface LivingStatusChangeEvent extends InApp {
  Event: 'living_status_change';
  LivingId: string;
  /** 0: booked; 1: live; 2: over; 4: cancelled. */
  Status?: string;
}

/** By Event. */
export interface MeetingEvents {
  book_meeting_room: BookMeetingRoomEvent;
  cancel_meeting_room: CancelMeetingRoomEvent;
  living_status_change: LivingStatusChangeEvent;
}

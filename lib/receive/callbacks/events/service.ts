import type { Happened, InApp, Many } from '../common';

// Customer service, and what concerns an app beside its members.

/** 微信客服回调事件 {@link https://developer.work.weixin.qq.com/document/path/94670} It names no sender. */
export interface KfMsgOrEvent extends Omit<Happened, 'FromUserName'> {
  Event: 'kf_msg_or_event';
  FromUserName?: never;
  /** For `kf/sync_msg`, which fetches what waits. */
  Token: string;
  OpenKfId: string;
}

/** 客服账号授权变更事件 {@link https://developer.work.weixin.qq.com/document/path/97712} */
export interface KfAccountAuthChangeEvent extends Happened {
  Event: 'kf_account_auth_change';
  AuthAddOpenKfId?: Many<string>;
  AuthDelOpenKfId?: Many<string>;
}

/** 应用管理员变更通知 {@link https://developer.work.weixin.qq.com/document/path/95038} */
export interface ChangeAppAdminEvent extends InApp {
  Event: 'change_app_admin';
}

/** 修改设置工作台自定义开关事件推送 {@link https://developer.work.weixin.qq.com/document/path/92535} */
export interface SwitchWorkbenchModeEvent extends InApp {
  Event: 'switch_workbench_mode';
  /** 1: on; 0: off. */
  Mode: string;
}

/** 接口许可失效通知 {@link https://developer.work.weixin.qq.com/document/path/95716} */
export interface UnlicensedNotifyEvent extends InApp {
  Event: 'unlicensed_notify';
}

/** 异步上传任务完成事件 {@link https://developer.work.weixin.qq.com/document/path/96219} */
export interface UploadMediaJobFinishEvent extends Happened {
  Event: 'upload_media_job_finish';
  JobId: string;
}

/** 异步任务完成事件推送 {@link https://developer.work.weixin.qq.com/document/path/90973} */
export interface BatchJobResultEvent extends Happened {
  Event: 'batch_job_result';
  AgentID?: string;
  /** `JobType`: sync_user, replace_user, invite_user, replace_party, export_… */
  BatchJob: { JobId: string; JobType: string; ErrCode: string; ErrMsg: string };
}

/** 应用接收专区通知 {@link https://developer.work.weixin.qq.com/document/path/99998} */
export interface ProgramNotifyEvent extends Happened {
  Event: 'program_notify';
  NotifyId: string;
  NotifyScene: string;
}

/** 产生会话回调事件 {@link https://developer.work.weixin.qq.com/document/path/95039} */
export interface MsgauditNotifyEvent extends InApp {
  Event: 'msgaudit_notify';
}

/** 成员申请的提交回调 {@link https://developer.work.weixin.qq.com/document/path/99876} */
export interface SubmitVipAccountApprovalEvent extends InApp {
  Event: 'submit_vip_account_approval';
  ApplyReason: string;
  BusinessType: string;
  ApplyId: string;
}

/** 成员申请的终止回调 {@link https://developer.work.weixin.qq.com/document/path/99877} */
export interface FinishVipAccountApprovalEvent extends InApp {
  Event: 'finish_vip_account_approval';
  FinishType: string;
  ApplyId: string;
}

interface SecurityChange extends Happened {
  Event: 'security';
}

/** 企业微信域名IP变更事件 {@link https://developer.work.weixin.qq.com/document/path/100080} */
export interface SecurityChangeDomainIpEvent extends SecurityChange {
  ChangeType: 'change_domain_ip';
}

/** By ChangeType. */
export interface SecurityChanges {
  change_domain_ip: SecurityChangeDomainIpEvent;
}

/** By Event. */
export interface ServiceEvents {
  kf_msg_or_event: KfMsgOrEvent;
  kf_account_auth_change: KfAccountAuthChangeEvent;
  change_app_admin: ChangeAppAdminEvent;
  switch_workbench_mode: SwitchWorkbenchModeEvent;
  unlicensed_notify: UnlicensedNotifyEvent;
  upload_media_job_finish: UploadMediaJobFinishEvent;
  batch_job_result: BatchJobResultEvent;
  program_notify: ProgramNotifyEvent;
  msgaudit_notify: MsgauditNotifyEvent;
  submit_vip_account_approval: SubmitVipAccountApprovalEvent;
  finish_vip_account_approval: FinishVipAccountApprovalEvent;
}

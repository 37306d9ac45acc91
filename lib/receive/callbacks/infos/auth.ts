import type { Many, OfCorp, OfProvider, OfSuite } from '../common';

// Tickets, and what companies allow an app.

/** 推送suite_ticket {@link https://developer.work.weixin.qq.com/document/path/90628} */
export interface SuiteTicketInfo extends OfSuite {
  InfoType: 'suite_ticket';
  /** Good for 30 minutes; a new one comes every 10. */
  SuiteTicket: string;
}

/** 授权成功通知 {@link https://developer.work.weixin.qq.com/document/path/100964} */
export interface CreateAuthInfo extends OfSuite {
  InfoType: 'create_auth';
  /** Temporary: fetches the permanent code, within 10 minutes. */
  AuthCode: string;
  State?: string;
  ExtraInfo?: { AuthOpenKfIdList: { OpenKfId: Many<string> } };
}

/** 变更授权通知 {@link https://developer.work.weixin.qq.com/document/path/100964} */
export interface ChangeAuthInfo extends OfCorp {
  InfoType: 'change_auth';
  State?: string;
  ExtraInfo?: { AuthOpenKfIdList: { OpenKfId: Many<string> } };
}

/** 取消授权通知 {@link https://developer.work.weixin.qq.com/document/path/100964} */
export interface CancelAuthInfo extends OfCorp {
  InfoType: 'cancel_auth';
}

/** 重置永久授权码通知 {@link https://developer.work.weixin.qq.com/document/path/94758} */
export interface ResetPermanentCodeInfo extends OfSuite {
  InfoType: 'reset_permanent_code';
  /** Temporary: fetches the new permanent code. */
  AuthCode: string;
}

/** 授权组织架构权限通知 {@link https://developer.work.weixin.qq.com/document/path/97378} */
export interface CorpArchAuthInfo extends OfCorp {
  InfoType: 'corp_arch_auth';
}

/** 获客助手权限确认事件 {@link https://developer.work.weixin.qq.com/document/path/98959} */
export interface ApproveSpecialAuthInfo extends OfCorp {
  InfoType: 'approve_special_auth';
  AuthType: 'customer_acquisition' | (string & {});
}

/** 获客助手权限取消事件 {@link https://developer.work.weixin.qq.com/document/path/98959} */
export interface CancelSpecialAuthInfo extends OfCorp {
  InfoType: 'cancel_special_auth';
  AuthType: 'customer_acquisition' | (string & {});
}

/** 同意授权转换external_userid事件 {@link https://developer.work.weixin.qq.com/document/path/96516} */
export interface AgreeExternalUseridMigrationInfo extends OfProvider {
  InfoType: 'agree_external_userid_migration';
}

/** 注册完成回调事件 {@link https://developer.work.weixin.qq.com/document/path/90585} */
export interface RegisterCorpInfo extends OfProvider {
  InfoType: 'register_corp';
  RegisterCode: string;
  ContactSync?: { AccessToken: string; ExpiresIn: string };
  AuthUserInfo: { UserId: string };
  State?: string;
  TemplateId: string;
}

/** 扫描推广二维码事件 {@link https://developer.work.weixin.qq.com/document/path/98071} */
export interface EnterRegisterPackageInfo extends OfProvider {
  InfoType: 'enter_register_package';
  AuthUserInfo: { UserId: string };
  RegisterCode: string;
  State?: string;
  TemplateId: string;
}

/** 企业互联共享应用事件回调 {@link https://developer.work.weixin.qq.com/document/path/93373} */
export interface ShareAgentChangeInfo extends OfSuite {
  InfoType: 'share_agent_change';
  AppId: string;
  CorpId: string;
  AgentId: string;
}

/** 上下游共享应用事件回调 {@link https://developer.work.weixin.qq.com/document/path/93373} */
export interface ShareChainChangeInfo extends OfSuite {
  InfoType: 'share_chain_change';
  AppId: string;
  CorpId: string;
  AgentId: string;
}

/** 导出任务完成通知 {@link https://developer.work.weixin.qq.com/document/path/94956} */
export interface BatchJobResultInfo extends OfCorp {
  InfoType: 'batch_job_result';
  BatchJob: { JobId: string; JobType: string; ErrCode: string; ErrMsg: string };
  ServiceCorpId: string;
}

/** By InfoType. */
export interface AuthInfos {
  suite_ticket: SuiteTicketInfo;
  create_auth: CreateAuthInfo;
  change_auth: ChangeAuthInfo;
  cancel_auth: CancelAuthInfo;
  reset_permanent_code: ResetPermanentCodeInfo;
  corp_arch_auth: CorpArchAuthInfo;
  approve_special_auth: ApproveSpecialAuthInfo;
  cancel_special_auth: CancelSpecialAuthInfo;
  agree_external_userid_migration: AgreeExternalUseridMigrationInfo;
  register_corp: RegisterCorpInfo;
  enter_register_package: EnterRegisterPackageInfo;
  share_agent_change: ShareAgentChangeInfo;
  share_chain_change: ShareChainChangeInfo;
  batch_job_result: BatchJobResultInfo;
}

import type { Happened, Many } from '../common';

// Customers, their groups and tags.

interface ExternalContactChange extends Happened {
  Event: 'change_external_contact';
  UserID: string;
  ExternalUserID: string;
}

/** 添加企业客户事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface AddExternalContactEvent extends ExternalContactChange {
  ChangeType: 'add_external_contact';
  State?: string;
  /** Greets the customer, once, within 20 s. */
  WelcomeCode?: string;
}

/** 外部联系人免验证添加成员事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface AddHalfExternalContactEvent extends ExternalContactChange {
  ChangeType: 'add_half_external_contact';
  State?: string;
  WelcomeCode?: string;
}

/** 删除企业客户事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface DelExternalContactEvent extends ExternalContactChange {
  ChangeType: 'del_external_contact';
  Source?: string;
}

/** 删除跟进成员事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface DelFollowUserEvent extends ExternalContactChange {
  ChangeType: 'del_follow_user';
}

/** 编辑企业客户事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface EditExternalContactEvent extends ExternalContactChange {
  ChangeType: 'edit_external_contact';
}

/** 客户同意进行聊天内容存档事件回调 {@link https://developer.work.weixin.qq.com/document/path/92005} */
export interface MsgAuditApprovedEvent extends ExternalContactChange {
  ChangeType: 'msg_audit_approved';
  WelcomeCode?: string;
}

/** 客户接替失败事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface TransferFailEvent extends ExternalContactChange {
  ChangeType: 'transfer_fail';
  FailReason: 'customer_refused' | 'customer_limit_exceed' | (string & {});
}

/** By ChangeType. */
export interface ExternalContactChanges {
  add_external_contact: AddExternalContactEvent;
  add_half_external_contact: AddHalfExternalContactEvent;
  del_external_contact: DelExternalContactEvent;
  del_follow_user: DelFollowUserEvent;
  edit_external_contact: EditExternalContactEvent;
  msg_audit_approved: MsgAuditApprovedEvent;
  transfer_fail: TransferFailEvent;
}

interface ExternalChatChange extends Happened {
  Event: 'change_external_chat';
  ChatId: string;
}

/** 客户群创建事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface ExternalChatCreateEvent extends ExternalChatChange {
  ChangeType: 'create';
}

/** 客户群解散事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface ExternalChatDismissEvent extends ExternalChatChange {
  ChangeType: 'dismiss';
}

/** 客户群变更事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface ExternalChatUpdateEvent extends ExternalChatChange {
  ChangeType: 'update';
  UpdateDetail: 'add_member' | 'del_member' | 'change_owner' | 'change_name' | 'change_notice' | (string & {});
  /** 0: invited by a member; 3: scanned a code. */
  JoinScene?: string;
  /** 0: left; 1: was removed. */
  QuitScene?: string;
  /** How many joined or left. */
  MemChangeCnt?: string;
  MemChangeList?: { Item: Many<string> };
  LastMemVer?: string;
  CurMemVer?: string;
}

/** By ChangeType. */
export interface ExternalChatChanges {
  create: ExternalChatCreateEvent;
  dismiss: ExternalChatDismissEvent;
  update: ExternalChatUpdateEvent;
}

interface ExternalTagChange extends Happened {
  Event: 'change_external_tag';
  StrategyId?: string;
}

/** 企业客户标签创建事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface ExternalTagCreateEvent extends ExternalTagChange {
  ChangeType: 'create';
  Id: string;
  TagType: string;
}

/** 企业客户标签删除事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface ExternalTagDeleteEvent extends ExternalTagChange {
  ChangeType: 'delete';
  Id: string;
  TagType: string;
}

/** 企业客户标签重排事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface ExternalTagShuffleEvent extends ExternalTagChange {
  ChangeType: 'shuffle';
  Id?: string;
}

/** 企业客户标签变更事件 {@link https://developer.work.weixin.qq.com/document/path/92130} */
export interface ExternalTagUpdateEvent extends ExternalTagChange {
  ChangeType: 'update';
  Id: string;
  TagType: string;
}

/** By ChangeType. */
export interface ExternalTagChanges {
  create: ExternalTagCreateEvent;
  delete: ExternalTagDeleteEvent;
  shuffle: ExternalTagShuffleEvent;
  update: ExternalTagUpdateEvent;
}

import type { Many, OfCorp, OfSuite } from '../common';

// Customers, their groups and tags, and links that win them.

interface ExternalContactChange extends OfCorp {
  InfoType: 'change_external_contact';
  UserID: string;
  ExternalUserID: string;
}

/** 添加企业客户事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface AddExternalContactInfo extends ExternalContactChange {
  ChangeType: 'add_external_contact';
  State?: string;
  /** Greets the customer, once, within 20 s. */
  WelcomeCode?: string;
  LinkId?: string;
}

/** 外部联系人免验证添加成员事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface AddHalfExternalContactInfo extends ExternalContactChange {
  ChangeType: 'add_half_external_contact';
  State?: string;
  WelcomeCode?: string;
}

/** 删除企业客户事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface DelExternalContactInfo extends ExternalContactChange {
  ChangeType: 'del_external_contact';
  Source?: string;
}

/** 删除跟进成员事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface DelFollowUserInfo extends ExternalContactChange {
  ChangeType: 'del_follow_user';
}

/** 编辑企业客户事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface EditExternalContactInfo extends ExternalContactChange {
  ChangeType: 'edit_external_contact';
}

/** 客户接替失败事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface TransferFailInfo extends ExternalContactChange {
  ChangeType: 'transfer_fail';
  FailReason: 'customer_refused' | 'customer_limit_exceed' | (string & {});
}

/** By ChangeType. */
export interface ExternalContactInfoChanges {
  add_external_contact: AddExternalContactInfo;
  add_half_external_contact: AddHalfExternalContactInfo;
  del_external_contact: DelExternalContactInfo;
  del_follow_user: DelFollowUserInfo;
  edit_external_contact: EditExternalContactInfo;
  transfer_fail: TransferFailInfo;
}

interface ExternalChatChange extends OfCorp {
  InfoType: 'change_external_chat';
  ChatId: string;
}

/** 客户群创建事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface ExternalChatCreateInfo extends ExternalChatChange {
  ChangeType: 'create';
}

/** 客户群解散事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface ExternalChatDismissInfo extends ExternalChatChange {
  ChangeType: 'dismiss';
}

/** 客户群变更事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface ExternalChatUpdateInfo extends ExternalChatChange {
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
export interface ExternalChatInfoChanges {
  create: ExternalChatCreateInfo;
  dismiss: ExternalChatDismissInfo;
  update: ExternalChatUpdateInfo;
}

interface ExternalTagChange extends OfCorp {
  InfoType: 'change_external_tag';
}

/** 企业客户标签创建事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface ExternalTagCreateInfo extends ExternalTagChange {
  ChangeType: 'create';
  Id: string;
  TagType: string;
}

/** 企业客户标签删除事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface ExternalTagDeleteInfo extends ExternalTagChange {
  ChangeType: 'delete';
  Id: string;
  TagType: string;
}

/** 企业客户标签重排事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface ExternalTagShuffleInfo extends ExternalTagChange {
  ChangeType: 'shuffle';
  Id?: string;
}

/** 企业客户标签变更事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface ExternalTagUpdateInfo extends ExternalTagChange {
  ChangeType: 'update';
  Id: string;
  TagType: string;
}

/** By ChangeType. */
export interface ExternalTagInfoChanges {
  create: ExternalTagCreateInfo;
  delete: ExternalTagDeleteInfo;
  shuffle: ExternalTagShuffleInfo;
  update: ExternalTagUpdateInfo;
}

interface AcquisitionChange extends OfSuite {
  InfoType: 'customer_acquisition';
}

/** 使用量已经耗尽事件 {@link https://developer.work.weixin.qq.com/document/path/97402} */
export interface AcquisitionBalanceExhaustedInfo extends AcquisitionChange {
  ChangeType: 'balance_exhausted';
  AuthCorpId: string;
}

/** 使用量增加事件 {@link https://developer.work.weixin.qq.com/document/path/97402} */
export interface AcquisitionBalanceIncreasedInfo extends AcquisitionChange {
  ChangeType: 'balance_increased';
  AuthCorpId: string;
}

/** 企业使用量即将耗尽事件 {@link https://developer.work.weixin.qq.com/document/path/97402} */
export interface AcquisitionBalanceLowInfo extends AcquisitionChange {
  ChangeType: 'balance_low';
  AuthCorpId: string;
}

/** 获客链接服务商代付价格调整事件 {@link https://developer.work.weixin.qq.com/document/path/99485} */
export interface AcquisitionChangePriceInfo extends AcquisitionChange {
  ChangeType: 'change_price';
  AuthCorpId: string;
  Price: string;
  /** s since 1970. */
  EffectiveTime: string;
}

/** 成员首次收消息事件 {@link https://developer.work.weixin.qq.com/document/path/97402} */
export interface AcquisitionCustomerStartChatInfo extends AcquisitionChange {
  ChangeType: 'customer_start_chat';
  AuthCorpId: string;
  UserID: string;
  ExternalUserID: string;
  LinkId: string;
  State?: string;
}

/** 删除获客链接事件 {@link https://developer.work.weixin.qq.com/document/path/97402} */
export interface AcquisitionDeleteLinkInfo extends AcquisitionChange {
  ChangeType: 'delete_link';
  AuthCorpId: string;
  LinkId: string;
}

/** 微信客户发起好友申请 {@link https://developer.work.weixin.qq.com/document/path/97402} */
export interface AcquisitionFriendRequestInfo extends AcquisitionChange {
  ChangeType: 'friend_request';
  AuthCorpId: string;
  LinkId: string;
  State?: string;
}

/** 获客链接异常事件 {@link https://developer.work.weixin.qq.com/document/path/97402} */
export interface AcquisitionLinkUnavailableInfo extends AcquisitionChange {
  ChangeType: 'link_unavailable';
  AuthCorpId: string;
  LinkId: string;
}

/** 成员多次收消息事件 {@link https://developer.work.weixin.qq.com/document/path/97402} */
export interface AcquisitionMessageFromCustomerInfo extends AcquisitionChange {
  ChangeType: 'message_from_customer';
  AuthCorpId: string;
  UserID?: string;
  ExternalUserID?: string;
  LinkId: string;
  State?: string;
  ChatSeq?: string;
  ChatKey: string;
}

/** 微信客户打开获客链接事件 {@link https://developer.work.weixin.qq.com/document/path/97402} */
export interface AcquisitionOpenProfileInfo extends AcquisitionChange {
  ChangeType: 'open_profile';
  AuthCorpId: string;
  LinkId: string;
  State?: string;
}

/** 获客使用量即将过期事件 {@link https://developer.work.weixin.qq.com/document/path/97402} */
export interface AcquisitionQuotaExpireSoonInfo extends AcquisitionChange {
  ChangeType: 'quota_expire_soon';
  AuthCorpId: string;
  /** s since 1970. */
  ExpireTime: string;
  ExpireQuotaNum: string;
}

/** 消耗服务商使用量事件 {@link https://developer.work.weixin.qq.com/document/path/99485} */
export interface AcquisitionServiceBalanceConsumedInfo extends AcquisitionChange {
  ChangeType: 'service_balance_consumed';
  AuthCorpId: string;
  LinkId: string;
  State?: string;
  OnceKey?: string;
}

/** 服务商获客使用量已经耗尽事件 {@link https://developer.work.weixin.qq.com/document/path/99485} */
export interface AcquisitionServiceBalanceExhaustedInfo extends AcquisitionChange {
  ChangeType: 'service_balance_exhausted';
}

/** 服务商获客使用量即将耗尽事件 {@link https://developer.work.weixin.qq.com/document/path/99485} */
export interface AcquisitionServiceBalanceLowInfo extends AcquisitionChange {
  ChangeType: 'service_balance_low';
}

/** By ChangeType. */
export interface AcquisitionInfoChanges {
  balance_exhausted: AcquisitionBalanceExhaustedInfo;
  balance_increased: AcquisitionBalanceIncreasedInfo;
  balance_low: AcquisitionBalanceLowInfo;
  change_price: AcquisitionChangePriceInfo;
  customer_start_chat: AcquisitionCustomerStartChatInfo;
  delete_link: AcquisitionDeleteLinkInfo;
  friend_request: AcquisitionFriendRequestInfo;
  link_unavailable: AcquisitionLinkUnavailableInfo;
  message_from_customer: AcquisitionMessageFromCustomerInfo;
  open_profile: AcquisitionOpenProfileInfo;
  quota_expire_soon: AcquisitionQuotaExpireSoonInfo;
  service_balance_consumed: AcquisitionServiceBalanceConsumedInfo;
  service_balance_exhausted: AcquisitionServiceBalanceExhaustedInfo;
  service_balance_low: AcquisitionServiceBalanceLowInfo;
}

/** 客户可建联成员范围变动事件 {@link https://developer.work.weixin.qq.com/document/path/92277} */
export interface CustomerAcquisitionPermitChangeInfo extends OfCorp {
  InfoType: 'customer_acquisition_permit_change';
}

/** By InfoType. */
export interface CustomerInfos {
  customer_acquisition_permit_change: CustomerAcquisitionPermitChangeInfo;
}

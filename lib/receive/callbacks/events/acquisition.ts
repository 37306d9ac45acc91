import type { Happened } from '../common';

// Links that win customers.

interface AcquisitionChange extends Happened {
  Event: 'customer_acquisition';
}

/** 使用量已经耗尽事件 {@link https://developer.work.weixin.qq.com/document/path/97299} */
export interface AcquisitionBalanceExhaustedEvent extends AcquisitionChange {
  ChangeType: 'balance_exhausted';
}

/** 使用量增加事件 {@link https://developer.work.weixin.qq.com/document/path/97299} */
export interface AcquisitionBalanceIncreasedEvent extends AcquisitionChange {
  ChangeType: 'balance_increased';
}

/** 企业使用量即将耗尽事件 {@link https://developer.work.weixin.qq.com/document/path/97299} */
export interface AcquisitionBalanceLowEvent extends AcquisitionChange {
  ChangeType: 'balance_low';
}

/** 成员首次收消息事件 {@link https://developer.work.weixin.qq.com/document/path/97299} */
export interface AcquisitionCustomerStartChatEvent extends AcquisitionChange {
  ChangeType: 'customer_start_chat';
  UserID: string;
  ExternalUserID: string;
  LinkId: string;
}

/** 删除获客链接事件 {@link https://developer.work.weixin.qq.com/document/path/97299} */
export interface AcquisitionDeleteLinkEvent extends AcquisitionChange {
  ChangeType: 'delete_link';
  LinkId: string;
}

/** 通过获客链接发起好友请求事件 {@link https://developer.work.weixin.qq.com/document/path/97299} */
export interface AcquisitionFriendRequestEvent extends AcquisitionChange {
  ChangeType: 'friend_request';
  LinkId: string;
  State?: string;
}

/** 获客链接异常事件 {@link https://developer.work.weixin.qq.com/document/path/97299} */
export interface AcquisitionLinkUnavailableEvent extends AcquisitionChange {
  ChangeType: 'link_unavailable';
  LinkId: string;
}

/** 成员多次收消息事件 {@link https://developer.work.weixin.qq.com/document/path/97299} */
export interface AcquisitionMessageFromCustomerEvent extends AcquisitionChange {
  ChangeType: 'message_from_customer';
  UserID?: string;
  ExternalUserID?: string;
  LinkId: string;
  ChatSeq?: string;
  ChatKey: string;
}

/** 微信客户打开获客链接事件 {@link https://developer.work.weixin.qq.com/document/path/97299} */
export interface AcquisitionOpenProfileEvent extends AcquisitionChange {
  ChangeType: 'open_profile';
  LinkId: string;
  State?: string;
}

/** 获客使用量即将过期事件 {@link https://developer.work.weixin.qq.com/document/path/97299} */
export interface AcquisitionQuotaExpireSoonEvent extends AcquisitionChange {
  ChangeType: 'quota_expire_soon';
  /** s since 1970. */
  ExpireTime: string;
  ExpireQuotaNum: string;
}

/** By ChangeType. */
export interface AcquisitionChanges {
  balance_exhausted: AcquisitionBalanceExhaustedEvent;
  balance_increased: AcquisitionBalanceIncreasedEvent;
  balance_low: AcquisitionBalanceLowEvent;
  customer_start_chat: AcquisitionCustomerStartChatEvent;
  delete_link: AcquisitionDeleteLinkEvent;
  friend_request: AcquisitionFriendRequestEvent;
  link_unavailable: AcquisitionLinkUnavailableEvent;
  message_from_customer: AcquisitionMessageFromCustomerEvent;
  open_profile: AcquisitionOpenProfileEvent;
  quota_expire_soon: AcquisitionQuotaExpireSoonEvent;
}

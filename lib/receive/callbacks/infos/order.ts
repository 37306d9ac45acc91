import type { Many, OfProvider, OfSuite } from '../common';

// Orders of apps, licences and advanced interfaces.

/** 下单成功通知 {@link https://developer.work.weixin.qq.com/document/path/91929} */
export interface OpenOrderInfo extends OfSuite {
  InfoType: 'open_order';
  PaidCorpId: string;
  OrderId: string;
  OperatorId?: string;
}

/** 改单通知 {@link https://developer.work.weixin.qq.com/document/path/91930} */
export interface ChangeOrderInfo extends OfSuite {
  InfoType: 'change_order';
  PaidCorpId: string;
  OldOrderId: string;
  NewOrderId: string;
}

/** 支付成功通知 {@link https://developer.work.weixin.qq.com/document/path/91931} */
export interface PayForAppSuccessInfo extends OfSuite {
  InfoType: 'pay_for_app_success';
  PaidCorpId: string;
  OrderId: string;
}

/** 退款通知 {@link https://developer.work.weixin.qq.com/document/path/91932} */
export interface RefundInfo extends OfSuite {
  InfoType: 'refund';
  PaidCorpId: string;
  OrderId: string;
}

/** 应用版本变更通知 {@link https://developer.work.weixin.qq.com/document/path/91933} */
export interface ChangeEditonInfo extends OfSuite {
  InfoType: 'change_editon';
  PaidCorpId: string;
}

/** 取消订单通知 {@link https://developer.work.weixin.qq.com/document/path/99353} */
export interface CancelOrderInfo extends OfSuite {
  InfoType: 'cancel_order';
  PaidCorpId: string;
  OrderId: string;
}

/** 支付成功通知 {@link https://developer.work.weixin.qq.com/document/path/95804} */
export interface LicensePaySuccessInfo extends OfProvider {
  InfoType: 'license_pay_success';
  OrderId?: string;
  BuyerUserId: string;
}

/** 退款结果通知 {@link https://developer.work.weixin.qq.com/document/path/95805} */
export interface LicenseRefundInfo extends OfProvider {
  InfoType: 'license_refund';
  OrderId: string;
  /** 1: refunded; 2: refused. */
  OrderStatus: string;
}

/** 自动激活回调通知 {@link https://developer.work.weixin.qq.com/document/path/95994} */
export interface AutoActivateInfo extends OfProvider {
  InfoType: 'auto_activate';
  Scene: string;
  AccountList: Many<{
    ActiveCode: string;
    Type: string /** s since 1970. */;
    ExpireTime: string;
    UserId: string;
    PreviousStatus: string;
    PreviousActiveCode?: string;
  }>;
}

/** 支付成功通知 {@link https://developer.work.weixin.qq.com/document/path/100303} */
export interface AdvancedApiPaySuccessInfo extends OfProvider {
  InfoType: 'advanced_api_pay_success';
  AdvanceApiType: string;
  OrderId: string;
  BuyerUserId: string;
}

/** 退款结果通知 {@link https://developer.work.weixin.qq.com/document/path/100304} */
export interface AdvancedApiRefundInfo extends OfProvider {
  InfoType: 'advanced_api_refund';
  AdvanceApiType: string;
  OrderId: string;
  /** 1: refunded; 2: refused. */
  OrderStatus: string;
}

/** 取消订单通知 {@link https://developer.work.weixin.qq.com/document/path/100305} */
export interface AdvancedApiCancelInfo extends OfProvider {
  InfoType: 'advanced_api_cancel';
  AdvanceApiType: string;
  OrderId: string;
}

/** 接口不足通知 {@link https://developer.work.weixin.qq.com/document/path/100306} */
export interface AdvancedApiInsufficientInfo extends OfProvider {
  InfoType: 'advanced_api_insufficient';
  AdvanceApiType: string;
  ChatArchiveApi: { Edition: string };
}

/** 接口购买到期通知 {@link https://developer.work.weixin.qq.com/document/path/100307} */
export interface AdvancedApiExpiredInfo extends OfProvider {
  InfoType: 'advanced_api_expired';
  AdvanceApiType: string;
  ChatArchiveApi: { Edition: string };
}

/** 接口试用到期通知 {@link https://developer.work.weixin.qq.com/document/path/100308} */
export interface AdvancedApiTrialExpiredInfo extends OfProvider {
  InfoType: 'advanced_api_trial_expired';
  AdvanceApiType: string;
}

/** By InfoType. */
export interface OrderInfos {
  open_order: OpenOrderInfo;
  change_order: ChangeOrderInfo;
  pay_for_app_success: PayForAppSuccessInfo;
  refund: RefundInfo;
  change_editon: ChangeEditonInfo;
  cancel_order: CancelOrderInfo;
  license_pay_success: LicensePaySuccessInfo;
  license_refund: LicenseRefundInfo;
  auto_activate: AutoActivateInfo;
  advanced_api_pay_success: AdvancedApiPaySuccessInfo;
  advanced_api_refund: AdvancedApiRefundInfo;
  advanced_api_cancel: AdvancedApiCancelInfo;
  advanced_api_insufficient: AdvancedApiInsufficientInfo;
  advanced_api_expired: AdvancedApiExpiredInfo;
  advanced_api_trial_expired: AdvancedApiTrialExpiredInfo;
}

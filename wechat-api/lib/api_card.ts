import { type Ack, chapter, get, type Id, leftOut, post, type Upload, uploadAs } from 'wechat-enterprise-api/core';
import { unnamed } from './compat';

/** 微信卡券: cards and coupons */
const card = unnamed(
  chapter({
    /** 上传卡券图片 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Create_a_Coupon_Voucher_or_Card.html} The logo of a card: JPG or PNG, at most 1 MB, best 300 × 300. Timeout 60 s. */
    uploadLogo: uploadAs('buffer')('{fileServerPrefix}media/uploadimg', (filepath: Upload) => ({
      file: filepath,
    })).returns<{ url: string }>(),

    /** 批量导入门店信息: places of the merchant. Stores (`addPoi`) took their place. */
    addLocations: post('card/location/batchadd', (location_list: readonly object[]) => ({
      location_list,
    })).returns<Ack & { location_id_list: Id[] }>(),

    /** 拉取门店列表: the places of `addLocations`. `count` 0: all. */
    getLocations: post('card/location/batchget', (offset: number, count: number) => ({
      offset,
      count,
    })).returns<Ack & { location_list: Record<string, unknown>[]; count: number }>(),

    /** 获取颜色列表: the colours that a card may have. */
    getColors: get('card/getcolors').returns<Ack & { colors: { name: string; value: string }[] }>(),

    /** 创建卡券 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Create_a_Coupon_Voucher_or_Card.html} `{ card_type, [its name in lower case]: … }`. Errors: 40053 fields, 43009 SN, 48001 no cards. */
    createCard: post('card/create', (card: card.Card) => ({ card })).returns<Ack & { card_id: string }>(),

    /** Does nothing, as ever: it is here because 1.x had it. */
    getRedirectUrl(_url?: string, _encryptCode?: string, _cardId?: string): void {},

    /** 创建二维码 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Distributing_Coupons_Vouchers_and_Cards.html} A QR code by which one card is taken. Errors: 40078 state of the card. */
    createQRCode: post('card/qrcode/create', (card: card.Ticket) => ({
      action_name: 'QR_CARD',
      action_info: { card },
    })).returns<card.QRCode>(),

    /**
     * 创建二维码 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Distributing_Coupons_Vouchers_and_Cards.html}
     *
     * `info`: `{ card }`, or `{ multiple_card }` with at most 5. `expire_seconds`: 60–1800, or none. Errors: 40078 state.
     */
    createCardQRCode: post(
      'card/qrcode/create',
      leftOut(
        () => [null],
        (info: card.Info, expire_seconds?: number | null) => ({
          action_name: actionOf(info),
          expire_seconds,
          action_info: info,
        }),
      ),
    ).returns<card.QRCode>(),

    /** 核销Code {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Redeeming_a_coupon_voucher_or_card.html} It cannot be undone. Errors: 40099 used already, 40127 not theirs any more. */
    consumeCode: post('card/code/consume', (code: string, card_id?: string) => ({
      code,
      card_id,
    })).returns<Ack & { card: { card_id: string }; openid: string }>(),

    /** Code解码 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Redeeming_a_coupon_voucher_or_card.html} Of the code that a page was called with. Errors: 40056 code. */
    decryptCode: post('card/code/decrypt', (encrypt_code: string) => ({ encrypt_code })).returns<
      Ack & { code: string }
    >(),

    /** 删除卡券 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html} Who has one keeps it. */
    deleteCard: post('card/delete', (card_id: string) => ({ card_id })).returns<Ack>(),

    /** 查询Code {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Redeeming_a_coupon_voucher_or_card.html} With the card, where codes are the merchant's own. */
    getCode: post('card/code/get', (code: string, card_id?: string) => ({ code, card_id })).returns<card.Code>(),

    /** 批量查询卡券列表 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html} `count`: at most 50. `status_list`: CARD_STATUS_VERIFY_OK, … */
    getCards: post('card/batchget', (offset: number, count: number, status_list?: readonly string[]) => ({
      offset,
      count,
      status_list,
    })).returns<Ack & { card_id_list: string[]; total_num: number }>(),

    /** 查看卡券详情 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html} Errors: 40073 card. */
    getCard: post('card/get', (card_id: string) => ({ card_id })).returns<Ack & { card: card.Card }>(),

    /** 更改Code {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html} Of a card that was given away. */
    updateCode: post('card/code/update', (code: string, card_id: string, newcode: string) => ({
      code,
      card_id,
      newcode,
    })).returns<Ack>(),

    /** 设置卡券失效 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html} It cannot be undone. With the card, where codes are the merchant's own. */
    unavailableCode: post('card/code/unavailable', (code: string, card_id?: string) => ({
      code,
      card_id,
    })).returns<Ack>(),

    /** 更改卡券信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html} `cardType`: member_card, boarding_pass, … */
    updateCard: post('card/update', (card_id: string, cardType: string, cardInfo: object) => ({
      card_id,
      [cardType.toLowerCase()]: cardInfo,
    })).returns<Ack & { send_check?: boolean }>(),

    /** 修改库存 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html} By `num`, which is negative to reduce. */
    updateCardStock: post('card/modifystock', (card_id: string, num: number) => ({
      card_id,
      [num > 0 ? 'increase_stock_value' : 'reduce_stock_value']: Math.abs(num),
    })).returns<Ack>(),

    /** 激活会员卡 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Membership_Cards/Create_a_membership_card.html} Errors: 40056 code. */
    activateMembercard: post('card/membercard/activate', (info: card.Fields) => info).returns<Ack>(),

    /** 设置开卡字段 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Membership_Cards/Create_a_membership_card.html} What users fill in to become members. */
    activateMembercardUserForm: post(
      'card/membercard/activateuserform/set',
      (info: card.Fields) => info,
    ).returns<Ack>(),

    /** 拉取会员信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Membership_Cards/Manage_Member_Card.html} `{ card_id, code }`. The same as `getMemberCardUserInfo`. */
    getMembercard: post('card/membercard/userinfo/get', (info: card.Fields) => info).returns<card.Member>(),

    /** 更新会员信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Membership_Cards/Create_a_membership_card.html} The same as `updateMemberCardUserInfo`. */
    updateMembercard: post('card/membercard/updateuser', (info: card.Fields) => info).returns<card.Updated>(),

    /** 更新电影票 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Special_ticket.html} */
    updateMovieTicket: post('card/movieticket/updateuser', (info: card.Fields) => info).returns<Ack>(),

    /** 更新飞机票信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Special_ticket.html} Check in. */
    checkInBoardingPass: post('card/boardingpass/checkin', (info: card.Fields) => info).returns<Ack>(),

    /** 更新红包金额: the balance of a red packet card, in 分. */
    updateLuckyMonkeyBalance: post(
      'card/luckymonkey/updateuserbalance',
      (code: string, card_id: string, balance: number) => ({ code, card_id, balance }),
    ).returns<Ack>(),

    /** 更新会议门票 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Special_ticket.html} */
    updateMeetingTicket: post('card/meetingticket/updateuser', (info: card.Fields) => info).returns<Ack>(),

    /** 设置测试白名单 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Distributing_Coupons_Vouchers_and_Cards.html} At most 10 who may take cards that are not approved yet. */
    setTestWhitelist: post(
      'card/testwhitelist/set',
      (info: { openid?: string[]; username?: string[] }) => info,
    ).returns<Ack>(),

    /** 导入自定义code {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Distributing_Coupons_Vouchers_and_Cards.html} At most 100 codes a call. */
    importCustomizedCodes: post('card/code/deposit', (card_id: string, code: readonly string[]) => ({
      card_id,
      code,
    })).returns<Ack & { succ_code?: string[]; duplicate_code?: string[]; fail_code?: string[] }>(),

    /** 核查code {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Distributing_Coupons_Vouchers_and_Cards.html} At most 100 codes a call. */
    checkCustomizedCodes: post('card/code/checkcode', (card_id: string, code: readonly string[]) => ({
      card_id,
      code,
    })).returns<Ack & { exist_code: string[]; not_exist_code: string[] }>(),

    /** 查询导入code数目 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Distributing_Coupons_Vouchers_and_Cards.html} */
    getDepositCodesCount: post('card/code/getdepositcount', (card_id: string) => ({
      card_id,
    })).returns<Ack & { count: number }>(),

    /** 拉取卡券概况数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html} At most 62 days, as `2015-06-15`. `source`: 0 WeChat's pages, 1 the API. */
    getTotalCardDataInfo: post('datacube/getcardbizuininfo', (beginDate: string, endDate: string, source: Id) => ({
      begin_date: beginDate,
      end_date: endDate,
      cond_source: source,
    })).returns<{ list: card.Statistics[] }>(),

    /** 获取免费券数据 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html} Of one card; as `getTotalCardDataInfo` otherwise. */
    getCardDataInfo: post(
      'datacube/getcardcardinfo',
      (cardId: string, beginDate: string, endDate: string, source: Id) => ({
        begin_date: beginDate,
        end_date: endDate,
        cond_source: source,
        card_id: cardId,
      }),
    ).returns<{ list: card.Statistics[] }>(),

    /** 添加核销员: somebody who may redeem cards, at one place or, without `locationId`, everywhere. */
    addConsumer: post('card/consumer/add', (username: string, locationId?: Id) =>
      locationId
        ? { username, is_super_consumer: false, location_id: locationId }
        : { username, is_super_consumer: true },
    ).returns<Ack>(),

    /** 卡券开放类目查询 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Third-party_developer_mode.html} */
    getApplyProtocol: get('card/getapplyprotocol').returns<Ack & { category: Record<string, unknown>[] }>(),

    /** 创建子商户 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Third-party_developer_mode.html} */
    submitSubmerchant: post('card/submerchant/submit', (info: card.Fields) => ({ info })).returns<card.SubMerchant>(),

    /** 更新子商户 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Third-party_developer_mode.html} With its `merchant_id`. */
    updateSubmerchant: post('card/submerchant/update', (info: card.Fields) => ({ info })).returns<card.SubMerchant>(),

    /** 拉取单个子商户信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Third-party_developer_mode.html} */
    getSubmerchant: post('card/submerchant/get', (merchant_id: Id) => ({ merchant_id })).returns<card.SubMerchant>(),

    /** 批量拉取子商户信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Third-party_developer_mode.html} `{ begin_id, limit, status }`, at most 100. */
    batchgetSubmerchant: post('card/submerchant/batchget', (data: card.Fields) => data).returns<
      Ack & { info_list: Record<string, unknown>[]; next_begin_id: number }
    >(),

    /** 拉取会员信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Membership_Cards/Manage_Member_Card.html} `{ card_id, code }`. Errors: 40056 code. */
    getMemberCardUserInfo: post('card/membercard/userinfo/get', (info: card.Fields) => info).returns<card.Member>(),

    /** 更新会员信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Membership_Cards/Create_a_membership_card.html} `{ code, card_id, bonus, … }`. Errors: 40056 code. */
    updateMemberCardUserInfo: post('card/membercard/updateuser', (data: card.Fields) => data).returns<card.Updated>(),
  }),
);

/** `{ card }` → QR_CARD */
function actionOf(info: card.Info): string {
  const [first] = Object.keys(info);
  if (first === undefined) throw new TypeError('info must have a key: card or multiple_card.');
  return `QR_${first.toUpperCase()}`;
}

declare namespace card {
  /** What WeChat's page lists; it goes out as given. */
  type Fields = object | string;

  interface Card {
    /** GROUPON, CASH, DISCOUNT, GIFT, GENERAL_COUPON, MEMBER_CARD, … */
    card_type: string;
    [kind: string]: unknown;
  }

  interface Ticket {
    card_id: string;
    code?: string;
    openid?: string;
    expire_seconds?: string | number;
    is_unique_code?: boolean;
    outer_id?: Id;
    outer_str?: string;
    [more: string]: unknown;
  }

  type Info = { card: Ticket } | { multiple_card: { card_list: Ticket[] } } | { [kind: string]: unknown };

  interface QRCode extends Ack {
    ticket: string;
    expire_seconds?: number;
    url: string;
    show_qrcode_url: string;
  }

  interface Code extends Ack {
    card: { card_id: string; begin_time: number; end_time: number };
    openid: string;
    can_consume?: boolean;
    /** NORMAL, CONSUMED, EXPIRE, GIFTING, … */
    user_card_status?: string;
  }

  interface Member extends Ack {
    openid: string;
    nickname?: string;
    membership_number?: string;
    bonus?: number;
    balance?: number;
    sex?: string;
    user_info?: Record<string, unknown>;
    user_card_status?: string;
  }

  interface Updated extends Ack {
    result_bonus: number;
    result_balance: number;
    openid: string;
  }

  interface Statistics {
    /** `2015-06-23` */
    ref_date: string;
    view_cnt: number;
    view_user: number;
    receive_cnt: number;
    receive_user: number;
    verify_cnt: number;
    verify_user: number;
    [more: string]: unknown;
  }

  interface SubMerchant extends Ack {
    info: Record<string, unknown>;
  }
}

export = card;

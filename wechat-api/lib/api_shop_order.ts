import { type Ack, chapter, type Id, post, split } from 'wechat-enterprise-api/core';

/** 微信小店 订单管理: orders of the shop. WeChat closed these shops in 2021 */
const order = chapter({
  /** 根据订单ID获取订单详情 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  getOrderById: post('merchant/order/getbyid', (order_id: Id) => ({ order_id })).returns<
    Ack & { order: order.Order }
  >(),

  /**
   * 根据订单状态/创建时间获取订单详情 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html}
   *
   * `status`: 2 to be sent, 3 sent, 5 done, 8 disputed; everything without it. Times are those of the creation; the end
   * is now if it is left out. With a callback, wrong arguments throw, as ever.
   */
  getOrdersByStatus: post('merchant/order/getbyfilter', filter)
    .checked((args) => {
      const { given, callback } = split(args);
      if (callback) Reflect.apply(filter, undefined, given);
    })
    .declaring(0)
    .typed<order.ByStatus>(),

  /** 设置订单发货信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} `deliveryCompany` is WeChat's id of it: Fsearch_code, 002shentong, 066zhongtong, … */
  setExpressForOrder: post(
    'merchant/order/setdelivery',
    (order_id: Id, delivery_company: string, delivery_track_no: string) => ({
      order_id,
      delivery_company,
      delivery_track_no,
    }),
  ).returns<Ack>(),

  /** 关闭订单 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  closeOrder: post('merchant/order/close', (order_id: Id) => ({ order_id })).returns<Ack>(),
});

/** Status and times, in the forms of 1.x: any of them may be left out. */
function filter(status?: number | Date, begin?: Date, end?: Date): object {
  if (end !== undefined) return { status, begintime: seconds(begin), endtime: seconds(end) };
  if (begin !== undefined) {
    if (typeof status !== 'number' || !(begin instanceof Date)) {
      throw new Error('first parameter must be Number and second parameter must be Date');
    }
    return { status, begintime: seconds(begin), endtime: seconds(new Date()) };
  }
  if (status instanceof Date) return { begintime: seconds(status), endtime: seconds(new Date()) };
  if (status !== undefined && typeof status !== 'number') throw new Error('first parameter must be Number or Date');
  return { status };
}

function seconds(date: unknown): number {
  if (!(date instanceof Date)) throw new TypeError('beginTime and endTime must be Dates.');
  return Math.round(date.getTime() / 1000);
}

declare namespace order {
  type Done = import('wechat-enterprise-api/core').Callback<List>;

  interface ByStatus {
    (callback: Done): void;
    (status: number, callback: Done): void;
    (begin: Date, callback: Done): void;
    (status: number, begin: Date, callback: Done): void;
    (status: number, begin: Date, end: Date, callback: Done): void;
    (begin: Date): Promise<List>;
    (status?: number, begin?: Date, end?: Date): Promise<List>;
  }

  interface List extends Ack {
    order_list: Order[];
  }

  interface Order {
    order_id: string;
    order_status: number;
    /** In 分. */
    order_total_price: number;
    /** s since 1970 */
    order_create_time: number;
    buyer_openid: string;
    product_id: string;
    product_count: number;
    [more: string]: unknown;
  }
}

export = order;

import { type Ack, chapter, post } from 'wechat-enterprise-api/core';

/** 微信支付 V2: the payment of 2013. The caller signs: `app_signature` goes out as given */
const payment = chapter({
  /** 发货通知: what was ordered is on its way. Errors: 49001 the order is of another account. */
  deliverNotify: post('pay/delivernotify', (data: payment.Delivery | string) => data).returns<Ack>(),

  /** 订单查询: an order, by its number in `package`. */
  orderQuery: post('pay/orderquery', (query: payment.Query | string) => query).returns<
    Ack & { order_info: Record<string, string> }
  >(),
});

declare namespace payment {
  interface Signed {
    appid: string;
    /** s since 1970 */
    timestamp: string;
    app_signature: string;
    sign_method: string;
  }

  interface Delivery extends Signed {
    openid: string;
    transid: string;
    out_trade_no: string;
    deliver_timestamp: string;
    /** 1 sent, 0 not */
    deliver_status: string;
    deliver_msg: string;
  }

  interface Query extends Signed {
    package: string;
  }
}

export = payment;

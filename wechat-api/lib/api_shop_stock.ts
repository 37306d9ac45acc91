import { type Ack, chapter } from 'wechat-enterprise-api/core';
import { postTo } from './kinds';

/** 微信小店 库存管理: stock of the shop. WeChat closed these shops in 2021 */
const stock = chapter({
  /** 增加库存, 减少库存 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} By `number`, which is negative to reduce. `sku`: `id1:vid1;id2:vid2`. */
  updateStock: postTo('merchant/stock/', (number: number, productId: string, sku: string) => ({
    to: number > 0 ? 'add' : 'reduce',
    body: { product_id: productId, sku_info: sku, quantity: Math.abs(number) },
  })).returns<Ack>(),
});

export = stock;

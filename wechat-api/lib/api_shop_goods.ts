import { type Ack, chapter, get, type Id, post } from 'wechat-enterprise-api/core';

/** 微信小店 商品管理: goods of the shop. WeChat closed these shops in 2021 */
const goods = chapter({
  /** 增加商品 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} Errors: 40035 product. */
  createGoods: post('merchant/create', (goods: goods.Goods) => goods).returns<Ack & { product_id: string }>(),

  /** 删除商品 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  deleteGoods: post('merchant/del', (product_id: string) => ({ product_id })).returns<Ack>(),

  /** 修改商品 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} With its `product_id`. While it is for sale, not its name, pictures and properties. */
  updateGoods: post('merchant/update', (goods: goods.Goods) => goods).returns<Ack>(),

  /** 查询商品 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  getGoods: get('merchant/get?product_id&access_token', (product_id: string) => ({
    product_id,
  })).returns<Ack & { product_info: goods.Goods }>(),

  /** 获取指定状态的所有商品 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} `status`: 0 all, 1 for sale, 2 not. */
  getGoodsByStatus: post('merchant/getbystatus', (status: number) => ({
    status,
  })).returns<Ack & { products_info: goods.Goods[] }>(),

  /** 商品上下架 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} `status`: 0 takes it out of sale, 1 puts it in. */
  updateGoodsStatus: post('merchant/modproductstatus', (product_id: string, status: number) => ({
    product_id,
    status,
  })).returns<Ack>(),

  /** 获取指定分类的所有子分类 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} `catId` 1 is the root. */
  getSubCats: post('merchant/category/getsub', (cate_id: Id) => ({
    cate_id,
  })).returns<Ack & { cate_list: goods.Named[] }>(),

  /** 获取指定子分类的所有SKU {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  getSKUs: post('merchant/category/getsku', (cate_id: Id) => ({
    cate_id,
  })).returns<Ack & { sku_table: goods.Choice[] }>(),

  /** 获取指定分类的所有属性 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  getProperties: post('merchant/category/getproperty', (cate_id: Id) => ({
    cate_id,
  })).returns<Ack & { properties: (goods.Named & { property_value: goods.Named[] })[] }>(),
});

declare namespace goods {
  interface Named {
    id: string;
    name: string;
  }

  interface Choice extends Named {
    value_list: Named[];
  }

  interface Goods {
    product_id?: string;
    status?: number;
    product_base?: {
      name?: string;
      category_id?: string[];
      main_img?: string;
      img?: string[];
      detail?: { text?: string; img?: string }[];
      property?: { id: string; vid: string }[];
      sku_info?: { id: string; vid: string[] }[];
      buy_limit?: number;
      [more: string]: unknown;
    };
    /** Prices in 分. */
    sku_list?: { sku_id: string; price: number; ori_price?: number; quantity: number; [more: string]: unknown }[];
    attrext?: Record<string, unknown>;
    delivery_info?: Record<string, unknown>;
  }
}

export = goods;

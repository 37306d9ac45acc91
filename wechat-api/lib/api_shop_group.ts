import { type Ack, chapter, get, type Id, post } from 'wechat-enterprise-api/core';

type Ids = readonly Id[] | null;

/** 微信小店 分组管理: groups of goods. WeChat closed these shops in 2021 */
const group = chapter({
  /** 增加分组 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  createGoodsGroup: post('merchant/group/add', (group_name: string, productList?: Ids) => ({
    group_detail: { group_name, product_list: productList?.length ? productList : [] },
  })).returns<Ack & { group_id: number }>(),

  /** 删除分组 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  deleteGoodsGroup: post('merchant/group/del', (group_id: Id) => ({ group_id })).returns<Ack>(),

  /** 修改分组属性 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} Its name. */
  updateGoodsGroup: post('merchant/group/propertymod', (group_id: Id, group_name: string) => ({
    group_id,
    group_name,
  })).returns<Ack>(),

  /** 修改分组商品 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  updateGoodsForGroup: post(
    'merchant/group/productmod',
    (group_id: Id, addProductList?: Ids, delProductList?: Ids) => ({
      group_id,
      product: [...changes(addProductList, 1), ...changes(delProductList, 0)],
    }),
  ).returns<Ack>(),

  /** 获取所有分组 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  getAllGroups: get('merchant/group/getall').returns<Ack & { groups_detail: group.Group[] }>(),

  /** 根据分组ID获取分组信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  getGroupById: post('merchant/group/getbyid', (group_id: Id) => ({
    group_id,
  })).returns<Ack & { group_detail: group.Group & { product_list: string[] } }>(),
});

function changes(ids: Ids | undefined, mod_action: 0 | 1): object[] {
  return ids?.length ? ids.map((product_id) => ({ product_id, mod_action })) : [];
}

declare namespace group {
  interface Group {
    group_id: number;
    group_name: string;
  }
}

export = group;

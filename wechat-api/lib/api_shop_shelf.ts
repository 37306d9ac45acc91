import { type Ack, chapter, get, type Id, post } from 'wechat-enterprise-api/core';

/** 微信小店 货架管理: shelves of the shop. WeChat closed these shops in 2021 */
const shelf = chapter({
  /** 增加货架 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  createShelf: post('merchant/shelf/add', (shelf: shelf.Shelf) => shelf).returns<Ack & { shelf_id: number }>(),

  /** 删除货架 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  deleteShelf: post('merchant/shelf/del', (shelf_id: Id) => ({ shelf_id })).returns<Ack>(),

  /** 修改货架 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} With its `shelf_id`. */
  updateShelf: post('merchant/shelf/mod', (shelf: shelf.Shelf & { shelf_id: Id }) => shelf).returns<Ack>(),

  /** 获取所有货架 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  getAllShelves: get('merchant/shelf/getall').returns<Ack & { shelves: (shelf.Shelf & { shelf_id: number })[] }>(),

  /** 根据货架ID获取货架信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  getShelfById: post('merchant/shelf/getbyid', (shelf_id: Id) => ({ shelf_id })).returns<Ack & shelf.Shelf>(),
});

declare namespace shelf {
  interface Shelf {
    shelf_name: string;
    shelf_banner?: string;
    /** Modules 1–5, each in a form of its own. */
    shelf_data?: { module_infos: Record<string, unknown>[] };
    [more: string]: unknown;
  }
}

export = shelf;

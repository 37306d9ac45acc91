import { type Ack, chapter, get, type Id, post } from 'wechat-enterprise-api/core';
import { unnamed } from './compat';

/** 微信门店: stores */
const poi = unnamed(
  chapter({
    /** 创建门店 {@link https://developers.weixin.qq.com/doc/offiaccount/WeChat_Stores/WeChat_Store_Interface.html} What WeChat calls base_info. Reviewed within 3 days. Errors: 40009 picture, 65115 name. */
    addPoi: post('cgi-bin/poi/addpoi', (poi: poi.Store) => ({
      business: { base_info: poi },
    })).returns<Ack & { poi_id?: Id }>(),

    /** 查询门店信息 {@link https://developers.weixin.qq.com/doc/offiaccount/WeChat_Stores/WeChat_Store_Interface.html} */
    getPoi: post('cgi-bin/poi/getpoi', (poi_id: Id) => ({
      poi_id,
    })).returns<Ack & { business: { base_info: poi.Store } }>(),

    /** 查询门店列表 {@link https://developers.weixin.qq.com/doc/offiaccount/WeChat_Stores/WeChat_Store_Interface.html} `begin` from 0; `limit` at most 50. */
    getPois: post('cgi-bin/poi/getpoilist', (begin: number, limit: number) => ({
      begin,
      limit,
    })).returns<Ack & { business_list: { base_info: poi.Store }[]; total_count: Id }>(),

    /** 删除门店 {@link https://developers.weixin.qq.com/doc/offiaccount/WeChat_Stores/WeChat_Store_Interface.html} */
    delPoi: post('cgi-bin/poi/delpoi', (poi_id: Id) => ({ poi_id })).returns<Ack>(),

    /** 修改门店服务信息 {@link https://developers.weixin.qq.com/doc/offiaccount/WeChat_Stores/WeChat_Store_Interface.html} With its `poi_id`; what is left out stays. */
    updatePoi: post('cgi-bin/poi/updatepoi', (poi: poi.Store) => ({
      business: { base_info: poi },
    })).returns<Ack>(),

    /** 门店类目表 {@link https://developers.weixin.qq.com/doc/offiaccount/WeChat_Stores/WeChat_Store_Interface.html} */
    getWXCategory: get('cgi-bin/poi/getwxcategory').returns<{ category_list: string[] }>(),
  }),
);

declare namespace poi {
  interface Store {
    poi_id?: Id;
    sid?: string;
    business_name?: string;
    branch_name?: string;
    province?: string;
    city?: string;
    district?: string;
    address?: string;
    telephone?: string;
    categories?: string[];
    /** 1 as Google and QQ Maps have it */
    offset_type?: number;
    longitude?: number;
    latitude?: number;
    photo_list?: { photo_url: string }[];
    recommend?: string;
    special?: string;
    introduction?: string;
    open_time?: string;
    avg_price?: number;
    /** 1 error, 2 under review, 3 approved, 4 refused */
    available_state?: number;
    [more: string]: unknown;
  }
}

export = poi;

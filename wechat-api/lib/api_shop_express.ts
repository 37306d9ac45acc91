import { type Ack, chapter, get, type Id, post } from 'wechat-enterprise-api/core';

/** 微信小店 邮费模板管理: postage of the shop. WeChat closed these shops in 2021 */
const express = chapter({
  /** 增加邮费模板 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  addExpressTemplate: post('merchant/express/add', (express: express.New) => express).returns<
    Ack & { template_id: number }
  >(),

  /** 删除邮费模板 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  deleteExpressTemplate: post('merchant/express/del', (template_id: Id) => ({ template_id })).returns<Ack>(),

  /** 修改邮费模板 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} With its `template_id`. 1.x called express/del here, and the template was gone. */
  updateExpressTemplate: post('merchant/express/update', (template: express.Change) => template).returns<Ack>(),

  /** 获取指定ID的邮费模板 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  getExpressTemplateById: post('merchant/express/getbyid', (template_id: Id) => ({
    template_id,
  })).returns<Ack & { template_info: express.Template & { Id: number } }>(),

  /** 获取所有邮费模板 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} */
  getAllExpressTemplates: get('merchant/express/getall').returns<
    Ack & { templates_info: (express.Template & { Id: number })[] }
  >(),
});

declare namespace express {
  /** In 分, for the first pieces and for those that follow. */
  interface Fee {
    StartStandards: number;
    StartFees: number;
    AddStandards: number;
    AddFees: number;
  }

  interface Template {
    Name: string;
    /** 0 the buyer pays, 1 the seller */
    Assumer: number;
    /** 0 by piece, 1 by weight, 2 by volume */
    Valuation: number;
    TopFee: { Type: number; Normal: Fee; Custom?: Record<string, unknown>[] }[];
  }

  interface New {
    delivery_template: Template;
  }

  interface Change extends New {
    template_id: Id;
  }
}

export = express;

import { type Ack, chapter, get, type Id, post } from 'wechat-enterprise-api/core';

/** 模板消息: messages by template */
const template = chapter({
  /** 设置所属行业 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html} Once a month. `{ industry_id1, industry_id2 }`. */
  setIndustry: post(
    'cgi-bin/template/api_set_industry',
    (industryIds: template.Industries) => industryIds,
  ).returns<Ack>(),

  /** 获取设置的行业信息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html} */
  getIndustry: get('cgi-bin/template/get_industry').returns<template.Industry>(),

  /** 获得模板ID {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html} Adds a template of WeChat's library: `TM00015`, say. An account has 25. */
  addTemplate: post('cgi-bin/template/api_add_template', (templateIdShort: string) => ({
    template_id_short: templateIdShort,
  })).returns<Ack & { template_id: string }>(),

  /** 获取模板列表 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html} */
  getAllPrivateTemplate: get('cgi-bin/template/get_all_private_template').returns<{
    template_list: template.Template[];
  }>(),

  /** 删除模板 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html} Errors: 40037 template. */
  delPrivateTemplate: post('cgi-bin/template/del_private_template', (templateId: string) => ({
    template_id: templateId,
  })).returns<Ack>(),

  /**
   * 发送模板消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html}
   *
   * `dest`: a URL, or `{ url, miniprogram }`, or null. The old form, with a colour before `data`, still works; WeChat does
   * without the colour. Errors: 40037 template, 43004 the user does not follow, 43101 refused, 47003 data.
   */
  sendTemplate: post('cgi-bin/message/template/send', sent).typed<template.Send>(),
});

function sent(openid: string, templateId: string, dest: template.Dest, first: unknown, second: unknown): object {
  const { url, miniprogram } = typeof dest === 'string' ? { url: dest, miniprogram: undefined } : dest || {};
  const data = typeof first === 'string' ? second : first;
  return { touser: openid, template_id: templateId, url, miniprogram, data };
}

declare namespace template {
  type Dest = string | { url?: string; miniprogram?: { appid: string; pagepath?: string } } | null | undefined;

  /** By the names in the template. */
  type Data = Record<string, { value: string | number; color?: string }>;

  type Done = import('wechat-enterprise-api/core').Callback<Sent>;

  interface Send {
    (openid: string, templateId: string, dest: Dest, data: Data, callback: Done): void;
    (openid: string, templateId: string, url: string, topColor: string, data: Data, callback: Done): void;
    (openid: string, templateId: string, url: string, topColor: string, data: Data): Promise<Sent>;
    (openid: string, templateId: string, dest: Dest, data: Data): Promise<Sent>;
    (openid: string, templateId: string, dest: Dest, data: Data, callback: Done | null | undefined): void;
  }

  interface Sent extends Ack {
    msgid: number;
  }

  interface Industries {
    industry_id1: Id;
    industry_id2: Id;
  }

  interface Class {
    first_class: string;
    second_class: string;
  }

  interface Industry {
    primary_industry: Class;
    secondary_industry: Class;
  }

  interface Template {
    template_id: string;
    title: string;
    primary_industry: string;
    deputy_industry: string;
    content: string;
    example: string;
  }
}

export = template;

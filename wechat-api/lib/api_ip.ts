import { chapter, get } from 'wechat-enterprise-api/core';
import { unnamed } from './compat';

/** 微信服务器IP地址: where WeChat's requests come from */
const ip = unnamed(
  chapter({
    /** 获取微信callback IP地址 {@link https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_the_WeChat_server_IP_address.html} They change. */
    getIp: get('cgi-bin/getcallbackip').returns<{ ip_list: string[] }>(),
  }),
);

export = ip;

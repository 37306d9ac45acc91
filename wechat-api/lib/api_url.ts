import { type Ack, chapter, post } from 'wechat-enterprise-api/core';

/** 短网址: short URLs */
const url = chapter({
  /** 长链接转成短链接 {@link https://developers.weixin.qq.com/doc/offiaccount/Account_Management/URL_Shortener.html} WeChat gives no new ones since March 2021. Errors: 40039 URL. */
  shorturl: post('cgi-bin/shorturl', (long_url: string) => ({
    action: 'long2short',
    long_url,
  })).returns<Ack & { short_url: string }>(),
});

export = url;

import { type Ack, chapter, post } from 'wechat-enterprise-api/core';

/** 语义理解: what a sentence means */
const semantic = chapter({
  /** 语义理解 {@link https://developers.weixin.qq.com/doc/offiaccount/Intelligent_Interface/Natural_Language_Processing.html} `uid` tells speakers apart. With the appid of this api. Errors: 7000061 and others of their own. */
  semantic: post('semantic/semproxy/search', function (this: { appid: string }, uid: string, opts: semantic.Asked) {
    return { ...opts, appid: this.appid, uid };
  }).returns<semantic.Meaning>(),
});

declare namespace semantic {
  interface Asked {
    query: string;
    /** Comma-separated: flight, hotel, … */
    category: string;
    /** The place: either these two, or `city`. */
    latitude?: number;
    longitude?: number;
    city?: string;
    region?: string;
  }

  interface Meaning extends Ack {
    query: string;
    type: string;
    semantic: Record<string, unknown>;
    result?: Record<string, unknown>[];
  }
}

export = semantic;

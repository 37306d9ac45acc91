import { type Ack, ask, chapter, post, read } from 'wechat-enterprise-api/core';

import type js = require('./api_js');

import { postAfter } from './kinds';

const SEND = 'cgi-bin/message/custom/send';

/** The message `content` of kind `msgtype` to one user. */
const to = (touser: string, msgtype: string, content: unknown) => ({ touser, msgtype, [msgtype]: content });

/** A message that shows the picture and name of one of the staff. */
const from = (kf_account: string, message: object) => ({ ...message, customservice: { kf_account } });

/** A message with a card, which is signed first. Without a signature it does not go out. */
const card = postAfter((api, params, done) => {
  const message = Object(params);
  ask(api, read(api, 'getCardExt') as js.Signed, [message.wxcard], (err, card_ext) => {
    if (err) return done(err);
    done(null, { ...message, wxcard: { card_id: message.wxcard.card_id, card_ext } });
  });
});

/** 客服消息: messages of customer service. Within 48 hours after a user did something; 45015 afterwards, 45047 too many */
const message = chapter({
  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} Text, at most 2048 bytes. Errors: 45015 too late, 45047 too many, 40003 openid. */
  sendText: post(SEND, (openid: string, text: string) => to(openid, 'text', { content: text })).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} As `sendText`, from one of the staff. Errors: 65401 account. */
  sendTextFromCs: post(SEND, (openid: string, cs_account: string, text: string) =>
    from(cs_account, to(openid, 'text', { content: text })),
  ).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} An image. Errors: 40007 media_id, 45015 too late, 45047 too many. */
  sendImage: post(SEND, (openid: string, mediaId: string) => to(openid, 'image', { media_id: mediaId })).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} As `sendImage`, from one of the staff. */
  sendImageFromCs: post(SEND, (openid: string, cs_account: string, mediaId: string) =>
    from(cs_account, to(openid, 'image', { media_id: mediaId })),
  ).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} A voice. Errors: 40007 media_id, 45015 too late, 45047 too many. */
  sendVoice: post(SEND, (openid: string, mediaId: string) => to(openid, 'voice', { media_id: mediaId })).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} As `sendVoice`, from one of the staff. */
  sendVoiceFromCs: post(SEND, (openid: string, cs_account: string, mediaId: string) =>
    from(cs_account, to(openid, 'voice', { media_id: mediaId })),
  ).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} A video. Errors: 40007 media_id, 45015 too late, 45047 too many. */
  sendVideo: post(SEND, (openid: string, mediaId: string, thumbMediaId: string) =>
    to(openid, 'video', { media_id: mediaId, thumb_media_id: thumbMediaId }),
  ).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} As `sendVideo`, from one of the staff. */
  sendVideoFromCs: post(SEND, (openid: string, cs_account: string, mediaId: string, thumbMediaId: string) =>
    from(cs_account, to(openid, 'video', { media_id: mediaId, thumb_media_id: thumbMediaId })),
  ).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} Music. Errors: 45015 too late, 45047 too many. */
  sendMusic: post(SEND, (openid: string, music: message.Music) => to(openid, 'music', music)).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} As `sendMusic`, from one of the staff. */
  sendMusicFromCs: post(SEND, (openid: string, cs_account: string, music: message.Music) =>
    from(cs_account, to(openid, 'music', music)),
  ).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} One link with a picture; several are 45008 since 2018. */
  sendNews: post(SEND, (openid: string, articles: readonly message.Article[]) =>
    to(openid, 'news', { articles }),
  ).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} As `sendNews`, from one of the staff. */
  sendNewsFromCs: post(SEND, (openid: string, cs_account: string, articles: readonly message.Article[]) =>
    from(cs_account, to(openid, 'news', { articles })),
  ).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} An article of the account. Errors: 40007 media_id, 45015 too late, 45047 too many. */
  sendMpNews: post(SEND, (openid: string, mediaId: string) =>
    to(openid, 'mpnews', { media_id: mediaId }),
  ).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} As `sendMpNews`, from one of the staff. */
  sendMpNewsFromCs: post(SEND, (openid: string, cs_account: string, mediaId: string) =>
    from(cs_account, to(openid, 'mpnews', { media_id: mediaId })),
  ).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} A card, signed by `getCardExt`, whose errors it has. */
  sendCard: card(SEND, (openid: string, card: js.CardParam) => to(openid, 'wxcard', card)).returns<Ack>(),

  /** 客服接口-发消息 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html} As `sendCard`, from one of the staff. */
  sendCardFromCs: card(SEND, (openid: string, cs_account: string, card: js.CardParam) =>
    from(cs_account, to(openid, 'wxcard', card)),
  ).returns<Ack>(),
});

declare namespace message {
  interface Music {
    title?: string;
    description?: string;
    musicurl: string;
    /** Played over wifi. */
    hqmusicurl: string;
    thumb_media_id: string;
  }

  interface Article {
    title: string;
    description?: string;
    url: string;
    picurl?: string;
  }
}

export = message;

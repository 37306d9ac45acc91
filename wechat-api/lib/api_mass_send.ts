import { type Ack, chapter, type Id, method, post, type RawCallback, read } from 'wechat-enterprise-api/core';
import { postTo } from './kinds';

const PREVIEW = 'cgi-bin/message/mass/preview';

/** `massSend` of the message that `messageOf` makes. Goes through `this`, so that an override counts. */
function massOf<T>(name: string, messageOf: (content: T) => object) {
  return method<object, [content: T, receivers: mass.Receivers], mass.Sent>(
    name,
    3,
    (api, [content, receivers], callback) => {
      Reflect.get(api, 'massSend').call(api, messageOf(content), receivers, callback);
    },
  );
}

/** 群发: messages to many. A service account has 4 a month for each user, a subscription account one a day */
const mass = chapter({
  /** 上传图文消息素材 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html} `{ articles }`, 1–8. */
  uploadNews: post('cgi-bin/media/uploadnews', (news: mass.News | string) => news).returns<mass.Uploaded>(),

  /** 群发视频 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html} Makes of a video the media_id that `massSendVideo` wants. */
  uploadMPVideo: post('{fileServerPrefix}media/uploadvideo', (opts: mass.Video) => opts).returns<mass.Uploaded>(),

  /**
   * 群发 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html}
   *
   * `receivers`: an array of 2–10000 openids; true for everybody; otherwise the id of a group. Errors: 45028 no
   * more this month, 40130 too few receivers.
   */
  massSend: postTo('cgi-bin/message/mass/', (opts: mass.Message, receivers: mass.Receivers) =>
    Array.isArray(receivers)
      ? { to: 'send', body: { ...opts, touser: receivers } }
      : { to: 'sendall', body: { ...opts, filter: filterOf(receivers) } },
  ).returns<mass.Sent>(),

  /** {@link mass.massSend} of an article. */
  massSendNews: massOf('massSendNews', (mediaId: string) => ({ mpnews: { media_id: mediaId }, msgtype: 'mpnews' })),
  /** {@link mass.massSend} of a text. */
  massSendText: massOf('massSendText', (content: string) => ({ text: { content }, msgtype: 'text' })),
  /** {@link mass.massSend} of a voice. */
  massSendVoice: massOf('massSendVoice', (mediaId: string) => ({ voice: { media_id: mediaId }, msgtype: 'voice' })),
  /** {@link mass.massSend} of an image. */
  massSendImage: massOf('massSendImage', (mediaId: string) => ({ image: { media_id: mediaId }, msgtype: 'image' })),
  /** {@link mass.massSend} of a video: the media_id of `uploadMPVideo`. */
  massSendVideo: massOf('massSendVideo', (mediaId: string) => ({ mpvideo: { media_id: mediaId }, msgtype: 'mpvideo' })),

  /** {@link mass.uploadMPVideo}, and then {@link mass.massSendVideo}. */
  massSendMPVideo: method<object, [data: mass.Video, receivers: mass.Receivers], mass.Sent>(
    'massSendMPVideo',
    3,
    (api, [data, receivers], callback) => {
      const uploaded: RawCallback = (err, result) => {
        if (err) return callback(err);
        Reflect.get(api, 'massSendVideo').call(api, read(result, 'media_id'), receivers, callback);
      };
      Reflect.get(api, 'uploadMPVideo').call(api, data, uploaded);
    },
  ),

  /** 删除群发 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html} Articles and videos alone; who got it has it still. */
  deleteMass: post('cgi-bin/message/mass/delete', (messageId: Id) => ({ msg_id: messageId })).returns<Ack>(),

  /** 预览 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html} An article to one user. 100 previews a day. */
  previewNews: post(PREVIEW, (openid: string, mediaId: string) => ({
    touser: openid,
    mpnews: { media_id: mediaId },
    msgtype: 'mpnews',
  })).returns<mass.Previewed>(),

  /** 预览 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html} A text to one user. 100 previews a day. */
  previewText: post(PREVIEW, (openid: string, content: string) => ({
    touser: openid,
    text: { content },
    msgtype: 'text',
  })).returns<mass.Previewed>(),

  /** 预览 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html} A voice to one user. 100 previews a day. */
  previewVoice: post(PREVIEW, (openid: string, mediaId: string) => ({
    touser: openid,
    voice: { media_id: mediaId },
    msgtype: 'voice',
  })).returns<mass.Previewed>(),

  /** 预览 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html} An image to one user. 100 previews a day. */
  previewImage: post(PREVIEW, (openid: string, mediaId: string) => ({
    touser: openid,
    image: { media_id: mediaId },
    msgtype: 'image',
  })).returns<mass.Previewed>(),

  /** 预览 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html} A video to one user. 100 previews a day. */
  previewVideo: post(PREVIEW, (openid: string, mediaId: string) => ({
    touser: openid,
    mpvideo: { media_id: mediaId },
    msgtype: 'mpvideo',
  })).returns<mass.Previewed>(),

  /** 查询群发消息发送状态 {@link https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html} */
  getMassMessageStatus: post('cgi-bin/message/mass/get', (messageId: Id) => ({
    msg_id: messageId,
  })).returns<mass.Status>(),
});

function filterOf(receivers: unknown): object {
  return typeof receivers === 'boolean' ? { is_to_all: receivers } : { group_id: receivers };
}

declare namespace mass {
  /** Openids; true for everybody; the id of a group. */
  type Receivers = readonly string[] | boolean | Id;

  interface Message {
    msgtype: string;
    [part: string]: unknown;
  }

  interface News {
    articles: Record<string, unknown>[];
  }

  interface Video {
    /** Of `uploadVideo`. */
    media_id: string;
    title: string;
    description: string;
  }

  interface Uploaded {
    type: string;
    media_id: string;
    /** s since 1970 */
    created_at: number;
  }

  interface Sent extends Ack {
    msg_id: number;
    /** Of articles: of the statistics. */
    msg_data_id?: number;
  }

  interface Previewed extends Ack {
    msg_id?: number;
  }

  interface Status {
    msg_id: number;
    /** SEND_SUCCESS, SENDING, SEND_FAIL, DELETE */
    msg_status: string;
  }
}

export = mass;

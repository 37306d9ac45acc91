import { basename } from 'node:path';
import { type Ack, chapter } from 'wechat-enterprise-api/core';
import { postRaw } from './kinds';

/** 微信小店 功能: pictures of the shop. WeChat closed these shops in 2021 */
const common = chapter({
  /** 上传图片 {@link https://developers.weixin.qq.com/doc/offiaccount/Instant_Stores/WeChat_Store_Interface.html} `filepath`: a path. The file goes out without multipart. */
  uploadPicture: postRaw('merchant/common/upload_img?access_token&filename', (filepath: string) => ({
    filepath,
    filename: basename(filepath),
  })).returns<Ack & { image_url: string }>(),
});

export = common;

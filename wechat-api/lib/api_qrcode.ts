import { chapter, type Id, post } from 'wechat-enterprise-api/core';
import type { Client } from './types';

/** 帐号管理 二维码: QR codes with a scene */
const qrcode = chapter({
  /**
   * 生成带参数的二维码 {@link https://developers.weixin.qq.com/doc/offiaccount/Account_Management/Generating_a_Parametric_QR_Code.html}
   *
   * A code that ends after `expire` s, at most 2592000; 60 if it is left out. A number is a scene_id of 32 bits, a string
   * (of digits, too) a scene_str of 1–64 characters.
   */
  createTmpQRCode: post('cgi-bin/qrcode/create', (sceneId: Id, expire?: number) => ({
    expire_seconds: expire,
    action_name: typeof sceneId === 'string' ? 'QR_STR_SCENE' : 'QR_SCENE',
    action_info: { scene: sceneOf(sceneId) },
  })).returns<qrcode.Created>(),

  /**
   * 生成带参数的二维码 {@link https://developers.weixin.qq.com/doc/offiaccount/Account_Management/Generating_a_Parametric_QR_Code.html}
   *
   * A code without an end; an account has 100000. A number is a scene_id of 1–100000, a string a scene_str of 1–64 characters.
   */
  createLimitQRCode: post('cgi-bin/qrcode/create', (sceneId: Id) => ({
    action_name: typeof sceneId === 'string' ? 'QR_LIMIT_STR_SCENE' : 'QR_LIMIT_SCENE',
    action_info: { scene: sceneOf(sceneId) },
  })).returns<qrcode.Created>(),

  /** The URL of a code's picture, of the `ticket` that its creation gave. */
  showQRCodeURL(this: Client, ticket: string): string {
    return `${this.mpPrefix}showqrcode?ticket=${encodeURIComponent(ticket)}`;
  },
});

function sceneOf(scene: Id): object {
  return typeof scene === 'string' ? { scene_str: scene } : { scene_id: scene };
}

declare namespace qrcode {
  interface Created {
    ticket: string;
    /** s; missing for a code without an end */
    expire_seconds?: number;
    /** The text of the code, to draw it yourself. */
    url: string;
  }
}

export = qrcode;

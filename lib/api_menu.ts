import { chapter, get, post } from './core/endpoint';
import type { Ack } from './core/types';

/** 自定义菜单: the menu of the app. That is the app that `api.agentid` names. */
const menu = chapter({
  /**
   * 创建菜单 {@link https://developer.work.weixin.qq.com/document/path/90231}
   *
   * Replaces the whole menu. 1–3 buttons with 1–5 below each; names at most 16 bytes, below 40. JSON text is sent as it is.
   * Errors: 40016–40027 the parts of a menu, 40054 url, 301002 not the app of this secret.
   */
  createMenu: post(
    'menu/create?agentid&access_token',
    (definition: menu.Definition | string) => definition,
  ).returns<Ack>(),

  /** 获取菜单 {@link https://developer.work.weixin.qq.com/document/path/90232} Errors: 46003 there is none. */
  getMenu: get('menu/get?agentid&access_token').returns<menu.Menu>(),

  /** 删除菜单 {@link https://developer.work.weixin.qq.com/document/path/90233} */
  removeMenu: get('menu/delete?agentid&access_token').returns<Ack>(),
});

declare namespace menu {
  type ButtonType =
    | 'click'
    | 'view'
    | 'scancode_push'
    | 'scancode_waitmsg'
    | 'pic_sysphoto'
    | 'pic_photo_or_album'
    | 'pic_weixin'
    | 'location_select'
    | 'view_miniprogram'
    | (string & {});

  interface Button {
    /** None for a button that only opens those below it. */
    type?: ButtonType;
    /** At most 16 bytes, below another 40. */
    name: string;
    /** What the click event brings, at most 128 bytes. */
    key?: string;
    /** For `view`, at most 1024 bytes. */
    url?: string;
    /** For `view_miniprogram`. */
    appid?: string;
    pagepath?: string;
    /** 1–5 buttons, which have none below them. */
    sub_button?: Button[];
  }

  interface Definition {
    /** 1–3 */
    button: Button[];
  }

  interface Menu extends Ack {
    button?: Button[];
    /** Where the menu stood in 企业号 times. */
    menu?: Definition;
  }
}

export = menu;

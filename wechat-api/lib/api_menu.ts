import { type Ack, chapter, get, post } from 'wechat-enterprise-api/core';

/** 自定义菜单: the menu */
const menu = chapter({
  /**
   * 创建接口 {@link https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Creating_Custom-Defined_Menu.html}
   *
   * An object, or its JSON, which is sent as it is. 1–3 buttons of at most 4 characters, each with 1–5 of at most 8 below
   * it. Phones show it within a day. Errors: 40016 number of buttons, 40018 length of a name, 40020 length of a URL.
   */
  createMenu: post('cgi-bin/menu/create', (menu: menu.Menu | string) => menu).returns<Ack>(),

  /** 获取自定义菜单配置 {@link https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Getting_Custom_Menu_Configurations.html} Errors: 46003 there is none. */
  getMenu: get('cgi-bin/menu/get').returns<menu.Made>(),

  /** 删除接口 {@link https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Deleting_Custom-Defined_Menu.html} With all menus for some of the users. */
  removeMenu: get('cgi-bin/menu/delete').returns<Ack>(),

  /** 查询接口 {@link https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Querying_Custom_Menus.html} The menu in use, whether it was made here or on WeChat's pages. */
  getMenuConfig: get('cgi-bin/get_current_selfmenu_info').returns<menu.Current>(),
});

declare namespace menu {
  type Kind =
    | 'click'
    | 'view'
    | 'miniprogram'
    | 'scancode_push'
    | 'scancode_waitmsg'
    | 'pic_sysphoto'
    | 'pic_photo_or_album'
    | 'pic_weixin'
    | 'location_select'
    | 'media_id'
    | 'article_id'
    | (string & {});

  interface Button {
    name: string;
    /** None for a button with others below it. */
    type?: Kind;
    /** At most 128 bytes; comes back with the event. */
    key?: string;
    /** At most 1024 bytes. */
    url?: string;
    media_id?: string;
    article_id?: string;
    /** Of a mini program. */
    appid?: string;
    pagepath?: string;
    /** 1–5 */
    sub_button?: Button[];
  }

  interface Menu {
    /** 1–3 */
    button: Button[];
  }

  /** For whom a menu is: what is named here must all fit. */
  interface MatchRule {
    tag_id?: string | number;
    /** Of old groups. */
    group_id?: string | number;
    sex?: string;
    country?: string;
    province?: string;
    city?: string;
    /** 1 iOS, 2 Android, 3 others */
    client_platform_type?: string | number;
    language?: string;
  }

  interface Custom extends Menu {
    matchrule: MatchRule;
    menuid?: number | string;
  }

  interface Made {
    menu: Menu & { menuid?: number };
    conditionalmenu?: Custom[];
  }

  interface CurrentButton {
    name: string;
    type?: Kind | 'text' | 'img' | 'photo' | 'video' | 'voice' | 'news';
    key?: string;
    url?: string;
    value?: string;
    news_info?: { list: Record<string, unknown>[] };
    sub_button?: { list: CurrentButton[] };
  }

  interface Current {
    /** 0: there is one, but it is switched off */
    is_menu_open: 0 | 1;
    selfmenu_info: { button: CurrentButton[] };
  }
}

export = menu;

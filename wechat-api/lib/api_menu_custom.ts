import { type Ack, chapter, type Id, post } from 'wechat-enterprise-api/core';

import type menu = require('./api_menu');

/** 个性化菜单: menus for some of the users */
const custom = chapter({
  /** 创建个性化菜单 {@link https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Personalized_menu_interface.html} 2000 calls a day. Errors: 65303 there is no menu yet, 65305 match rule. */
  createCustomMenu: post('cgi-bin/menu/addconditional', (menu: menu.Custom | string) => menu).returns<{
    menuid: string;
  }>(),

  /** 删除个性化菜单 {@link https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Personalized_menu_interface.html} 2000 calls a day. Errors: 65301 menu id. */
  removeCustomMenu: post('cgi-bin/menu/delconditional', (menuid: Id) => ({ menuid })).returns<Ack>(),

  /** 测试个性化菜单匹配结果 {@link https://developers.weixin.qq.com/doc/offiaccount/Custom_Menus/Personalized_menu_interface.html} `user_id`: an openid or a WeChat id. 20000 calls a day. */
  testCustomMenu: post('cgi-bin/menu/trymatch', (user_id: string) => ({ user_id })).returns<menu.Menu>(),
});

export = custom;

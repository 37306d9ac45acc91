import { type Ack, chapter, get, post } from 'wechat-enterprise-api/core';

/** 用户管理: users */
const user = chapter({
  /**
   * 获取用户基本信息(UnionID机制) {@link https://developers.weixin.qq.com/doc/offiaccount/User_Management/Get_users_basic_information_UnionID.html}
   *
   * An openid, in English, or `{ openid, lang }`. Since the end of 2021 without nickname and picture. Errors: 40003 openid.
   */
  getUser: get('cgi-bin/user/info?openid&lang&access_token', (options: string | user.Asked) =>
    typeof options === 'object' ? { openid: options.openid, lang: options.lang } : { openid: options, lang: 'en' },
  ).returns<user.User>(),

  /** 批量获取用户基本信息 {@link https://developers.weixin.qq.com/doc/offiaccount/User_Management/Get_users_basic_information_UnionID.html} At most 100, in Chinese. Errors: 40032 openids. */
  batchGetUsers: post('cgi-bin/user/info/batchget', (openids: readonly string[]) => ({
    user_list: openids.map((openid) => ({ openid, language: 'zh-CN' })),
  })).returns<{ user_info_list: user.User[] }>(),

  /** 获取用户列表 {@link https://developers.weixin.qq.com/doc/offiaccount/User_Management/Getting_a_User_List.html} 10000 at a time, those after `nextOpenid`. */
  getFollowers: get('cgi-bin/user/get?next_openid&access_token', (nextOpenid?: string) => ({
    next_openid: nextOpenid ?? '',
  })).returns<user.Followers>(),

  /** 设置用户备注名 {@link https://developers.weixin.qq.com/doc/offiaccount/User_Management/Configuring_user_notes.html} At most 30 characters. Errors: 40003 openid. */
  updateRemark: post('cgi-bin/user/info/updateremark', (openid: string, remark: string) => ({
    openid,
    remark,
  })).returns<Ack>(),
});

declare namespace user {
  type Language = 'zh_CN' | 'zh_TW' | 'en' | (string & {});

  interface Asked {
    openid: string;
    lang?: Language;
  }

  interface User {
    /** 0: does not follow the account, and has no other field then */
    subscribe: 0 | 1;
    openid: string;
    unionid?: string;
    language?: Language;
    /** s since 1970; of the last time, if there were several */
    subscribe_time?: number;
    remark?: string;
    groupid?: number;
    tagid_list?: number[];
    /** ADD_SCENE_SEARCH, ADD_SCENE_QR_CODE, … */
    subscribe_scene?: string;
    qr_scene?: number;
    qr_scene_str?: string;
    /** Until 2021. */
    nickname?: string;
    /** Until 2021: 1 male, 2 female, 0 unknown */
    sex?: 0 | 1 | 2;
    city?: string;
    province?: string;
    country?: string;
    headimgurl?: string;
  }

  interface Followers {
    total: number;
    /** Of this part, at most 10000. */
    count: number;
    /** Missing where `count` is 0. */
    data?: { openid: string[] };
    /** Where the next part begins; empty after the last. */
    next_openid: string;
  }
}

export = user;

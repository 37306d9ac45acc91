import { type Ack, chapter, get, type Id, post } from 'wechat-enterprise-api/core';

/** 用户标签管理: tags of users */
const tag = chapter({
  /** 创建标签 {@link https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html} At most 100, names of at most 30 characters. Errors: 45157 exists, 45158 too long, 45056 too many. */
  createTag: post('cgi-bin/tags/create', (name: string) => ({ tag: { name } })).returns<{ tag: tag.New }>(),

  /** 获取公众号已创建的标签 {@link https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html} */
  getTags: get('cgi-bin/tags/get').returns<{ tags: tag.Tag[] }>(),

  /** 编辑标签 {@link https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html} Errors: 45157 exists, 45158 too long, 45058 a tag of WeChat's own (0, 1, 2). */
  editTag: post('cgi-bin/tags/update', (id: Id, name: string) => ({ tag: { id, name } })).returns<Ack>(),

  /** 删除标签 {@link https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html} Errors: 45057 more than 100000 users, 45058 a tag of WeChat's own. */
  deleteTag: post('cgi-bin/tags/delete', (id: Id) => ({ tag: { id } })).returns<Ack>(),

  /** 获取标签下粉丝列表 {@link https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html} 10000 at a time, those after `openid`. Errors: 45159 tag. */
  getTagUsers: post('cgi-bin/user/tag/get', (tagid: Id, openid?: string) => ({
    tagid,
    next_openid: openid,
  })).returns<tag.Users>(),

  /** 批量为用户打标签 {@link https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html} At most 50 openids. Errors: 40032 openids, 45059 more than 20 tags. */
  membersBatchtagging: post('cgi-bin/tags/members/batchtagging', (tagid: Id, openid_list: readonly string[]) => ({
    openid_list,
    tagid,
  })).returns<Ack>(),

  /** 批量为用户取消标签 {@link https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html} At most 50 openids. Errors: 40032 openids, 45159 tag. */
  membersBatchuntagging: post('cgi-bin/tags/members/batchuntagging', (tagid: Id, openid_list: readonly string[]) => ({
    openid_list,
    tagid,
  })).returns<Ack>(),

  /** 获取用户身上的标签列表 {@link https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html} Errors: 40003 openid, 49003 an openid of another account. */
  getUserTags: post('cgi-bin/tags/getidlist', (openid: string) => ({ openid })).returns<{ tagid_list: number[] }>(),
});

declare namespace tag {
  interface New {
    id: number;
    name: string;
  }

  interface Tag extends New {
    /** How many users have it. */
    count: number;
  }

  interface Users {
    count: number;
    /** Missing where `count` is 0. */
    data?: { openid: string[] };
    /** Where the next part begins. */
    next_openid?: string;
  }
}

export = tag;

import { type Ack, chapter, get, type Id, post } from 'wechat-enterprise-api/core';
import { unnamed } from './compat';

/** 用户分组管理: groups of users. The forerunner of tags; WeChat describes it no more */
const group = unnamed(
  chapter({
    /** 查询所有分组: every group with its number of users. */
    getGroups: get('cgi-bin/groups/get').returns<{ groups: group.Group[] }>(),

    /** 查询用户所在分组: the group of one user. Errors: 40003 openid. */
    getWhichGroup: post('cgi-bin/groups/getid', (openid: string) => ({ openid })).returns<{ groupid: number }>(),

    /** 创建分组: at most 100, names of at most 30 characters. Errors: 40051 name. */
    createGroup: post('cgi-bin/groups/create', (name: string) => ({ group: { name } })).returns<{ group: group.New }>(),

    /** 修改分组名. Errors: 40050 id, 40051 name. */
    updateGroup: post('cgi-bin/groups/update', (id: Id, name: string) => ({ group: { id, name } })).returns<Ack>(),

    /** 移动用户分组: a user is in one group. Errors: 40003 openid, 40050 id. */
    moveUserToGroup: post('cgi-bin/groups/members/update', (openid: string, to_groupid: Id) => ({
      openid,
      to_groupid,
    })).returns<Ack>(),

    /** 删除分组: its users go to the default group. Errors: 40050 id. */
    removeGroup: post('cgi-bin/groups/delete', (id: Id) => ({ group: { id } })).returns<Ack>(),
  }),
);

declare namespace group {
  interface New {
    id: number;
    name: string;
  }

  interface Group extends New {
    /** How many users it has. */
    count: number;
  }
}

export = group;

// Members and tags. Compiled by `npm run check`, never run.

import { expectTypeOf } from 'expect-type';

import API = require('wechat-enterprise-api');
import tag = require('wechat-enterprise-api/lib/api_tag');
import user = require('wechat-enterprise-api/lib/api_user');

declare const api: API;

// 标签管理
expectTypeOf(api.createTag('name')).resolves.toEqualTypeOf<tag.Created>();
expectTypeOf(api.createTag('name', { tagid: '1' })).resolves.toEqualTypeOf<tag.Created>();
api.createTag('name', (_err, created) => expectTypeOf(created).toEqualTypeOf<tag.Created>());
api.createTag('name', 1, (_err, created) => expectTypeOf(created.tagid).toEqualTypeOf<number>());
api.createTag('name', { id: 1 }, (_err, created) => expectTypeOf(created).toEqualTypeOf<tag.Created>());
// @ts-expect-error: a name is a string
api.createTag(1);
// @ts-expect-error: a misspelt option
api.createTag('name', { tagId: 1 }, () => {});

expectTypeOf(api.updateTagName(1, 'name')).resolves.toEqualTypeOf<API.Ack>();
api.updateTagName('1', 'name', (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());
expectTypeOf(api.deleteTag(1)).resolves.toEqualTypeOf<API.Ack>();
api.deleteTag('1', (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());
expectTypeOf(api.listTags()).resolves.toEqualTypeOf<tag.List>();
api.listTags((_err, list) => expectTypeOf(list).toEqualTypeOf<tag.List>());
expectTypeOf(api.getTagUsers(1)).resolves.toEqualTypeOf<tag.Users>();
api.getTagUsers('1', (_err, users) => expectTypeOf(users).toEqualTypeOf<tag.Users>());
for (const change of [api.addTagUsers, api.deleteTagUsers]) {
  expectTypeOf(change(1, ['a', 'b'])).resolves.toEqualTypeOf<tag.Changed>();
  change('1', ['a', 'b'] as const, (_err, changed) => expectTypeOf(changed).toEqualTypeOf<tag.Changed>());
  // @ts-expect-error: a list of userids
  change(1, 'a');
}

// 成员管理
expectTypeOf(api.createUser({ userid: 'zhangsan', name: '张三' })).resolves.toEqualTypeOf<user.Created>();
api.createUser(
  { userid: 'zhangsan', name: '张三', department: [1, '2'], mobile: '13800000000', extattr: { attrs: [] } },
  (_err, created) => expectTypeOf(created).toEqualTypeOf<user.Created>(),
);
// @ts-expect-error: a new member has a name
api.createUser({ userid: 'zhangsan' });
// @ts-expect-error: departments are a list
api.createUser({ userid: 'zhangsan', name: '张三', department: 1 });

expectTypeOf(api.updateUser({ userid: 'zhangsan' })).resolves.toEqualTypeOf<API.Ack>();
api.updateUser({ userid: 'zhangsan', enable: 0 }, (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());
// @ts-expect-error: whom?
api.updateUser({ name: '张三' });

expectTypeOf(api.deleteUser('zhangsan')).resolves.toEqualTypeOf<API.Ack>();
api.deleteUser('zhangsan', (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());
expectTypeOf(api.deleteUsers(['zhangsan', 'lisi'])).resolves.toEqualTypeOf<API.Ack>();
api.deleteUsers(['zhangsan'], (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());
expectTypeOf(api.getUser('zhangsan')).resolves.toEqualTypeOf<user.Profile>();
api.getUser('zhangsan', (_err, profile) => {
  expectTypeOf(profile).toEqualTypeOf<user.Profile>();
  expectTypeOf(profile.department).toEqualTypeOf<number[]>();
});
// @ts-expect-error: whom?
api.getUser();

expectTypeOf(api.getDepartmentUsers(1)).resolves.toEqualTypeOf<user.List>();
expectTypeOf(api.getDepartmentUsers(1, 1, 0)).resolves.toEqualTypeOf<user.List>();
api.getDepartmentUsers(1, (_err, list) => expectTypeOf(list).toEqualTypeOf<user.List>());
api.getDepartmentUsers(1, '1', (_err, list) => expectTypeOf(list).toEqualTypeOf<user.List>());
api.getDepartmentUsers('1', true, 4, (_err, list) => expectTypeOf(list).toEqualTypeOf<user.List>());
expectTypeOf(api.getDepartmentUsersDetail(1, 0)).resolves.toEqualTypeOf<user.DetailList>();
api.getDepartmentUsersDetail(1, 0, 0, (_err, list) => expectTypeOf(list).toEqualTypeOf<user.DetailList>());
// @ts-expect-error: of which department?
api.getDepartmentUsers(() => {});

declare const tips: string | undefined;
expectTypeOf(api.inviteUser('zhangsan')).resolves.toEqualTypeOf<user.Invited>();
expectTypeOf(api.inviteUser('zhangsan', tips)).resolves.toEqualTypeOf<user.Invited>();
api.inviteUser('zhangsan', (_err, invited) => expectTypeOf(invited).toEqualTypeOf<user.Invited>());
api.inviteUser('zhangsan', tips, (_err, invited) => expectTypeOf(invited).toEqualTypeOf<user.Invited>());

expectTypeOf(api.getUserIdByCode('code')).resolves.toEqualTypeOf<user.Identity>();
api.getUserIdByCode('code', (_err, identity) => {
  expectTypeOf(identity.UserId).toEqualTypeOf<string | undefined>();
  expectTypeOf(identity.userid).toEqualTypeOf<string | undefined>();
});

expectTypeOf(api.getAuthorizeURL('https://a/')).toEqualTypeOf<string>();
api.getAuthorizeURL('https://a/', 'state', 'snsapi_base');
api.getAuthorizeURL('https://a/', undefined, undefined);
api.getAuthorizeURL('https://a/', 'state', 'snsapi_privateinfo', 1);
// @ts-expect-error: it asks nobody, so it calls nobody back
api.getAuthorizeURL('https://a/', () => {});

import type { OfCorp } from '../common';
import type { TagFields, UserFields } from '../events/contact';

// The contacts of a company that allowed it.

interface ContactChange extends OfCorp {
  InfoType: 'change_contact';
}

/** 新增成员事件 {@link https://developer.work.weixin.qq.com/document/path/90639} */
export interface CreateUserInfo extends ContactChange, UserFields {
  ChangeType: 'create_user';
  OpenUserID?: string;
}

/** 更新成员事件 {@link https://developer.work.weixin.qq.com/document/path/90639} Says what changed. */
export interface UpdateUserInfo extends ContactChange, UserFields {
  ChangeType: 'update_user';
  OpenUserID?: string;
  NewUserID?: string;
}

/** 删除成员事件 {@link https://developer.work.weixin.qq.com/document/path/90639} */
export interface DeleteUserInfo extends ContactChange {
  ChangeType: 'delete_user';
  UserID: string;
  OpenUserID?: string;
}

/** 新增部门事件 {@link https://developer.work.weixin.qq.com/document/path/90640} */
export interface CreatePartyInfo extends ContactChange {
  ChangeType: 'create_party';
  Id: string;
  Name?: string;
  ParentId: string;
  Order?: string;
}

/** 更新部门事件 {@link https://developer.work.weixin.qq.com/document/path/90640} Says what changed. */
export interface UpdatePartyInfo extends ContactChange {
  ChangeType: 'update_party';
  Id: string;
  Name?: string;
  ParentId?: string;
}

/** 删除部门事件 {@link https://developer.work.weixin.qq.com/document/path/90640} */
export interface DeletePartyInfo extends ContactChange {
  ChangeType: 'delete_party';
  Id: string;
}

/** 标签成员变更事件 {@link https://developer.work.weixin.qq.com/document/path/90641} */
export interface UpdateTagInfo extends ContactChange, TagFields {
  ChangeType: 'update_tag';
}

/** By ChangeType. */
export interface ContactInfoChanges {
  create_user: CreateUserInfo;
  update_user: UpdateUserInfo;
  delete_user: DeleteUserInfo;
  create_party: CreatePartyInfo;
  update_party: UpdatePartyInfo;
  delete_party: DeletePartyInfo;
  update_tag: UpdateTagInfo;
}

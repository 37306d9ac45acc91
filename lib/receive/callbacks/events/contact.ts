import type { Happened, Many } from '../common';

// Changes in the contacts. Callback URLs set since 2022-08-15 get little more than ids.

interface ContactChange extends Happened {
  Event: 'change_contact';
}

/** `Type` 0: text; 1: a link. */
export interface ExtAttr {
  Name: string;
  Type: string;
  Text?: { Value: string };
  Web?: { Title: string; Url: string };
}

/** What may be told of a member. Lists are joined by commas. */
export interface UserFields {
  UserID: string;
  Name?: string;
  Department?: string;
  MainDepartment?: string;
  IsLeaderInDept?: string;
  DirectLeader?: string;
  Position?: string;
  Mobile?: string;
  /** 1: male; 2: female; 0: not said. */
  Gender?: string;
  Email?: string;
  BizMail?: string;
  /** 1: active; 2: disabled; 4: not yet active; 5: left. */
  Status?: string;
  Avatar?: string;
  Alias?: string;
  Telephone?: string;
  Address?: string;
  ExtAttr?: { Item: Many<ExtAttr> };
}

/** Lists are joined by commas, and absent when empty. */
export interface TagFields {
  TagId: string;
  AddUserItems?: string;
  DelUserItems?: string;
  AddPartyItems?: string;
  DelPartyItems?: string;
}

/** 新增成员事件 {@link https://developer.work.weixin.qq.com/document/path/90970} */
export interface CreateUserEvent extends ContactChange, UserFields {
  ChangeType: 'create_user';
}

/** 更新成员事件 {@link https://developer.work.weixin.qq.com/document/path/90970} Says what changed. */
export interface UpdateUserEvent extends ContactChange, UserFields {
  ChangeType: 'update_user';
  NewUserID?: string;
}

/** 删除成员事件 {@link https://developer.work.weixin.qq.com/document/path/90970} */
export interface DeleteUserEvent extends ContactChange {
  ChangeType: 'delete_user';
  UserID: string;
}

/** 新增部门事件 {@link https://developer.work.weixin.qq.com/document/path/90971} */
export interface CreatePartyEvent extends ContactChange {
  ChangeType: 'create_party';
  Id: string;
  Name?: string;
  ParentId: string;
  Order?: string;
}

/** 更新部门事件 {@link https://developer.work.weixin.qq.com/document/path/90971} Says what changed. */
export interface UpdatePartyEvent extends ContactChange {
  ChangeType: 'update_party';
  Id: string;
  Name?: string;
  ParentId?: string;
}

/** 删除部门事件 {@link https://developer.work.weixin.qq.com/document/path/90971} */
export interface DeletePartyEvent extends ContactChange {
  ChangeType: 'delete_party';
  Id: string;
}

/** 标签成员变更事件 {@link https://developer.work.weixin.qq.com/document/path/90972} */
export interface UpdateTagEvent extends ContactChange, TagFields {
  ChangeType: 'update_tag';
}

/** By ChangeType. */
export interface ContactChanges {
  create_user: CreateUserEvent;
  update_user: UpdateUserEvent;
  delete_user: DeleteUserEvent;
  create_party: CreatePartyEvent;
  update_party: UpdatePartyEvent;
  delete_party: DeletePartyEvent;
  update_tag: UpdateTagEvent;
}

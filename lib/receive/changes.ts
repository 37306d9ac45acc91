import type { Happened, Many } from './events';
import type { Unlisted } from './messages';

// Changes in the contacts. Callback URLs set since 2022-08-15 get little more than ids.

interface Change extends Happened {
  Event: 'change_contact';
}

/** `Type` 0: text; 1: a link. */
export interface ExtAttr {
  Name: string;
  Type: string;
  Text?: { Value: string };
  Web?: { Title: string; Url: string };
}

/** Lists are joined by commas. */
export interface UserFields {
  UserID: string;
  Name?: string;
  Department?: string;
  MainDepartment?: string;
  IsLeaderInDept?: string;
  DirectLeader?: string;
  Position?: string;
  Mobile?: string;
  Gender?: string;
  Email?: string;
  BizMail?: string;
  Status?: string;
  Avatar?: string;
  Alias?: string;
  Telephone?: string;
  Address?: string;
  ExtAttr?: { Item: Many<ExtAttr> };
}

export interface CreateUserEvent extends Change, UserFields {
  ChangeType: 'create_user';
}

/** Says what changed. */
export interface UpdateUserEvent extends Change, UserFields {
  ChangeType: 'update_user';
  NewUserID?: string;
}

export interface DeleteUserEvent extends Change {
  ChangeType: 'delete_user';
  UserID: string;
}

export interface CreatePartyEvent extends Change {
  ChangeType: 'create_party';
  Id: string;
  Name?: string;
  ParentId: string;
  Order?: string;
}

/** Says what changed. */
export interface UpdatePartyEvent extends Change {
  ChangeType: 'update_party';
  Id: string;
  Name?: string;
  ParentId?: string;
}

export interface DeletePartyEvent extends Change {
  ChangeType: 'delete_party';
  Id: string;
}

/** Lists are joined by commas, and absent when empty. */
export interface UpdateTagEvent extends Change {
  ChangeType: 'update_tag';
  TagId: string;
  AddUserItems?: string;
  DelUserItems?: string;
  AddPartyItems?: string;
  DelPartyItems?: string;
}

export interface OtherChangeEvent extends Change {
  ChangeType: Unlisted;
  [field: string]: unknown;
}

export type ContactEvent =
  | CreateUserEvent
  | UpdateUserEvent
  | DeleteUserEvent
  | CreatePartyEvent
  | UpdatePartyEvent
  | DeletePartyEvent
  | UpdateTagEvent
  | OtherChangeEvent;

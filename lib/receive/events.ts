import type { Common, Unlisted } from './messages';

/** A value, or a list of them where there are several. */
export type Many<T> = T | T[];

/** Events have no MsgId. */
interface Happened extends Common {
  MsgType: 'event';
}

interface InApp extends Happened {
  AgentID: string;
}

export interface SubscribeEvent extends InApp {
  /** A member came into the visible range of the app, or left it. */
  Event: 'subscribe' | 'unsubscribe';
  EventKey?: string;
}

export interface EnterAgentEvent extends InApp {
  Event: 'enter_agent';
  EventKey: string;
}

export interface LocationEvent extends InApp {
  Event: 'LOCATION';
  Latitude: string;
  Longitude: string;
  Precision: string;
  AppType?: string;
}

export interface ClickEvent extends InApp {
  Event: 'click';
  /** The key of the menu's button. */
  EventKey: string;
}

export interface ViewEvent extends InApp {
  /** `EventKey` is the URL, or the page of the mini program. */
  Event: 'view' | 'view_miniprogram';
  EventKey: string;
}

export interface ScanCodeEvent extends InApp {
  /** Only `scancode_waitmsg` waits for a reply. */
  Event: 'scancode_push' | 'scancode_waitmsg';
  EventKey: string;
  ScanCodeInfo: { ScanType: string; ScanResult: string };
}

export interface PictureEvent extends InApp {
  Event: 'pic_sysphoto' | 'pic_photo_or_album' | 'pic_weixin';
  EventKey: string;
  SendPicsInfo: { Count: string; PicList: { item: Many<{ PicMd5Sum: string }> } };
}

export interface LocationSelectEvent extends InApp {
  Event: 'location_select';
  EventKey: string;
  SendLocationInfo: { Location_X: string; Location_Y: string; Scale: string; Label: string; Poiname: string };
  AppType?: string;
}

export interface BatchJobEvent extends Happened {
  Event: 'batch_job_result';
  AgentID?: string;
  /** `JobType`: sync_user, replace_user, invite_user, replace_party, export_… */
  BatchJob: { JobId: string; JobType: string; ErrCode: string; ErrMsg: string };
}

/** `ItemStatus` as `NodeStatus`; `ItemOpTime` is 0 as long as nothing was done. */
export interface Approver {
  ItemName: string;
  ItemUserId: string;
  ItemImage: string;
  ItemStatus: string;
  ItemSpeech: string;
  ItemOpTime: string;
}

/** `NodeStatus`: 1 under way, 2 approved, 3 refused, 4 passed on. `NodeAttr`: 1 one of them, 2 all. `NodeType`: 1 members, 2 a tag, 3 superiors. */
export interface ApprovalNode {
  NodeStatus: string;
  NodeAttr: string;
  NodeType: string;
  Items: { Item: Many<Approver> };
}

export interface ApprovalEvent extends Happened {
  Event: 'open_approval_change';
  AgentID?: string;
  ApprovalInfo: {
    ThirdNo: string;
    OpenSpName: string;
    OpenTemplateId: string;
    /** 1 under way, 2 approved, 3 refused, 4 withdrawn. */
    OpenSpStatus: string;
    ApplyTime: string;
    ApplyUserName: string;
    ApplyUserId: string;
    ApplyUserParty: string;
    ApplyUserImage: string;
    ApprovalNodes: { ApprovalNode: Many<ApprovalNode> };
    NotifyNodes: { NotifyNode: Many<{ ItemName: string; ItemUserId: string; ItemImage: string }> };
    /** So written. */
    approverstep: string;
  };
}

export interface ShareEvent extends InApp {
  Event: 'share_agent_change' | 'share_chain_change';
}

/** `ResponseCode` updates the card, once, within 72 h. */
interface InCard extends InApp {
  EventKey: string;
  TaskId: string;
  CardType: string;
  ResponseCode: string;
}

export interface TemplateCardEvent extends InCard {
  Event: 'template_card_event';
  SelectedItems?: { SelectedItem: Many<{ QuestionKey: string; OptionIds: { OptionId: Many<string> } }> };
}

export interface TemplateCardMenuEvent extends InCard {
  Event: 'template_card_menu_event';
}

/** Of older times. */
export interface TaskCardEvent extends Happened {
  Event: 'taskcard_click';
  EventKey: string;
  TaskId: string;
  /** So written. */
  AgentId: string;
}

export interface AlertEvent extends InApp {
  /** The app is about to be stopped, or cut off from customer data, because nobody uses it. */
  Event: 'inactive_alert' | 'low_active_alert';
  /** s since 1970. */
  EffectTime: string;
}

export interface ActivityEvent extends InApp {
  Event: 'close_inactive_agent' | 'reopen_inactive_agent' | 'low_active' | 'active_restored';
}

/** Messages of a customer are waiting: `kf/sync_msg` fetches them with `Token`. */
export interface KfEvent extends Happened {
  Event: 'kf_msg_or_event';
  Token: string;
  OpenKfId: string;
}

/** Events of chapters that have many fields each: see their documentation. */
export interface ChapterEvent extends Happened {
  Event: 'change_external_contact' | 'change_external_chat' | 'change_external_tag' | 'sys_approval_change';
  [field: string]: unknown;
}

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

/** An event that is not known here. */
export interface OtherEvent extends Happened {
  Event: Unlisted;
  [field: string]: unknown;
}

/** What a handler for an event that is not known here gets. */
export interface AnyEvent extends Happened {
  Event: string;
  ChangeType?: string;
  [field: string]: unknown;
}

export type Event =
  | SubscribeEvent
  | EnterAgentEvent
  | LocationEvent
  | ClickEvent
  | ViewEvent
  | ScanCodeEvent
  | PictureEvent
  | LocationSelectEvent
  | BatchJobEvent
  | ApprovalEvent
  | ShareEvent
  | TemplateCardEvent
  | TemplateCardMenuEvent
  | TaskCardEvent
  | AlertEvent
  | ActivityEvent
  | KfEvent
  | ChapterEvent
  | ContactEvent
  | OtherEvent;

/** By the names that a handler may ask for: those in `Event`, and those in `ChangeType`. */
export type EventName = Exclude<Event['Event'], Unlisted> | Exclude<ContactEvent['ChangeType'], Unlisted>;

type NamesOf<E> = (E extends { Event: infer N } ? N : never) | (E extends { ChangeType: infer C } ? C : never);

/** The events of that name. */
export type EventOf<K extends EventName, E = Event> = E extends Event ? (K extends NamesOf<E> ? E : never) : never;

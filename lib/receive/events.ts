import type { ContactEvent } from './changes';
import type { Common, Unlisted } from './messages';

/** A value, or a list of them where there are several. */
export type Many<T> = T | T[];

/** Events have no MsgId. */
export interface Happened extends Common {
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

/** Nothing more is said than that it happened. */
export interface PlainEvent extends InApp {
  Event:
    | 'share_agent_change'
    | 'share_chain_change'
    | 'close_inactive_agent'
    | 'reopen_inactive_agent'
    | 'low_active'
    | 'active_restored';
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
  | TemplateCardEvent
  | TemplateCardMenuEvent
  | TaskCardEvent
  | AlertEvent
  | PlainEvent
  | KfEvent
  | ChapterEvent
  | ContactEvent
  | OtherEvent;

/** By the names that a handler may ask for: those in `Event`, and those in `ChangeType`. */
export type EventName = Exclude<Event['Event'], Unlisted> | Exclude<ContactEvent['ChangeType'], Unlisted>;

type NamesOf<E> = (E extends { Event: infer N } ? N : never) | (E extends { ChangeType: infer C } ? C : never);

/** The events of that name. */
export type EventOf<K extends EventName, E = Event> = E extends Event ? (K extends NamesOf<E> ? E : never) : never;

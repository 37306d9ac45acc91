import type { Happened, InApp, Many } from '../common';

// Approvals: those of an app of one's own, and those of WeCom's.

/** `ItemStatus` as `NodeStatus`; `ItemOpTime` is 0 as long as nothing was done. */
export interface Approver {
  ItemName: string;
  ItemUserId: string;
  /** The same, in the words of third-party apps. */
  ItemUserid?: string;
  ItemParty?: string;
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
  Items?: { Item: Many<Approver> };
}

/** 审批状态通知事件 {@link https://developer.work.weixin.qq.com/document/path/90269} */
export interface OpenApprovalChangeEvent extends Happened {
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
    NotifyNodes?: {
      NotifyNode: Many<Pick<Approver, 'ItemName' | 'ItemUserId' | 'ItemUserid' | 'ItemParty' | 'ItemImage'>>;
    };
    /** So written. */
    approverstep: string;
    /** The same, in the words of third-party apps. */
    ApproverStep?: string;
  };
}

interface Person {
  UserId: string;
}

/** One step of an approval of WeCom's. `SpStatus`: 1 under way, 2 approved, 3 refused, 4 passed on. `ApproverAttr`: 1 one of them, 2 all. */
export interface SpRecord {
  SpStatus: string;
  ApproverAttr: string;
  Details?: Many<{
    Approver: Person;
    /** The same, in the words of older documents. */
    Approvor?: Person;
    Speech: string;
    SpStatus: string;
    SpTime: string;
    Attach?: Many<string>;
    MediaId?: Many<string>;
  }>;
}

/** `NodeType`: 1 approves, 2 is told, 3 handles. */
export interface ProcessNode {
  NodeType: string;
  SpStatus: string;
  ApvRel: string;
  SubNodeList: Many<{
    UserInfo: Person;
    Speech: string;
    /** So written. */
    SpYj: string;
    Sptime: string;
    MediaIds?: Many<string>;
  }>;
}

/** 审批申请状态变化回调通知 {@link https://developer.work.weixin.qq.com/document/path/91815} */
export interface SysApprovalChangeEvent extends InApp {
  Event: 'sys_approval_change';
  ApprovalInfo: {
    /** To be preferred to `SpNo`. */
    SpNoStr: string;
    SpNo?: string;
    SpName: string;
    /** 1 under way, 2 approved, 3 refused, 4 withdrawn, 6 withdrawn after approval, 7 deleted, 10 paid. */
    SpStatus: string;
    TemplateId: string;
    /** s since 1970. */
    ApplyTime: string;
    Applyer: Person & { Party: string };
    SpRecord?: Many<SpRecord>;
    Notifyer?: Many<Person>;
    ProcessList?: { NodeList: Many<ProcessNode> };
    Comments?: Many<{
      CommentUserInfo: Person;
      CommentTime: string;
      CommentContent: string;
      CommentId: string;
      Attach?: Many<string>;
    }>;
    /** So written. 1 submitted, 2 approved, 3 refused, 4 passed on, 5 urged, 6 withdrawn, 8 withdrawn after approval, 10 commented, … */
    StatuChangeEvent: string;
  };
}

/** By Event. */
export interface ApprovalEvents {
  open_approval_change: OpenApprovalChangeEvent;
  sys_approval_change: SysApprovalChangeEvent;
}

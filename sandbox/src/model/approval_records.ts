// 审批: templates and applications. Plain records, so that they can be copied.

/** A form. https://developer.work.weixin.qq.com/document/path/91982 */
export interface ApprovalTemplate {
  template_id: string;
  /** In several languages: `{ text, lang }`. */
  template_names: { text: string; lang: string }[];
  template_content: { controls: Record<string, unknown>[] };
}

/** 1 under way, 2 agreed, 3 refused, 4 withdrawn. */
export type ApprovalStatus = 1 | 2 | 3 | 4;

/** Whoever decides at one point of the way. */
export interface ApprovalNode {
  /** 1 approvers, 2 those who get a copy, 3 those who carry it out. */
  type: 1 | 2 | 3;
  /** 1 all of them, 2 any of them, 3 one after the other. */
  apv_rel: 1 | 2 | 3;
  /** What each says so far. */
  details: { userid: string; sp_status: ApprovalStatus; speech: string; sptime: number }[];
}

/** An application. https://developer.work.weixin.qq.com/document/path/91983 */
export interface Approval {
  /** Digits that begin with the date. */
  sp_no: string;
  sp_name: string;
  sp_status: ApprovalStatus;
  template_id: string;
  /** Seconds. */
  apply_time: number;
  applyer: { userid: string; partyid: string };
  nodes: ApprovalNode[];
  apply_data: { contents: unknown[] };
}

import type { OfCorp } from '../common';

// Archived conversations.

/** 客户同意进行聊天内容存档事件回调 {@link https://developer.work.weixin.qq.com/document/path/99532} */
export interface ChatArchiveAuditApprovedSingleInfo extends OfCorp {
  InfoType: 'chat_archive_audit_approved_single';
  OpenUserID?: string;
  ExternalUserID?: string;
  ChatId?: string;
}

/** 会话内容导出任务完成回调 {@link https://developer.work.weixin.qq.com/document/path/99620} */
export interface ChatArchiveExportFinishedInfo extends OfCorp {
  InfoType: 'chat_archive_export_finished';
  /** Good for 24 hours. */
  JobId: string;
}

/** 产生会话回调事件 {@link https://developer.work.weixin.qq.com/document/path/97085} */
export interface ConversationNewMessageInfo extends OfCorp {
  InfoType: 'conversation_new_message';
  /** Good for 10 minutes. */
  Token: string;
}

/** 命中关键词规则通知 {@link https://developer.work.weixin.qq.com/document/path/97244} */
export interface HitKeywordInfo extends OfCorp {
  InfoType: 'hit_keyword';
  /** Good for 10 minutes. */
  Token: string;
}

/** By InfoType. */
export interface ArchiveInfos {
  chat_archive_audit_approved_single: ChatArchiveAuditApprovedSingleInfo;
  chat_archive_export_finished: ChatArchiveExportFinishedInfo;
  conversation_new_message: ConversationNewMessageInfo;
  hit_keyword: HitKeywordInfo;
}

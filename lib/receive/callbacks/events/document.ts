import type { Happened, Many } from '../common';

// Documents, forms, smart sheets and the drive.

interface DocChange extends Happened {
  Event: 'doc_change';
}

/** 删除文档事件 {@link https://developer.work.weixin.qq.com/document/path/97834} */
export interface DocDeleteDocEvent extends DocChange {
  ChangeType: 'delete_doc';
  DocId: Many<string>;
}

/** 删除收集表事件 {@link https://developer.work.weixin.qq.com/document/path/98095} */
export interface DocDeleteFormEvent extends DocChange {
  ChangeType: 'delete_form';
  FormId: Many<string>;
}

/** 修改文档成员事件 {@link https://developer.work.weixin.qq.com/document/path/97833} */
export interface DocMemberChangeEvent extends DocChange {
  ChangeType: 'doc_member_change';
  DocId: Many<string>;
}

/** 收集表完成事件 {@link https://developer.work.weixin.qq.com/document/path/97835} */
export interface DocFormCompleteEvent extends DocChange {
  ChangeType: 'form_complete';
  FormId: Many<string>;
}

/** 修改收集表设置事件 {@link https://developer.work.weixin.qq.com/document/path/98096} */
export interface DocFormSettingsChangeEvent extends DocChange {
  ChangeType: 'form_settings_change';
  FormId: Many<string>;
}

/** By ChangeType. */
export interface DocChanges {
  delete_doc: DocDeleteDocEvent;
  delete_form: DocDeleteFormEvent;
  doc_member_change: DocMemberChangeEvent;
  form_complete: DocFormCompleteEvent;
  form_settings_change: DocFormSettingsChangeEvent;
}

interface SmartSheetChange extends Happened {
  Event: 'smart_sheet_change';
  DocId: string;
  SheetId: string;
}

/** 新增字段事件 {@link https://developer.work.weixin.qq.com/document/path/100987} */
export interface SmartSheetAddFiledEvent extends SmartSheetChange {
  ChangeType: 'add_filed';
  FieldId: Many<string>;
}

/** 新增记录事件 {@link https://developer.work.weixin.qq.com/document/path/100986} */
export interface SmartSheetAddRecordEvent extends SmartSheetChange {
  ChangeType: 'add_record';
  RecordId: Many<string>;
}

/** 删除字段事件 {@link https://developer.work.weixin.qq.com/document/path/100987} */
export interface SmartSheetDeleteFiledEvent extends SmartSheetChange {
  ChangeType: 'delete_filed';
  FieldId: Many<string>;
}

/** 删除记录事件 {@link https://developer.work.weixin.qq.com/document/path/100986} */
export interface SmartSheetDeleteRecordEvent extends SmartSheetChange {
  ChangeType: 'delete_record';
  RecordId: Many<string>;
}

/** 更新字段事件 {@link https://developer.work.weixin.qq.com/document/path/100987} */
export interface SmartSheetUpdateFiledEvent extends SmartSheetChange {
  ChangeType: 'update_filed';
  FieldId: Many<string>;
}

/** 更新记录事件 {@link https://developer.work.weixin.qq.com/document/path/100986} */
export interface SmartSheetUpdateRecordEvent extends SmartSheetChange {
  ChangeType: 'update_record';
  RecordId: Many<string>;
}

/** By ChangeType. */
export interface SmartSheetChanges {
  add_filed: SmartSheetAddFiledEvent;
  add_record: SmartSheetAddRecordEvent;
  delete_filed: SmartSheetDeleteFiledEvent;
  delete_record: SmartSheetDeleteRecordEvent;
  update_filed: SmartSheetUpdateFiledEvent;
  update_record: SmartSheetUpdateRecordEvent;
}

interface WedriveFileChange extends Happened {
  Event: 'wedrive_file_change';
  FileId?: string;
}

/** 新建文件事件 {@link https://developer.work.weixin.qq.com/document/path/97900} */
export interface WedriveFileCreateFileEvent extends WedriveFileChange {
  ChangeType: 'create_file';
}

/** 删除文件事件 {@link https://developer.work.weixin.qq.com/document/path/97900} */
export interface WedriveFileDeleteFileEvent extends WedriveFileChange {
  ChangeType: 'delete_file';
}

/** 移动文件事件 {@link https://developer.work.weixin.qq.com/document/path/97900} */
export interface WedriveFileMoveFileEvent extends WedriveFileChange {
  ChangeType: 'move_file';
}

/** 重命名文件事件 {@link https://developer.work.weixin.qq.com/document/path/97900} */
export interface WedriveFileRenameFileEvent extends WedriveFileChange {
  ChangeType: 'rename_file';
}

/** 修改文件事件 {@link https://developer.work.weixin.qq.com/document/path/97900} */
export interface WedriveFileUpdateFileEvent extends WedriveFileChange {
  ChangeType: 'update_file';
}

/** By ChangeType. */
export interface WedriveFileChanges {
  create_file: WedriveFileCreateFileEvent;
  delete_file: WedriveFileDeleteFileEvent;
  move_file: WedriveFileMoveFileEvent;
  rename_file: WedriveFileRenameFileEvent;
  update_file: WedriveFileUpdateFileEvent;
}

interface WedriveSpaceChange extends Happened {
  Event: 'wedrive_space_change';
  SpaceId: Many<string>;
}

/** 解散空间事件 {@link https://developer.work.weixin.qq.com/document/path/97899} */
export interface WedriveSpaceDismissSpaceEvent extends WedriveSpaceChange {
  ChangeType: 'dismiss_space';
}

/** 修改空间成员事件 {@link https://developer.work.weixin.qq.com/document/path/97902} */
export interface WedriveSpaceSpaceMemberChangeEvent extends WedriveSpaceChange {
  ChangeType: 'space_member_change';
}

/** 修改空间安全设置事件 {@link https://developer.work.weixin.qq.com/document/path/97903} */
export interface WedriveSpaceSpaceSecuritySettingsChangeEvent extends WedriveSpaceChange {
  ChangeType: 'space_security_settings_change';
}

/** By ChangeType. */
export interface WedriveSpaceChanges {
  dismiss_space: WedriveSpaceDismissSpaceEvent;
  space_member_change: WedriveSpaceSpaceMemberChangeEvent;
  space_security_settings_change: WedriveSpaceSpaceSecuritySettingsChangeEvent;
}

/** 微盘容量不足事件 {@link https://developer.work.weixin.qq.com/document/path/97898} */
export interface WedriveInsufficientCapacityEvent extends Happened {
  Event: 'wedrive_insufficient_capacity';
}

/** By Event. */
export interface DocumentEvents {
  wedrive_insufficient_capacity: WedriveInsufficientCapacityEvent;
}

import type { Many, OfCorp } from '../common';

// The school's contacts: students, parents, classes.

interface SchoolChange extends OfCorp {
  InfoType: 'change_school_contact';
  Id: string;
}

/** 创建部门事件 {@link https://developer.work.weixin.qq.com/document/path/92050} */
export interface SchoolCreateDepartmentInfo extends SchoolChange {
  ChangeType: 'create_department';
}

/** 新增家长事件 {@link https://developer.work.weixin.qq.com/document/path/92051} */
export interface SchoolCreateParentInfo extends SchoolChange {
  ChangeType: 'create_parent';
}

/** 新增学生事件 {@link https://developer.work.weixin.qq.com/document/path/92051} */
export interface SchoolCreateStudentInfo extends SchoolChange {
  ChangeType: 'create_student';
}

/** 删除部门事件 {@link https://developer.work.weixin.qq.com/document/path/92050} */
export interface SchoolDeleteDepartmentInfo extends SchoolChange {
  ChangeType: 'delete_department';
}

/** 删除家长事件 {@link https://developer.work.weixin.qq.com/document/path/92051} */
export interface SchoolDeleteParentInfo extends SchoolChange {
  ChangeType: 'delete_parent';
}

/** 删除学生事件 {@link https://developer.work.weixin.qq.com/document/path/92051} */
export interface SchoolDeleteStudentInfo extends SchoolChange {
  ChangeType: 'delete_student';
}

/** 家长关注事件 {@link https://developer.work.weixin.qq.com/document/path/92051} */
export interface SchoolSubscribeInfo extends SchoolChange {
  ChangeType: 'subscribe';
}

/** 家长取消关注事件 {@link https://developer.work.weixin.qq.com/document/path/92051} */
export interface SchoolUnsubscribeInfo extends SchoolChange {
  ChangeType: 'unsubscribe';
}

/** 更新部门事件 {@link https://developer.work.weixin.qq.com/document/path/92050} */
export interface SchoolUpdateDepartmentInfo extends SchoolChange {
  ChangeType: 'update_department';
}

/** 编辑家长事件 {@link https://developer.work.weixin.qq.com/document/path/92051} */
export interface SchoolUpdateParentInfo extends SchoolChange {
  ChangeType: 'update_parent';
  NewId?: string;
}

/** 编辑学生事件 {@link https://developer.work.weixin.qq.com/document/path/92051} */
export interface SchoolUpdateStudentInfo extends SchoolChange {
  ChangeType: 'update_student';
  NewId?: string;
}

/** By ChangeType. */
export interface SchoolInfoChanges {
  create_department: SchoolCreateDepartmentInfo;
  create_parent: SchoolCreateParentInfo;
  create_student: SchoolCreateStudentInfo;
  delete_department: SchoolDeleteDepartmentInfo;
  delete_parent: SchoolDeleteParentInfo;
  delete_student: SchoolDeleteStudentInfo;
  subscribe: SchoolSubscribeInfo;
  unsubscribe: SchoolUnsubscribeInfo;
  update_department: SchoolUpdateDepartmentInfo;
  update_parent: SchoolUpdateParentInfo;
  update_student: SchoolUpdateStudentInfo;
}

/** 家校通讯录批量变更事件 {@link https://developer.work.weixin.qq.com/document/path/97281} */
export interface ChangeSchoolContactBatchInfo extends OfCorp {
  InfoType: 'change_school_contact_batch';
  ChangeList?: Many<{ TimeStamp: string; ChangeType: string; Id: string; NewId?: string }>;
}

/** By InfoType. */
export interface SchoolInfos {
  change_school_contact_batch: ChangeSchoolContactBatchInfo;
}

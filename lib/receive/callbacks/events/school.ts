import type { Happened } from '../common';

// The school's contacts: students, parents, classes.

interface SchoolChange extends Happened {
  Event: 'change_school_contact';
  Id: string;
}

/** 创建部门事件 {@link https://developer.work.weixin.qq.com/document/path/92052} */
export interface SchoolCreateDepartmentEvent extends SchoolChange {
  ChangeType: 'create_department';
}

/** 创建部门事件 {@link https://developer.work.weixin.qq.com/document/path/92052} */
export interface SchoolCreateDeparmtmentEvent extends SchoolChange {
  ChangeType: 'create_deparmtment';
}

/** 新增家长事件 {@link https://developer.work.weixin.qq.com/document/path/92032} */
export interface SchoolCreateParentEvent extends SchoolChange {
  ChangeType: 'create_parent';
}

/** 新增学生事件 {@link https://developer.work.weixin.qq.com/document/path/92032} */
export interface SchoolCreateStudentEvent extends SchoolChange {
  ChangeType: 'create_student';
}

/** 删除部门事件 {@link https://developer.work.weixin.qq.com/document/path/92052} */
export interface SchoolDeleteDepartmentEvent extends SchoolChange {
  ChangeType: 'delete_department';
}

/** 删除部门事件 {@link https://developer.work.weixin.qq.com/document/path/92052} */
export interface SchoolDeleteDeparmtmentEvent extends SchoolChange {
  ChangeType: 'delete_deparmtment';
}

/** 删除家长事件 {@link https://developer.work.weixin.qq.com/document/path/92032} */
export interface SchoolDeleteParentEvent extends SchoolChange {
  ChangeType: 'delete_parent';
}

/** 删除学生事件 {@link https://developer.work.weixin.qq.com/document/path/92032} */
export interface SchoolDeleteStudentEvent extends SchoolChange {
  ChangeType: 'delete_student';
}

/** 家长关注事件 {@link https://developer.work.weixin.qq.com/document/path/92032} */
export interface SchoolSubscribeEvent extends SchoolChange {
  ChangeType: 'subscribe';
}

/** 家长取消关注事件 {@link https://developer.work.weixin.qq.com/document/path/92032} */
export interface SchoolUnsubscribeEvent extends SchoolChange {
  ChangeType: 'unsubscribe';
}

/** 更新部门事件 {@link https://developer.work.weixin.qq.com/document/path/92052} */
export interface SchoolUpdateDepartmentEvent extends SchoolChange {
  ChangeType: 'update_department';
}

/** 更新部门事件 {@link https://developer.work.weixin.qq.com/document/path/92052} */
export interface SchoolUpdateDeparmtmentEvent extends SchoolChange {
  ChangeType: 'update_deparmtment';
}

/** 编辑家长事件 {@link https://developer.work.weixin.qq.com/document/path/92032} */
export interface SchoolUpdateParentEvent extends SchoolChange {
  ChangeType: 'update_parent';
}

/** 编辑学生事件 {@link https://developer.work.weixin.qq.com/document/path/92032} */
export interface SchoolUpdateStudentEvent extends SchoolChange {
  ChangeType: 'update_student';
}

/** By ChangeType. */
export interface SchoolChanges {
  create_department: SchoolCreateDepartmentEvent;
  create_deparmtment: SchoolCreateDeparmtmentEvent;
  create_parent: SchoolCreateParentEvent;
  create_student: SchoolCreateStudentEvent;
  delete_department: SchoolDeleteDepartmentEvent;
  delete_deparmtment: SchoolDeleteDeparmtmentEvent;
  delete_parent: SchoolDeleteParentEvent;
  delete_student: SchoolDeleteStudentEvent;
  subscribe: SchoolSubscribeEvent;
  unsubscribe: SchoolUnsubscribeEvent;
  update_department: SchoolUpdateDepartmentEvent;
  update_deparmtment: SchoolUpdateDeparmtmentEvent;
  update_parent: SchoolUpdateParentEvent;
  update_student: SchoolUpdateStudentEvent;
}

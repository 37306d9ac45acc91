import { leftOut } from './compat/left_out';
import { refuseNull } from './compat/refuse_null';
import { chapter, get, getMany, post } from './core/endpoint';
import type { Ack, Id } from './core/types';

/** 部门管理: departments */
const department = chapter({
  /**
   * 创建部门 {@link https://developer.work.weixin.qq.com/document/path/90205}
   *
   * `name`: 1–64 characters, unique among its siblings. `opts`: where it goes, or the parent's id.
   * Errors: 60001 name length, 60004 no such parent, 60008 name exists, 60009 illegal character.
   */
  createDepartment: post(
    'department/create',
    leftOut(
      () => [{}],
      (name: string, opts?: department.Place | Id) => ({ name, ...place(opts) }),
    ),
  ).returns<department.Created>(),

  /**
   * 更新部门 {@link https://developer.work.weixin.qq.com/document/path/90206}
   *
   * `opts`: what changes, or the new name. Errors: 60003 no such department, 60008 name exists, 60010 a circle, 60124 parent.
   */
  updateDepartment: post('department/update', (id: Id, opts: department.Changes | string) => ({
    id: Number(id),
    ...changes(opts),
  })).returns<Ack>(),

  /**
   * 删除部门 {@link https://developer.work.weixin.qq.com/document/path/90207}
   *
   * One id, or several. Errors: 60005 has members, 60006 has departments below it, 60007 the root, 60123 no such department.
   */
  deleteDepartment: getMany('department/delete', (id: Id | readonly Id[]) => ({ id })).returns<Ack>(),

  /**
   * 获取部门列表 {@link https://developer.work.weixin.qq.com/document/path/90208}
   *
   * With `id`: that department and all below it; without: all that the secret may see. Errors: 60123 no such department.
   */
  getDepartments: get('department/list', (...[id]: [id?: Id | null]) =>
    id === undefined || id === null ? undefined : { id },
  ).returns<department.List>(),
});

/** 0 counts as not given, as it always did: ids and orders begin at 1. */
function place(opts: department.Place | Id | null | undefined): Record<string, unknown> {
  refuseNull('opts', opts);
  if (typeof opts !== 'object' || opts === null) return { parentid: Number(opts) };
  const { parentid, order, id } = opts;
  return { parentid: Number(parentid) || 1, order: Number(order) || 1, ...(id && { id: Number(id) }) };
}

function changes(opts: department.Changes | string | null): Record<string, unknown> {
  refuseNull('opts', opts);
  if (typeof opts !== 'object' || opts === null) return { name: opts };
  const { name, parentid, order } = opts;
  return {
    ...(name && { name }),
    ...(parentid && { parentid: Number(parentid) }),
    ...(order && { order: Number(order) || 1 }),
  };
}

declare namespace department {
  interface Place {
    /** The parent's id. @default 1, the root */
    parentid?: Id;
    /** Place among its siblings, the larger the further up; 1 to 2³² − 1. @default 1 */
    order?: Id;
    /** The department's own id, 2 to 2³¹ − 1. @default chosen by WeCom */
    id?: Id;
  }

  interface Changes {
    /** 1–64 characters, unique among its siblings. */
    name?: string;
    parentid?: Id;
    /** Place among its siblings, the larger the further up. */
    order?: Id;
  }

  interface Created extends Ack {
    id: number;
  }

  interface Department {
    id: number;
    name: string;
    name_en?: string;
    /** userids */
    department_leader?: string[];
    /** 0 for the root. */
    parentid: number;
    order?: number;
  }

  interface List extends Ack {
    department: Department[];
  }
}

export = department;

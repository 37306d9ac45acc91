// 部门管理: https://developer.work.weixin.qq.com/document/path/90205
import type { Call, Chapter } from '../api/chapter';
import { createDepartment, deleteDepartment, idsOf, treeOf, updateDepartment } from '../directory/departments';
import { isWithin, partiesOf } from '../directory/visible_range';
import type { Department } from '../model/records';
import { fail } from '../protocol/errors';

export const department: Chapter = {
  'department/create': {
    verb: 'POST',
    secret: 'contact',
    run: (call) => ({ errmsg: 'created', id: createDepartment(call, call.body).id }),
  },

  'department/update': {
    verb: 'POST',
    secret: 'contact',
    run(call) {
      updateDepartment(call, call.body);
      return { errmsg: 'updated' };
    },
  },

  'department/delete': {
    verb: 'GET',
    secret: 'contact',
    run(call) {
      const ids = idsOf(call.search);
      for (const id of call.era === 'current' ? ids.slice(0, 1) : ids) deleteDepartment(call, id);
      return { errmsg: 'deleted' };
    },
  },

  'department/list': {
    verb: 'GET',
    details: true,
    secret: 'any',
    empty: () => ({ department: [] }),
    run: (call) => ({ department: visible(call).map(full(call)) }),
  },

  'department/simplelist': {
    verb: 'GET',
    secret: 'any',
    era: 'current',
    empty: () => ({ department_id: [] }),
    run: (call) => ({ department_id: visible(call).map(({ id, parentid, order }) => ({ id, parentid, order })) }),
  },

  'department/get': {
    verb: 'GET',
    details: true,
    secret: 'any',
    era: 'current',
    run(call) {
      if (call.query.blank('id')) fail(60123);
      const asked = visible(call).find(({ id }) => id === call.query.uint('id'));
      return { department: full(call)(asked ?? fail(60011)) };
    },
  },
};

/** The tree of `id`, or all; for an app only what is in its visible range. */
function visible({ company, query, app }: Call): Department[] {
  const tree = treeOf(company, query.blank('id') ? undefined : query.uint('id'));
  if (app === undefined) return tree;
  const roots = partiesOf(company, app);
  const seen = tree.filter(({ id }) => isWithin(company, id, roots));
  if (seen.length === 0 && !query.blank('id')) fail(60011);
  return seen;
}

/** A row of an answer: who leads a department is written at its members. 企业号 had neither leaders nor second names. */
function full({ company, era }: Call): (department: Department) => object {
  if (era === 'legacy') return ({ id, name, parentid, order }) => ({ id, name, parentid, order });
  const leaders = new Map<number, string[]>();
  for (const { userid, department, is_leader_in_dept } of company.members.values()) {
    department.forEach((id, index) => {
      if (is_leader_in_dept[index] === 1) leaders.set(id, [...(leaders.get(id) ?? []), userid]);
    });
  }
  return ({ id, name, name_en, parentid, order }) => ({
    id,
    name,
    ...(name_en && { name_en }),
    department_leader: leaders.get(id) ?? [],
    parentid,
    order,
  });
}

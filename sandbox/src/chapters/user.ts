// 成员管理: https://developer.work.weixin.qq.com/document/path/90195
import type { Call, Chapter } from '../api/chapter';
import { treeOf } from '../directory/departments';
import { WAITING } from '../directory/member_places';
import { emptyView, fullView, simpleView } from '../directory/member_view';
import { createMember, deleteMembers, updateMember } from '../directory/members';
import { sees } from '../directory/visible_range';
import type { Member } from '../model/records';
import { fail } from '../protocol/errors';

const MOST_DELETED = 200;

export const user: Chapter = {
  'user/create': {
    verb: 'POST',
    secret: 'contact',
    run(call) {
      const { made } = createMember(call, call.body);
      if (made.length === 0) return { errmsg: 'created' };
      const department_info = made.filter(({ name }) => name !== WAITING).map(({ name, id }) => ({ name, id }));
      return { errmsg: 'created', created_department_list: { department_info } };
    },
  },

  'user/update': {
    verb: 'POST',
    secret: 'contact',
    run(call) {
      updateMember(call, call.body);
      return { errmsg: 'updated' };
    },
  },

  'user/delete': {
    verb: 'GET',
    secret: 'contact',
    run(call) {
      deleteMembers(call, [named(call)]);
      return { errmsg: 'deleted' };
    },
  },

  'user/batchdelete': {
    verb: 'POST',
    secret: 'contact',
    run(call) {
      const useridlist = call.body.texts('useridlist') ?? fail(41009);
      if (useridlist.length > MOST_DELETED) fail(40032);
      const members = useridlist.map((userid) => call.company.member(userid) ?? fail(40031, 'invalid userid list'));
      if (members.length === 0) fail(40031, 'invalid userid list');
      deleteMembers(call, [...new Set(members)]);
      return { errmsg: 'deleted' };
    },
  },

  'user/get': {
    verb: 'GET',
    secret: 'any',
    details: true,
    empty: emptyView,
    run: (call) => fullView(call)(named(call)),
  },

  'user/simplelist': {
    verb: 'GET',
    secret: 'any',
    details: true,
    empty: () => ({ userlist: [] }),
    run: (call) => ({ userlist: asked(call).map(simpleView(call)) }),
  },

  'user/list': {
    verb: 'GET',
    secret: 'any',
    details: true,
    empty: () => ({ userlist: [] }),
    run: (call) => ({ userlist: asked(call).map(fullView(call)) }),
  },

  'user/authsucc': {
    verb: 'GET',
    secret: 'any',
    run(call) {
      activate(call, named(call));
      return {};
    },
  },
};

/** The member of `userid` in the query. */
function named(call: Call): Member {
  const { company, query } = call;
  if (query.blank('userid')) fail(41009);
  const member = company.member(query.text('userid') ?? '') ?? fail(60111);
  return isVisible(call)(member) ? member : fail(60111);
}

/** An app knows those who see it; the contact secret everybody. */
function isVisible({ company, app }: Call): (member: Member) => boolean {
  return (member) => app === undefined || sees(company, app, member);
}

/** `status`: 1 active, 2 disabled, 4 not active, added up; 0 all. It and `fetch_child` have left the documents, not the programs. */
function asked(call: Call): Member[] {
  const { company, query } = call;
  const root = query.uint('department_id') ?? fail(60123);
  const tree = treeOf(company, root);
  const departments = query.flag('fetch_child') ? tree.map(({ id }) => id) : [root];
  const status = query.uint('status') || 1 | 2 | 4;
  const among = new Set(departments);
  return [...company.members.values()]
    .filter((member) => (member.status & status) !== 0 && member.department.some((id) => among.has(id)))
    .filter(isVisible(call));
}

/** The second check has been passed: the member is in. */
export function activate(call: Call, member: Member): void {
  if (member.status !== 4) return;
  member.status = 1;
  call.emit({ event: 'member.activate', data: member });
}

// A change of the address book in the fields of change_contact.
// 通讯录变更事件: https://developer.work.weixin.qq.com/document/path/90970
import type { Change } from '../model/events';
import type { Department, Member } from '../model/records';
import { Input } from '../protocol/input';
import { type Fields, isFields } from './xml';

/** undefined: nothing that anybody is told of. full: all that changed, otherwise the ids only. */
export function changeOf({ event, data }: Change, full: boolean): Fields | undefined {
  switch (event) {
    case 'member.create':
      return createUser(data, full);
    case 'member.update':
      return updateUser(data.member, data.before, full);
    case 'member.activate':
      return full ? { ChangeType: 'update_user', UserID: data.userid, Status: data.status } : undefined;
    case 'member.delete':
      return { ChangeType: 'delete_user', UserID: data.userid };
    case 'department.create':
      return { ChangeType: 'create_party', Id: data.id, ...partyFields(data, full) };
    case 'department.update':
      return updateParty(data.department, data.before, full);
    case 'department.delete':
      return { ChangeType: 'delete_party', Id: data.id };
    case 'tag.add':
      return { ...tagOf(data.tag), ...lists('Add', data) };
    case 'tag.remove':
      return { ...tagOf(data.tag), ...lists('Del', data) };
    default:
      return undefined;
  }
}

const USER_FIELDS: Record<string, (member: Member) => unknown> = {
  Name: ({ name }) => name,
  Department: ({ department }) => department.join(),
  MainDepartment: ({ main_department }) => main_department,
  IsLeaderInDept: ({ is_leader_in_dept }) => is_leader_in_dept.join(),
  DirectLeader: ({ direct_leader }) => direct_leader.join(),
  Position: ({ position }) => position,
  Mobile: ({ mobile }) => mobile,
  Gender: ({ gender }) => Number(gender),
  Email: ({ email }) => email,
  BizMail: ({ biz_mail }) => biz_mail,
  Status: ({ status }) => status,
  Avatar: ({ avatar }) => avatar,
  Alias: ({ alias }) => alias,
  Telephone: ({ telephone }) => telephone,
  Address: ({ address }) => address,
  ExtAttr: ({ extattr }) => attributesOf(extattr.attrs),
};

/** '' where there is nothing. */
function userFields(member: Member): Fields {
  return Object.fromEntries(Object.entries(USER_FIELDS).map(([name, read]) => [name, read(member) ?? '']));
}

function createUser(member: Member, full: boolean): Fields {
  const fields = full ? userFields(member) : departmentOf(member);
  const filled = Object.entries(fields).filter(([, value]) => value !== '');
  return { ChangeType: 'create_user', UserID: member.userid, ...Object.fromEntries(filled) };
}

function departmentOf(member: Member): Fields {
  return { Department: member.department.join() };
}

/** A field that was emptied is a change, too. */
function updateUser(member: Member, before: Member, full: boolean): Fields | undefined {
  const fields = full ? userFields : departmentOf;
  const renamed = member.userid === before.userid ? {} : { NewUserID: member.userid };
  const changes = { ...renamed, ...changed(fields(member), fields(before)) };
  if (Object.keys(changes).length === 0) return undefined;
  return { ChangeType: 'update_user', UserID: before.userid, ...changes };
}

function changed(now: Fields, before: Fields): Fields {
  const differs = ([name, value]: [string, unknown]) => JSON.stringify(value) !== JSON.stringify(before[name]);
  return Object.fromEntries(Object.entries(now).filter(differs));
}

/** Texts and links; of old times only name and value. */
function attributesOf(attrs: unknown[]): Fields | undefined {
  const Item = attrs.filter(isFields).map((fields) => {
    const attr = new Input(fields);
    const web = attr.object('web');
    const Name = attr.text('name') ?? '';
    if (web) return { Name, Type: 1, Web: { Title: web.text('title') ?? '', Url: web.text('url') ?? '' } };
    return { Name, Type: 0, Text: { Value: attr.object('text')?.text('value') ?? attr.text('value') ?? '' } };
  });
  return Item.length > 0 ? { Item } : undefined;
}

function partyFields({ name, parentid, order }: Department, full: boolean): Fields {
  return full ? { Name: name, ParentId: parentid, Order: order } : { ParentId: parentid };
}

function updateParty(department: Department, before: Department, full: boolean): Fields | undefined {
  const fields = ({ name, parentid }: Department) =>
    full ? { Name: name, ParentId: parentid } : { ParentId: parentid };
  const changes = changed(fields(department), fields(before));
  if (Object.keys(changes).length === 0) return undefined;
  return { ChangeType: 'update_party', Id: department.id, ...changes };
}

function tagOf({ tagid }: { tagid: number }): Fields {
  return { ChangeType: 'update_tag', TagId: tagid };
}

function lists(verb: 'Add' | 'Del', { userlist, partylist }: { userlist: string[]; partylist: number[] }): Fields {
  return {
    ...(userlist.length > 0 && { [`${verb}UserItems`]: userlist.join() }),
    ...(partylist.length > 0 && { [`${verb}PartyItems`]: partylist.join() }),
  };
}

// 管理企业标签: https://developer.work.weixin.qq.com/document/path/92117
import type { Answer, Call, Chapter } from '../api/chapter';
import { Customers, customerId } from '../model/customers';
import type { CustomerTag, CustomerTagGroup } from '../model/records';
import { fail, failSchema } from '../protocol/errors';
import { characterCount, type Input } from '../protocol/input';

const LONGEST_NAME = 30;
const MOST_TAGS = 10_000;

export const customerTag: Chapter = {
  'externalcontact/get_corp_tag_list': { verb: 'POST', secret: 'any', era: 'current', run: list },
  'externalcontact/add_corp_tag': { verb: 'POST', secret: 'any', era: 'current', run: add },
  'externalcontact/edit_corp_tag': { verb: 'POST', secret: 'any', era: 'current', run: edit },
  'externalcontact/del_corp_tag': { verb: 'POST', secret: 'any', era: 'current', run: remove },
};

/** With both filters that of the tags counts, as the document says; without any, all. */
function list({ body, company }: Call): Answer {
  const groups = [...company.room(Customers).groups.values()].sort(byOrder);
  const [tags = [], ids = []] = [body.texts('tag_id'), body.texts('group_id')];
  const chosen = groups.flatMap((group) => {
    if (tags.length > 0) return within(group, tags);
    return ids.length === 0 || ids.includes(group.group_id) ? [group] : [];
  });
  return { tag_group: chosen.map((group) => ({ ...group, tag: [...group.tag].sort(byOrder) })) };
}

function within(group: CustomerTagGroup, ids: string[]): CustomerTagGroup[] {
  const tag = group.tag.filter(({ id }) => ids.includes(id));
  return tag.length === 0 ? [] : [{ ...group, tag }];
}

function byOrder(one: { order: number }, other: { order: number }): number {
  return other.order - one.order;
}

function nameOf(input: Input, field: string): string {
  const name = input.text(field) ?? '';
  if (name === '') fail(41018);
  return characterCount(name) > LONGEST_NAME ? fail(40072) : name;
}

/** Tags of names that the group has already are not made again: the answer has those that were. */
function add(call: Call): Answer {
  const { body, company, clock } = call;
  const { groups } = company.room(Customers);
  const wanted = body.objects('tag') ?? failSchema('tag missing');
  if (wanted.length === 0) failSchema('tag missing');
  const names = wanted.map((each) => ({ name: nameOf(each, 'name'), order: each.uint('order') ?? 0 }));
  if (new Set(names.map(({ name }) => name)).size < names.length) fail(40071);
  const group = groupFor(call);
  if (names.some(({ name }) => group.tag.some((tag) => tag.name === name))) fail(40071);
  const count = [...groups.values()].reduce((sum, { tag }) => sum + tag.length, names.length);
  if (count > MOST_TAGS) fail(40126);
  const create_time = clock.seconds();
  const isNew = !groups.has(group.group_id);
  const made: CustomerTag[] = names.map((each) => ({ id: customerId('et'), create_time, ...each }));
  group.tag.push(...made);
  groups.set(group.group_id, group);
  if (isNew) call.emit({ event: 'customer_tag.create', data: { id: group.group_id, type: 'tag_group' } });
  for (const { id } of made) call.emit({ event: 'customer_tag.create', data: { id, type: 'tag' } });
  return { tag_group: { ...group, tag: made } };
}

/** The one that is named by id or by name, or a new one, which counts once its tags are made. */
function groupFor({ body, company, clock }: Call): CustomerTagGroup {
  const { groups } = company.room(Customers);
  if (!body.blank('group_id')) return groups.get(body.text('group_id') ?? '') ?? fail(40068);
  const group_name = nameOf(body, 'group_name');
  const known = [...groups.values()].find((group) => group.group_name === group_name);
  if (known !== undefined) return known;
  const order = body.uint('order') ?? 0;
  return { group_id: customerId('et'), group_name, create_time: clock.seconds(), order, tag: [] };
}

/** A tag or a group: ids of both are alike. */
function edit(call: Call): Answer {
  const { body, company } = call;
  const customers = company.room(Customers);
  const id = body.text('id') ?? failSchema('id missing');
  const found = customers.tag(id);
  const group = found?.group ?? customers.groups.get(id) ?? fail(40068);
  const order = body.uint('order');
  if (!body.blank('name')) {
    const name = nameOf(body, 'name');
    const rivals = found
      ? group.tag.filter((tag) => tag !== found.tag).map((tag) => tag.name)
      : [...customers.groups.values()].filter((each) => each !== group).map(({ group_name }) => group_name);
    if (rivals.includes(name)) fail(40071);
    if (found) found.tag.name = name;
    else group.group_name = name;
  }
  if (!body.blank('name')) call.emit({ event: 'customer_tag.update', data: { id, type: found ? 'tag' : 'tag_group' } });
  if (order !== undefined) {
    (found?.tag ?? group).order = order;
    call.emit({ event: 'customer_tag.shuffle', data: { id: found && group.group_id } });
  }
  return {};
}

/** A group goes with its tags, and with its last tag. Customers lose what is gone. */
function remove(call: Call): Answer {
  const { body, company } = call;
  const { all, groups } = company.room(Customers);
  const [tags = [], ids = []] = [body.texts('tag_id'), body.texts('group_id')];
  if (tags.length + ids.length === 0) fail(40035);
  const known = [...groups.values()].flatMap(({ tag }) => tag.map(({ id }) => id));
  if (tags.some((id) => !known.includes(id)) || ids.some((id) => !groups.has(id))) fail(40068);
  const gone = new Set([...tags, ...ids.flatMap((id) => groups.get(id)?.tag.map((tag) => tag.id) ?? [])]);
  for (const group of groups.values()) group.tag = group.tag.filter(({ id }) => !gone.has(id));
  for (const { group_id, tag } of [...groups.values()]) if (tag.length === 0) groups.delete(group_id);
  for (const { follows } of all.values()) {
    for (const follow of follows) follow.tags = follow.tags.filter((id) => !gone.has(id));
  }
  for (const id of ids) call.emit({ event: 'customer_tag.delete', data: { id, type: 'tag_group' } });
  for (const id of tags) call.emit({ event: 'customer_tag.delete', data: { id, type: 'tag' } });
  return {};
}

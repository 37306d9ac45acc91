import { CALLBACK, type Case, call, fails, likeArgs, listed, nulled, ordinary, promised } from '../sides/case';

const ids = ['id1', 'id2'];

export const tag: Case[] = [
  ordinary('createTag', '标签', CALLBACK),
  ...[1, '1', '', 0, 'abc', undefined, true].map((id) => call('createTag', 'a', id, CALLBACK)),
  ...[{}, { id: 1 }, { tagid: '2', id: 1 }, { tagid: 0, id: 3 }, { id: 'z' }, [], { other: 1 }].map((opts) =>
    call('createTag', 'a', opts, CALLBACK),
  ),
  call('createTag', undefined, CALLBACK),
  call('createTag', null, CALLBACK),
  likeArgs(5, call('createTag', CALLBACK), undefined, CALLBACK),
  fails('bad input', call('createTag', 'a', null, CALLBACK), 'TypeError: opts must not be null.'),
  promised('createTag', 'a'),
  promised('createTag', 'a', { tagid: 1 }),

  ordinary('updateTagName', 1, '新标签', CALLBACK),
  call('updateTagName', '1', 'a', CALLBACK),
  call('updateTagName', undefined, null, CALLBACK),
  promised('updateTagName', 1, 'a'),
  ...nulled('updateTagName', 1, 'a'),

  ordinary('deleteTag', 1, CALLBACK),
  ...['1', '标 签', undefined, null, [1], {}, new Date(0)].map((id) => call('deleteTag', id, CALLBACK)),
  listed(call('deleteTag', [1, 2], CALLBACK), 'tagid'),
  promised('deleteTag', 1),
  ...nulled('deleteTag', 1),

  ordinary('listTags', CALLBACK),
  promised('listTags'),
  ...nulled('listTags'),

  ordinary('getTagUsers', 1, CALLBACK),
  ...['1', undefined, null].map((id) => call('getTagUsers', id, CALLBACK)),
  promised('getTagUsers', 1),
  ...nulled('getTagUsers', 1),

  ...['addTagUsers', 'deleteTagUsers'].flatMap((method) => [
    ordinary(method, 1, ids, CALLBACK),
    call(method, '1', ids, CALLBACK),
    call(method, 1, [], CALLBACK),
    call(method, 1, 'id1', CALLBACK),
    call(method, undefined, undefined, CALLBACK),
    call(method, null, null, CALLBACK),
    promised(method, 1, ids),
    ...nulled(method, 1, ids),
  ]),
];

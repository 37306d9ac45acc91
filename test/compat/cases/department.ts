import { CALLBACK, type Case, call, fails, likeArgs, nulled, ordinary, promised } from '../sides/case';

const NO_OPTS = 'TypeError: opts must not be null.';

export const department: Case[] = [
  ordinary('createDepartment', '部门', 1, CALLBACK),
  ...['3', 0, '', 'abc', Number.NaN, true, undefined].map((at) => call('createDepartment', 'a', at, CALLBACK)),
  ...[
    {},
    { parentid: 2 },
    { parentid: '2', order: '5', id: '7' },
    { parentid: 0, order: 0, id: 0 },
    { parentid: 'z', order: 'z', id: 'z' },
    { parentid: null, order: undefined, other: 1 },
    [],
  ].map((opts) => call('createDepartment', '一 "二"\n', opts, CALLBACK)),
  call('createDepartment', undefined, 1, CALLBACK),
  call('createDepartment', null, 1, CALLBACK),
  call('createDepartment', 5, 1, CALLBACK),
  call('createDepartment', 'a', 1, CALLBACK, 'what follows the callback'),
  likeArgs(5, call('createDepartment', 'a', CALLBACK), 'a', {}, CALLBACK),
  fails('bad input', call('createDepartment', 'a', null, CALLBACK), NO_OPTS),
  promised('createDepartment', 'a', 1),
  ...nulled('createDepartment', 'a', { parentid: 2 }),

  ordinary('updateDepartment', 2, '新名字', CALLBACK),
  ...['2', 'abc', null, undefined].map((id) => call('updateDepartment', id, 'a', CALLBACK)),
  ...['', 5, false, undefined].map((name) => call('updateDepartment', 2, name, CALLBACK)),
  ...[{}, { name: 'a' }, { name: '', parentid: '3', order: 'z' }, { parentid: 'z', order: 2 }, { order: 0, id: 9 }].map(
    (opts) => call('updateDepartment', 2, opts, CALLBACK),
  ),
  fails('bad input', call('updateDepartment', 2, null, CALLBACK), NO_OPTS),
  likeArgs(5, call('updateDepartment', 2, CALLBACK), 2, undefined, CALLBACK),
  promised('updateDepartment', 2, 'a'),
  ...nulled('updateDepartment', 2, { name: 'a' }),

  ordinary('deleteDepartment', 2, CALLBACK),
  ...['2', [1, 2], ['1', '部 门'], [], undefined, null, Number.NaN, {}, true, "a'(b)&c=d e"].map((id) =>
    call('deleteDepartment', id, CALLBACK),
  ),
  likeArgs(5, call('deleteDepartment', CALLBACK), undefined, CALLBACK),
  promised('deleteDepartment', [1, 2]),
  ...nulled('deleteDepartment', 2),

  ordinary('getDepartments', CALLBACK),
  promised('getDepartments'),
  ...nulled('getDepartments'),
];

import { asked, CALLBACK, type Case, call, given, likeArgs, listed, nulled, ordinary, promised } from '../sides/case';

const member = {
  userid: 'zhangsan',
  name: '张三',
  department: [1, 2],
  position: '产品经理 "x"\u2028',
  mobile: '15913215421',
  extattr: { attrs: [{ name: '爱好', value: '旅游' }] },
};

function forMembers(method: string): Case[] {
  return [
    ordinary(method, member, CALLBACK),
    call(method, JSON.stringify(member), CALLBACK),
    call(method, Buffer.from('{"userid":"b"}'), CALLBACK),
    ...[{}, [], null, undefined, '', 0, false].map((body) => call(method, body, CALLBACK)),
    call(method, { userid: 'a', when: new Date(0), nothing: undefined, not: Number.NaN }, CALLBACK),
    likeArgs(5, call(method, CALLBACK), undefined, CALLBACK),
    promised(method, member),
    asked(call(method), call(method, undefined, CALLBACK)),
    ...nulled(method, member),
  ];
}

function forLists(method: string): Case[] {
  return [
    ordinary(method, 1, 0, 0, CALLBACK),
    call(method, '1', '1', '4', CALLBACK),
    call(method, 1, true, false, CALLBACK),
    call(method, 1, undefined, undefined, CALLBACK),
    call(method, 1, null, null, CALLBACK),
    listed(call(method, [1, 2], {}, [], CALLBACK), 'department_id'),
    call(method, [1], {}, [], CALLBACK),
    likeArgs(5, call(method, 1, CALLBACK), 1, 0, 0, CALLBACK),
    likeArgs(5, call(method, 1, 1, CALLBACK), 1, 1, 0, CALLBACK),
    promised(method, 1, 0, 0),
  ];
}

export const user: Case[] = [
  ...forMembers('createUser'),
  ...forMembers('updateUser'),

  ...['deleteUser', 'getUser'].flatMap((method) => [
    ordinary(method, 'lisi', CALLBACK),
    ...['李 四', "a'(b)&c=d", 5, undefined, null, '', ['a'], {}].map((id) => call(method, id, CALLBACK)),
    listed(call(method, ['a', 'b'], CALLBACK), 'userid'),
    promised(method, 'lisi'),
    ...nulled(method, 'lisi'),
  ]),

  ordinary('deleteUsers', ['zhangsan', 'lisi'], CALLBACK),
  ...[[], 'zhangsan', undefined, null].map((ids) => call('deleteUsers', ids, CALLBACK)),
  promised('deleteUsers', ['zhangsan']),
  ...nulled('deleteUsers', ['zhangsan']),

  ...forLists('getDepartmentUsers'),
  ...forLists('getDepartmentUsersDetail'),

  ordinary('inviteUser', 'lisi', '来吧 & co', CALLBACK),
  call('inviteUser', 'lisi', undefined, CALLBACK),
  call('inviteUser', 'lisi', null, CALLBACK),
  likeArgs(5, call('inviteUser', 'lisi', CALLBACK), 'lisi', undefined, CALLBACK),
  promised('inviteUser', 'lisi', 'a'),
  ...nulled('inviteUser', 'lisi', 'a'),

  ordinary('getUserIdByCode', 'an-oauth-code', CALLBACK),
  ...['码 &=', undefined, null, 5].map((code) => call('getUserIdByCode', code, CALLBACK)),
  ...[5, 0, undefined, null, ''].map((agentid) => given({ agentid }, call('getUserIdByCode', 'a', CALLBACK))),
  promised('getUserIdByCode', 'an-oauth-code'),
  ...nulled('getUserIdByCode', 'an-oauth-code'),

  ...[
    ['http://example.com/回?a=b&c'],
    ['http://example.com/', '状态 &'],
    ['http://example.com/', '', 'snsapi_userinfo'],
    ['http://example.com/', 0, ''],
    ['http://example.com/', null, null],
    ['\ud800'],
    [],
  ].map((args) => call('getAuthorizeURL', ...args)),
  given({ corpid: '企 业&' }, call('getAuthorizeURL', 'http://example.com/')),
];

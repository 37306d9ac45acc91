import { CALLBACK, type Case, call, given, nulled, ordinary, promised, sends } from '../sides/case';

const menu = { button: [{ name: '菜单', sub_button: [{ type: 'view', name: '搜', url: 'http://x/' }] }] };

const targets = { createMenu: 'create', getMenu: 'get', removeMenu: 'delete' };

export const menus: Case[] = [
  ordinary('createMenu', menu, CALLBACK),
  call('createMenu', JSON.stringify(menu), CALLBACK),
  ...[Buffer.from('{}'), {}, undefined, null, ''].map((body) => call('createMenu', body, CALLBACK)),
  promised('createMenu', menu),
  ...nulled('createMenu', menu),

  ordinary('getMenu', CALLBACK),
  promised('getMenu'),
  ...nulled('getMenu'),

  ordinary('removeMenu', CALLBACK),
  promised('removeMenu'),
  ...nulled('removeMenu'),

  ...Object.entries(targets).flatMap(([method, path]) => {
    const one = method === 'createMenu' ? call(method, menu, CALLBACK) : call(method, CALLBACK);
    return [
      ...[0, '0', 5, undefined, null, '', '一'].map((agentid) => given({ agentid }, one)),
      sends(9, given({ agentid: 'a&b#c+ d' }, one), `menu/${path}?agentid=a%26b%23c%2B%20d&access_token=TOKEN`),
    ];
  }),
];

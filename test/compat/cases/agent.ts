import { CALLBACK, type Case, call, fails, given, likeArgs, nulled, ordinary, promised } from '../sides/case';

const settings = { agentid: '5', report_location_flag: '0', name: '名字 "a"', isreportuser: 0 };
const NO_ID = 'Error: It requires an agentid.';

export const agent: Case[] = [
  ordinary('getAgent', '5', CALLBACK),
  call('getAgent', 5, CALLBACK),
  call('getAgent', '0', CALLBACK),
  call('getAgent', "a b&c=d'()", CALLBACK),
  call('getAgent', CALLBACK),
  given({ agentid: 7 }, call('getAgent', CALLBACK)),
  given({ agentid: '0' }, call('getAgent', CALLBACK)),
  likeArgs(10, call('getAgent', 0, CALLBACK), '0', CALLBACK),
  likeArgs(10, given({ agentid: 0 }, call('getAgent', CALLBACK)), '0', CALLBACK),
  ...['', null, undefined, Number.NaN].map((id) => fails(10, call('getAgent', id, CALLBACK), NO_ID)),
  fails(10, given({ agentid: undefined }, call('getAgent', CALLBACK)), NO_ID),
  promised('getAgent', '5'),
  promised('getAgent'),
  ...nulled('getAgent', '5'),

  ordinary('setAgent', settings, CALLBACK),
  call('setAgent', JSON.stringify(settings), CALLBACK),
  call('setAgent', {}, CALLBACK),
  call('setAgent', null, CALLBACK),
  call('setAgent', undefined, CALLBACK),
  call('setAgent', '', CALLBACK),
  likeArgs(5, call('setAgent', CALLBACK), undefined, CALLBACK),
  promised('setAgent', settings),
  ...nulled('setAgent', settings),

  ordinary('listAgent', CALLBACK),
  promised('listAgent'),
  ...nulled('listAgent'),
];

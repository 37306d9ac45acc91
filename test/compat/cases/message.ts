import { CALLBACK, type Case, call, fails, given, likeArgs, nulled, ordinary, promised } from '../sides/case';

const to = { touser: 'UserID1|UserID2', toparty: ' PartyID1 ', totag: '@all' };
const text = { msgtype: 'text', text: { content: '你好 "x" </a>\n\u2028😀' }, safe: '0' };

export const message: Case[] = [
  ordinary('send', to, text, CALLBACK),
  call('send', { touser: '@all' }, { msgtype: 'unknown', unknown: [{ a: null }], safe: 0 }, CALLBACK),
  call('send', { agentid: 9 }, text, CALLBACK),
  call('send', to, { ...text, agentid: '8', touser: 'overridden' }, CALLBACK),
  call('send', Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } }), text, CALLBACK),
  call('send', to, ['a', 'b'], CALLBACK),
  call('send', 'a string', 'another', CALLBACK),
  call('send', undefined, text, CALLBACK),
  call('send', to, null, CALLBACK),
  call('send', 5, true, CALLBACK),
  ...[5, 0, '0', undefined, null, '', ' 1 '].map((agentid) => given({ agentid }, call('send', to, text, CALLBACK))),
  likeArgs(5, call('send', to, CALLBACK), to, undefined, CALLBACK),
  fails(
    'bad input',
    call('send', to, { msgtype: 'text', text: 1n }, CALLBACK),
    'WeChatAPITypeError: text cannot be sent: Do not know how to serialize a BigInt',
  ),
  promised('send', to, text),
  ...nulled('send', to, text),
];

import { CALLBACK, type Case, call, likeArgs, nulled, ordinary, promised, steps } from '../sides/case';

/** The chapters of one method: api_ip and api_shake. */
export const small: Case[] = [
  ordinary('getCallbackIP', CALLBACK),
  likeArgs(5, call('getCallbackIP', 'a name', CALLBACK), CALLBACK),
  steps(['setOpts', { dataType: 'json' }], ['getCallbackIP', CALLBACK]),
  promised('getCallbackIP'),
  ...nulled('getCallbackIP'),

  ordinary('getShakeInfo', 'TICKET-x', CALLBACK),
  ...[undefined, null, 5, { a: 1 }].map((ticket) => call('getShakeInfo', ticket, CALLBACK)),
  promised('getShakeInfo', 'TICKET-x'),
  ...nulled('getShakeInfo', 'TICKET-x'),
];

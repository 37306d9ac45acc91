import { CALLBACK, type Case, call, fails, likeArgs, onLast, ordinary, promised, steps } from '../sides/case';
import type { Outcome } from '../sides/outcome';

const job = { url: 'http://cb/?a=b', token: 'tk', encodingaeskey: 'k' };
const to = { touser: 'a|b', toparty: '1', totag: '2', invite_tips: '你好' };

/** The original wrote the job's callback into the caller's object. */
const untouched = (outcomes: Outcome[]) => onLast(outcomes, ({ changed: _, ...outcome }) => outcome);

function forJobs(method: string): Case[] {
  return [
    ordinary(method, 'MEDIA_ID', job, CALLBACK),
    call(method, 'MEDIA_ID', null, CALLBACK),
    call(method, 'MEDIA_ID', undefined, CALLBACK),
    call(method, 'MEDIA_ID', {}, CALLBACK),
    call(method, 5, 'http://cb/', CALLBACK),
    call(method, undefined, job, CALLBACK),
    call(method, null, job, CALLBACK),
    likeArgs(5, call(method, 'MEDIA_ID', CALLBACK), 'MEDIA_ID', undefined, CALLBACK),
    promised(method, 'MEDIA_ID', job),
  ];
}

export const batch: Case[] = [
  {
    ...ordinary('batchInviteUser', to, job, CALLBACK),
    difference: { number: 8, how: 'leaves its argument alone', ours: untouched },
  },
  {
    ...call('batchInviteUser', { ...to, callback: 1 }, job, CALLBACK),
    difference: { number: 8, how: 'leaves its argument alone', ours: untouched },
  },
  call('batchInviteUser', to, null, CALLBACK),
  call('batchInviteUser', to, undefined, CALLBACK),
  call('batchInviteUser', to, false, CALLBACK),
  call('batchInviteUser', JSON.stringify(to), job, CALLBACK),
  call('batchInviteUser', null, null, CALLBACK),
  call('batchInviteUser', undefined, null, CALLBACK),
  likeArgs(
    8,
    call('batchInviteUser', Object.freeze({ ...to }), job, CALLBACK),
    { ...to, callback: job },
    null,
    CALLBACK,
  ),
  likeArgs(5, call('batchInviteUser', to, CALLBACK), to, undefined, CALLBACK),
  ...[null, undefined].map((none) =>
    fails('bad input', call('batchInviteUser', none, job, CALLBACK), 'TypeError: to must not be null.'),
  ),
  promised('batchInviteUser', to, null),

  ...forJobs('batchSyncUser'),
  ...forJobs('batchReplaceUser'),
  ...forJobs('batchReplaceParty'),

  ordinary('batchGetResult', 'JOB-id_1', CALLBACK),
  call('batchGetResult', 5, CALLBACK),
  call('batchGetResult', undefined, CALLBACK),
  call('batchGetResult', '任务', CALLBACK),
  steps(['setOpts', { dataType: 'json' }], ['batchGetResult', 'JOB', CALLBACK]),
  promised('batchGetResult', 'JOB-id_1'),
];

// Jobs that take a while: one after the other, with progress to be asked for.
import { setImmediate } from 'node:timers/promises';
import type { Answer, Call } from '../api/chapter';
import { randomId } from '../model/random_id';
import type { Job, JobType } from '../model/records';
import { fail, WeComError } from '../protocol/errors';

export interface Work {
  tasks: (() => Answer)[];
  after?: () => void;
}

/** WeCom keeps the results of so many. */
const KEPT = 5;
/** Names of older jobs are remembered, to answer 40089. Before these it is 40088. */
const REMEMBERED = 1000;
/** Unfinished jobs. Further ones get 45033. */
const MOST_UNDONE = 100;
/** Others get their turn after so many tasks. */
const SLICE = 50;

export class Jobs {
  readonly all: Job[] = [];
  last: Promise<void> = Promise.resolve();
}

/** `plan` looks at what was handed in: a WeComError of it ends the job before anything was changed. */
export function start(call: Call, type: JobType, plan: () => Work): Job {
  const { underWay } = call.company;
  const jobs = call.company.room(Jobs);
  if (jobs.all.filter(({ status }) => status !== 3).length >= MOST_UNDONE) fail(45033);
  const callback = call.body.object('callback')?.all();
  const job: Job = { jobid: randomId(40), type, status: 1, total: 0, result: [], errcode: 0, errmsg: 'ok', callback };
  jobs.all.push(job);
  for (const old of jobs.all.slice(0, -KEPT))
    if (old.status === 3) Object.assign(old, { result: [], callback: undefined });
  if (jobs.all.length > REMEMBERED) jobs.all.shift();
  call.emit({ event: 'job.start', data: job });
  jobs.last = jobs.last.then(() => run(call, job, plan, underWay));
  return job;
}

async function run(call: Call, job: Job, plan: () => Work, underWay: AbortSignal): Promise<void> {
  await setImmediate();
  if (underWay.aborted) return;
  job.status = 2;
  try {
    await carryOut(job, plan(), underWay);
  } catch (err) {
    const { errcode, words } = err instanceof WeComError ? err : new WeComError(-1, 'system error');
    Object.assign(job, { errcode, errmsg: words });
  }
  if (underWay.aborted) return;
  job.status = 3;
  call.emit({ event: 'job.done', data: job });
}

async function carryOut(job: Job, { tasks, after }: Work, underWay: AbortSignal): Promise<void> {
  job.total = tasks.length;
  for (const [index, task] of tasks.entries()) {
    if (index % SLICE === 0) await setImmediate();
    if (underWay.aborted) return;
    job.result.push(task());
  }
  after?.();
}

/** A row of a result: what a refusal concerns is that row only. */
export function attempt(row: Answer, run: () => void): Answer {
  try {
    run();
    return { ...row, errcode: 0, errmsg: 'ok' };
  } catch (err) {
    if (!(err instanceof WeComError)) throw err;
    return { ...row, errcode: err.errcode, errmsg: err.words };
  }
}

export function resultOf({ company, query }: Call): Answer {
  const { all } = company.room(Jobs);
  const index = all.findIndex(({ jobid }) => jobid === query.text('jobid'));
  const job = all[index] ?? fail(40088);
  if (index < all.length - KEPT) fail(40089);
  const { type, status, total, result, errcode, errmsg } = job;
  const percentage = status === 3 ? 100 : Math.floor((result.length * 100) / Math.max(total, 1));
  const answer = { status, type, total, percentage, ...(status === 3 && { result }) };
  if (errcode !== 0) fail(errcode, errmsg, answer);
  return answer;
}

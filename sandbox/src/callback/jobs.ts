// 异步任务完成事件推送: a batch job is done, and the callback that came with it is told. Protocol 5.5.
import type { Company } from '../company';
import { Input } from '../input';
import type { Callback, Job } from '../records';
import type { Deliveries } from './delivery';

export function tellJobs(company: Company, deliveries: Deliveries): void {
  company.watch('*', ({ event, data }) => {
    if (event !== 'job.done') return;
    const callback = callbackOf(data);
    if (callback === undefined) return;
    const { jobid: JobId, type: JobType, errcode: ErrCode, errmsg: ErrMsg } = data;
    void deliveries.announce({ callback }, 'batch_job_result', { BatchJob: { JobId, JobType, ErrCode, ErrMsg } });
  });
}

/** Its keys are lower-cased in the request. */
function callbackOf({ callback }: Job): Callback | undefined {
  if (callback === undefined) return undefined;
  const given = new Input(callback);
  const [url = '', token = '', encodingAESKey = ''] = ['url', 'token', 'encodingaeskey'].map((name) =>
    given.text(name),
  );
  return url === '' ? undefined : { url, token, encodingAESKey };
}

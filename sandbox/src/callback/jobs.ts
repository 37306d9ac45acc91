// Tells that a job is done: a batch job to the callback of its request, an upload to the app that ordered it.
// 异步任务完成通知: https://developer.work.weixin.qq.com/document/path/90973
// 异步上传临时素材: https://developer.work.weixin.qq.com/document/path/96219
import type { Company } from '../model/company';
import type { Callback, Job, UrlJob } from '../model/records';
import { Input } from '../protocol/input';
import type { Deliveries } from './delivery';

export function tellJobs(company: Company, deliveries: Deliveries): void {
  company.watch('*', ({ event, data }) => {
    if (event === 'job.done') tellOfBatch(deliveries, data);
    if (event === 'upload.done') tellOfUpload(company, deliveries, data);
  });
}

function tellOfBatch(deliveries: Deliveries, job: Job): void {
  const callback = callbackOf(job);
  if (callback === undefined) return;
  const { jobid: JobId, type: JobType, errcode: ErrCode, errmsg: ErrMsg } = job;
  void deliveries.announce({ callback }, 'batch_job_result', { BatchJob: { JobId, JobType, ErrCode, ErrMsg } });
}

/** The event has no result: the app asks for that. */
function tellOfUpload({ apps }: Company, deliveries: Deliveries, { jobid: JobId, agentid }: UrlJob): void {
  const callback = agentid === undefined ? undefined : apps.get(agentid)?.callback;
  if (agentid === undefined || callback === undefined) return;
  void deliveries.announce({ callback, agentid }, 'upload_media_job_finish', { JobId });
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

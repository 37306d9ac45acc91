// Exports of the address book. Plain records, so that they can be copied.

/** https://developer.work.weixin.qq.com/document/path/94854 */
export interface Export {
  jobid: string;
  /** 1 under way, 2 done, 3 failed. */
  status: 1 | 2 | 3;
  data_list: { url: string; size: number; md5: string }[];
}

/** The oldest are dropped. */
const MOST_JOBS = 1000;

export class Exports {
  /** By jobid, oldest first. */
  readonly all = new Map<string, Export>();

  add(job: Export): void {
    this.all.set(job.jobid, job);
    const [oldest] = this.all.keys();
    if (this.all.size > MOST_JOBS && oldest !== undefined) this.all.delete(oldest);
  }
}

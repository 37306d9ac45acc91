// 异步上传临时素材: WeCom fetches the file from an address, which takes a while, and tells the app when that is over.
// https://developer.work.weixin.qq.com/document/path/96219
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Answer, Call, Chapter } from '../api/chapter';
import { keep, THREE_DAYS } from '../media/keep';
import { HOUR } from '../model/clock';
import type { Company } from '../model/company';
import { Expiring } from '../model/expiring';
import { randomId } from '../model/random_id';
import type { UrlJob } from '../model/records';
import { Semaphore } from '../model/semaphore';
import { ERRMSGS } from '../protocol/errmsgs';
import { fail, failSchema, WeComError } from '../protocol/errors';

export class Fetches {
  readonly jobs: Expiring<UrlJob>;
  readonly semaphore = new Semaphore(AT_ONCE);

  constructor({ clock }: Company) {
    this.jobs = new Expiring(clock, MOST_JOBS);
  }
}

interface Order {
  type: string;
  filename: string;
  url: string;
  md5: string;
}

/** The sandbox's patience with the other end. */
const PATIENCE = 30_000;
/** Downloads at a time. Each is held in memory as a whole. */
const AT_ONCE = 2;
/** Waiting orders. Further ones get 45033. */
const MOST_WAITING = 100;
/** Remembered jobs. */
const MOST_JOBS = 1000;
/** Bytes. */
const LEAST = 5;
const MOST = 200 * 2 ** 20;

export const mediaByUrl: Chapter = {
  'media/upload_by_url': { verb: 'POST', secret: 'any', era: 'current', run: start },
  'media/get_upload_by_url_result': { verb: 'POST', secret: 'any', era: 'current', run: result },
};

function start(call: Call): Answer {
  const order = read(call);
  const jobid = randomId(32);
  const agentid = call.app?.agentid;
  const job: UrlJob = { jobid, ...(agentid !== undefined && { agentid }), status: 1, detail: {} };
  const { jobs, semaphore } = call.company.room(Fetches);
  if (semaphore.waiting >= MOST_WAITING) fail(45033);
  jobs.set(jobid, job, call.clock.now() + HOUR);
  call.emit({ event: 'upload.start', data: job });
  void semaphore.run(() => carryOut(call, order, job));
  return { jobid };
}

function read({ body }: Call): Order {
  if (body.uint('scene') !== 1) failSchema('scene invalid');
  const type = body.text('type') ?? '';
  if (type !== 'video' && type !== 'file') fail(40004);
  const filename = body.text('filename', { min: 1, maxBytes: 128 }) ?? failSchema('filename missing');
  const url = body.text('url', { min: 1, maxBytes: 1024 }) ?? failSchema('url missing');
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) fail(40094);
  const md5 = body.text('md5')?.toLowerCase() ?? '';
  if (!/^[0-9a-f]{32}$/.test(md5)) fail(301019);
  return { type, filename: basename(filename), url, md5 };
}

async function carryOut(call: Call, order: Order, job: UrlJob): Promise<void> {
  const { underWay } = call.company;
  try {
    const patience = AbortSignal.any([AbortSignal.timeout(PATIENCE), underWay]);
    const data = await load(order, patience);
    const file = { field: 'media', filename: order.filename, contentType: 'application/octet-stream', data };
    const { media_id, created } = keep(call, file, { type: order.type, lasts: THREE_DAYS });
    const created_at = String(Math.floor(created / 1000));
    Object.assign(job, { status: 2, detail: { errcode: 0, errmsg: 'ok', media_id, created_at } });
  } catch (err) {
    const errcode = err instanceof WeComError ? err.errcode : 830003;
    Object.assign(job, { status: 3, detail: { errcode, errmsg: ERRMSGS[errcode], media_id: '', created_at: '' } });
  }
  if (underWay.aborted) return;
  call.emit({ event: 'upload.done', data: job });
}

async function load({ url, md5 }: Order, signal: AbortSignal): Promise<Buffer> {
  const response = await fetch(url, { signal });
  if (!response.ok || response.body === null) fail(830003);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    // Not read any farther: it may never end.
    if (length > MOST) fail(45001);
    chunks.push(chunk);
  }
  if (length <= LEAST) fail(45001);
  const data = Buffer.concat(chunks);
  if (createHash('md5').update(data).digest('hex') !== md5) fail(301019);
  return data;
}

function result(call: Call): Answer {
  const { status, detail } = call.company.room(Fetches).jobs.get(call.body.text('jobid') ?? '') ?? fail(40088);
  return { status, detail };
}

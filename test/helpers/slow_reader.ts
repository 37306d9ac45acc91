import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Lifetime } from './server';
import { serveTLS } from './tls';

/** What a process that uploads is told. */
export interface UploadTask {
  library: 'ours' | 'original';
  /** The file's path, or a stream of that size. */
  form: 'path' | 'stream';
  megabytes: number;
  prefix: string;
  ca: string;
}

/** What the upload added to its process at its worst, over what it took before, in MB. */
export interface UploadFigures {
  rss: number;
  external: number;
}

/** Uploads over TLS, from a process of its own, to a server that takes `perSecond` MB a second. */
export async function uploadToSlowReader(
  t: Lifetime,
  task: Pick<UploadTask, 'library' | 'form' | 'megabytes'>,
  perSecond: number,
): Promise<UploadFigures & { received: number }> {
  let received = 0;
  const { prefix, ca } = await serveTLS(t, async (req, res) => {
    const size = await readSlowly(req, perSecond * 1e6);
    received = Math.max(received, size);
    res.setHeader('content-type', 'application/json');
    res.end(JSON.stringify({ errcode: 0, errmsg: 'ok', access_token: 'token', expires_in: 7200, media_id: 'M' }));
  });
  const client = fork(join(__dirname, 'slow_reader_client.ts'), [JSON.stringify({ ...task, prefix, ca })], {
    execArgv: [...process.execArgv, '--expose-gc'],
  });
  t.after(() => client.kill());
  const [figures] = await Promise.race([once(client, 'message'), once(client, 'exit').then(gone)]);
  return { ...(figures as UploadFigures), received };
}

function gone([code]: unknown[]): never {
  throw new Error(`The uploading process ended with ${code} before it told its figures.`);
}

async function readSlowly(req: IncomingMessage, perSecond: number): Promise<number> {
  const began = performance.now();
  let size = 0;
  for await (const chunk of req) {
    size += chunk.length;
    const early = (size / perSecond) * 1000 - (performance.now() - began);
    if (early > 5) await delay(early);
  }
  return size;
}

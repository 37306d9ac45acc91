import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type Ours from '../../index';
import type { UploadFigures, UploadTask } from './slow_reader';

// The process that uploads: does it once, small, to load what an upload needs, and then for the record.

const MB = 1e6;
const CHUNK = 64 * 1024;
const task: UploadTask = JSON.parse(process.argv[2] ?? '');
const directory = mkdtempSync(join(tmpdir(), 'upload-'));

const API: typeof Ours = task.library === 'ours' ? require('../../index') : require('original');
const api = new API('corpid', 'corpsecret', 1);
api.prefix = task.prefix;
api.setOpts({ ca: task.ca });

function file(bytes: number): Ours.Upload {
  if (task.form === 'stream') return { data: Readable.from(zeros(bytes)), filename: 'big.bin', size: bytes };
  const path = join(directory, `${bytes}.bin`);
  writeFileSync(path, '');
  truncateSync(path, bytes);
  return path;
}

function* zeros(bytes: number): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= CHUNK) yield Buffer.alloc(Math.min(CHUNK, left));
}

function upload(bytes: number): Promise<void> {
  return new Promise((resolve, reject) => {
    api.uploadFile(file(bytes), (err) => (err ? reject(err) : resolve()));
  });
}

function memory(): UploadFigures {
  const { rss, external } = process.memoryUsage();
  return { rss: rss / MB, external: external / MB };
}

async function main(): Promise<void> {
  await upload(MB);
  globalThis.gc?.();
  const before = memory();
  const most = { ...before };
  const watch = setInterval(() => {
    const now = memory();
    most.rss = Math.max(most.rss, now.rss);
    most.external = Math.max(most.external, now.external);
  }, 10);
  await upload(task.megabytes * MB);
  clearInterval(watch);
  process.send?.({ rss: most.rss - before.rss, external: most.external - before.external });
}

main().finally(() => {
  rmSync(directory, { recursive: true });
  process.exit();
});

import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';

import type Ours = require('../index');

// 100 MB up from a file and down as a stream, by this package and by node:https alone. Each gives its CPU in µs for a MB.

export const MEGABYTES = 100;

interface Transfers {
  up(): Promise<number>;
  down(): Promise<number>;
}

async function cpuOf(work: () => Promise<void>): Promise<number> {
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return (user + system) / MEGABYTES;
}

let written: Promise<string> | undefined;

/** A file of that size, which the process has as long as it runs: to write it anew would keep the disk busy while others are measured. */
function bigFile(): Promise<string> {
  written ??= writeBigFile();
  return written;
}

async function writeBigFile(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true }));
  const path = join(folder, 'big.bin');
  const file = createWriteStream(path);
  const block = Buffer.alloc(1e6);
  for (let i = 0; i < MEGABYTES; i++) if (!file.write(block)) await once(file, 'drain');
  await finished(file.end());
  return path;
}

async function drain(stream: Readable): Promise<void> {
  let size = 0;
  for await (const chunk of stream) size += chunk.length;
  if (size !== MEGABYTES * 1e6) throw new Error(`${size} bytes came`);
}

async function ofFile(work: (path: string) => Promise<void>): Promise<number> {
  const path = await bigFile();
  return cpuOf(() => work(path));
}

function ours(prefix: string): Transfers {
  const API: typeof Ours = require('../dist/index.js');
  const api = new API('corpid', 'corpsecret', 1);
  api.prefix = prefix;
  return {
    up: () => ofFile(async (path) => void (await api.uploadMedia(path, 'file'))),
    down: () => cpuOf(async () => drain((await api.downloadMedia('big')).stream)),
  };
}

function bare(prefix: string): Transfers {
  const agent = new Agent({ keepAlive: true });
  return {
    up: () =>
      ofFile(async (path) => {
        const headers = { 'content-length': statSync(path).size };
        const req = request(`${prefix}media/upload`, { agent, method: 'POST', headers });
        createReadStream(path).pipe(req);
        const [res] = await once(req, 'response');
        await finished(res.resume());
      }),
    down: () =>
      cpuOf(async () => {
        const req = request(`${prefix}media/get`, { agent }).end();
        const [res] = await once(req, 'response');
        await drain(res);
      }),
  };
}

export const transfers = { ours, bare };

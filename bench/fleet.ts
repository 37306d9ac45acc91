import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

import type Ours = require('../index');

import type * as stores from '../lib/stores/redis';

import { redisServer } from '../test/helpers/redis';

// `npm run build && npx tsx bench/fleet.ts`: what a call costs with a Redis store and limits on, beside the plain call. Each
// has its own process, and the server too; the rounds take turns.

const ROUNDS = 12;
const ROUND_MS = 1_000;
const AT_A_TIME = 50;
const KINDS = ['plain', 'redis store', 'store, limits in process', 'store, limits in Redis'] as const;
type Kind = (typeof KINDS)[number];

/** CPU µs of this process per call. */
async function measure(api: Ours): Promise<number> {
  const until = performance.now() + ROUND_MS;
  const before = process.cpuUsage();
  let made = 0;
  const worker = async () => {
    for (; performance.now() < until; made++) await api.getUser('zhangsan');
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / made;
}

function contend(kind: Kind, prefix: string, port: number): void {
  const API: typeof Ours = require('../dist/index.js');
  const { redisStore }: typeof stores = require('../dist/lib/stores/redis.js');
  const store = kind === 'plain' ? undefined : redisStore(new Redis(port));
  const most = { perMinute: 1e9, perHour: 1e9, concurrency: 1_000 };
  const limits = kind.includes('limits') ? { default: most, shared: kind.endsWith('Redis') } : undefined;
  const api = new API({ corpid: 'corpid', corpsecret: 'corpsecret', agentid: 1, prefix, store, limits });
  process.on('message', async () => process.send?.(await measure(api)));
  process.on('disconnect', () => process.exit());
}

async function main(): Promise<void> {
  const cleanups: (() => unknown)[] = [];
  const redis = await redisServer({ after: (cleanup) => cleanups.unshift(cleanup) });
  const directory = mkdtempSync(join(tmpdir(), 'bench-'));
  const server = fork(join(__dirname, 'server.ts'));
  const [{ prefix, ca }] = await once(server, 'message');
  const trusted = join(directory, 'ca.pem');
  writeFileSync(trusted, ca);
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: trusted };
  const children = KINDS.map((kind) => fork(__filename, [kind, prefix, String(redis.port)], { env }));
  const figures = KINDS.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [at, child] of children.entries()) {
      const cpu = await ask(child);
      if (round > 0) figures[at]?.push(cpu);
    }
  }
  report(figures);
  for (const child of [server, ...children]) child.disconnect();
  for (const cleanup of cleanups) await cleanup();
  rmSync(directory, { recursive: true });
}

async function ask(child: ChildProcess): Promise<number> {
  child.send('go');
  const [cpu] = await once(child, 'message');
  return cpu;
}

/** The ratios are those of rounds that followed each other. */
function report(figures: readonly number[][]): void {
  const [plain = []] = figures;
  for (const [at, kind] of KINDS.entries()) {
    const own = figures[at] ?? [];
    const ratio = median(own.map((cpu, round) => cpu / (plain[round] ?? Number.NaN)));
    console.log(`${kind}: ${median(own).toFixed(0)} µs CPU a call, ${ratio.toFixed(2)} × plain`);
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const [kind, prefix = '', port] = process.argv.slice(2);
const wanted = KINDS.find((each) => each === kind);
if (wanted) contend(wanted, prefix, Number(port));
else main();

import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Redis } from 'ioredis';

import type Ours = require('../index');

import type * as stores from '../lib/stores/redis';

import { redisServer } from '../test/helpers/redis';
import { LOADER } from './processes';
import { quantile, rounds, SETUP } from './rounds';

// `npm run build && npx tsx bench/fleet.ts`: what a call costs with a Redis store and limits on, beside the plain call. Each
// has its own process, and the TLS server and Redis too. Printed is the CPU of the caller alone, as rounds.ts takes it.

const ROUND_MS = 300;
const AT_A_TIME = 50;
const TARGET = 1.15;
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
  const after = (cleanup: () => unknown) => cleanups.unshift(cleanup);
  // One that dies before it has answered ends the bench, as nobody else does.
  let die: (err: Error) => void = () => {};
  const died = new Promise<never>((_, reject) => {
    die = reject;
  });
  try {
    await Promise.race([compare(after, die), died]);
  } finally {
    for (const cleanup of cleanups) await cleanup();
  }
}

async function compare(after: (cleanup: () => unknown) => void, die: (err: Error) => void): Promise<void> {
  const enter = (file: string, args: string[], trusted?: string) => {
    const env = { ...process.env, ...(trusted && { NODE_EXTRA_CA_CERTS: trusted }) };
    const child = fork(file, args, { env, execArgv: LOADER });
    child.on('exit', (code, signal) => {
      if (code !== 0) die(new Error(`${basename(file)} ${args[0] ?? ''} ended with ${code ?? signal}.`));
    });
    after(() => child.connected && child.disconnect());
    return child;
  };
  const redis = await redisServer({ after });
  const directory = mkdtempSync(join(tmpdir(), 'bench-'));
  after(() => rmSync(directory, { recursive: true }));
  const [{ prefix, ca }] = await once(enter(join(__dirname, 'server.ts'), []), 'message');
  const trusted = join(directory, 'ca.pem');
  writeFileSync(trusted, ca);
  const children = KINDS.map((kind) => enter(__filename, [kind, prefix, String(redis.port)], trusted));
  report(await rounds(KINDS.map((kind, at) => [kind, () => ask(children[at])] as const)));
}

async function ask(child: ChildProcess | undefined): Promise<number> {
  child?.send('go');
  const [cpu] = child ? await once(child, 'message') : [];
  return cpu;
}

function report(figures: ReadonlyMap<Kind, readonly number[]>): void {
  const best = (kind: Kind) => quantile(figures.get(kind) ?? [], 0.25);
  console.log(
    `\`getUser\` over TLS on loopback, ${AT_A_TIME} at a time; ${SETUP} of ${ROUND_MS / 1000} s in turns: p25 of CPU.\n`,
  );
  for (const kind of KINDS) {
    const ratio = best(kind) / best('plain');
    const verdict = kind === 'plain' ? '' : ` (target ≤ ${TARGET} ×: ${ratio <= TARGET ? 'met' : 'MISSED'})`;
    console.log(`${kind}: ${best(kind).toFixed(0)} µs CPU a call, ${ratio.toFixed(2)} × plain${verdict}`);
  }
}

const [kind, prefix = '', port] = process.argv.slice(2);
const wanted = KINDS.find((each) => each === kind);
if (wanted) contend(wanted, prefix, Number(port));
else main();

// `npx tsx examples/queue.ts`: three processes send 240 messages from one queue. One of them is killed meanwhile, and Redis
// is stopped and started again: every message arrives, and none of them twice. Needs redis-server; WeCom is the sandbox.
//
// Promised: a message in the queue is sent, for a job whose worker died goes to another one. It is not sent twice, for
// WeCom swallows what is the same as a message of the last four hours. Not promised: that after a crash nothing is lost that
// Redis had not written to its disk (here it writes each change); the order of messages; that two messages with the same
// text to the same members both arrive: to WeCom they are one. Give such texts something of their own.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { createSandbox, type Sandbox } from '../sandbox/src/index';
import type { Job } from './queue_worker';

const QUEUE = 'wecom-messages';
const MESSAGES = 240;
const WORKERS = 3;
const MEMBERS = ['zhangsan', 'lisi', 'wangwu'];

async function main(): Promise<void> {
  const sandbox = await createSandbox({ port: 0 });
  const directory = mkdtempSync(join(tmpdir(), 'queue-'));
  const port = await freePort();
  let redis = await startRedis(port, directory);
  const workers = await Promise.all(Array.from({ length: WORKERS }, () => startWorker(sandbox, port)));
  const queue = new Queue<Job>(QUEUE, { connection: { host: '127.0.0.1', port, maxRetriesPerRequest: null } });
  queue.on('error', () => {});
  try {
    await queue.addBulk(Array.from({ length: MESSAGES }, (_, number) => jobOf(number)));
    await arrived(sandbox, MESSAGES / 6);
    workers[0]?.kill('SIGKILL');
    console.log(`A worker is killed after ${sandbox.messages().length} messages.`);
    await arrived(sandbox, MESSAGES / 2);
    redis.kill('SIGKILL');
    await once(redis, 'exit');
    console.log(`Redis stops after ${sandbox.messages().length} messages.`);
    redis = await startRedis(port, directory);
    console.log('Redis is back.');
    await arrived(sandbox, MESSAGES);
    await finished(queue);
    conclude(sandbox);
  } finally {
    for (const worker of workers) worker.kill('SIGKILL');
    await queue.close();
    redis.kill('SIGKILL');
    await sandbox.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function jobOf(number: number) {
  const touser = MEMBERS[number % MEMBERS.length] ?? '';
  const data: Job = { to: { touser }, message: { msgtype: 'text', text: { content: `Message ${number}` } } };
  return { name: 'message', data, opts: { jobId: `message-${number}`, attempts: 5, backoff: 500 } };
}

async function startWorker(sandbox: Sandbox, port: number): Promise<ChildProcess> {
  const [app] = sandbox.apps;
  const settings = {
    QUEUE,
    REDIS_PORT: String(port),
    CORPID: sandbox.corpid,
    SECRET: app?.secret,
    AGENTID: String(app?.agentid),
    PREFIX: sandbox.prefix,
  };
  const worker = fork(join(__dirname, 'queue_worker.ts'), [], { env: { ...process.env, ...settings } });
  await once(worker, 'message');
  return worker;
}

async function startRedis(port: number, directory: string): Promise<ChildProcess> {
  const disk = ['--dir', directory, '--appendonly', 'yes', '--appendfsync', 'always', '--save', ''];
  const redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', ...disk], { stdio: 'ignore' });
  const failed = once(redis, 'error').then(([err]) => Promise.reject(err));
  await Promise.race([listens(port), failed]);
  return redis;
}

async function listens(port: number): Promise<void> {
  const tried = () =>
    new Promise<boolean>((resolve) => {
      const socket = createConnection(port, '127.0.0.1', () => socket.end(() => resolve(true)));
      socket.on('error', () => resolve(false));
    });
  while (!(await tried())) await pause(20);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

async function arrived(sandbox: Sandbox, count: number): Promise<void> {
  while (sandbox.messages().length < count) await pause(10);
}

/** Until no job is left: what a killed worker had in hand comes again. */
async function finished(queue: Queue): Promise<void> {
  const left = () => queue.getJobCountByTypes('waiting', 'active', 'delayed', 'prioritized').catch(() => 1);
  while ((await left()) > 0) await pause(50);
}

function conclude(sandbox: Sandbox): void {
  const texts = sandbox.messages().map((message) => JSON.stringify(message).match(/Message \d+/)?.[0]);
  const twice = texts.length - new Set(texts).size;
  console.log(`${new Set(texts).size} of ${MESSAGES} messages arrived, ${twice} of them twice.`);
  if (twice > 0 || texts.length !== MESSAGES) process.exitCode = 1;
}

main();

// `npx tsx examples/processes.ts`: four processes and one Redis. They share one token, which expires in between, and one
// limit. Needs redis-server; WeCom is the sandbox.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';

import API = require('../index');

import { redisStore } from '../lib/stores/redis';
import { createSandbox, type Sandbox } from '../sandbox/src/index';

const PROCESSES = 4;
const CALLS = 50;
const TWO_HOURS = 2 * 60 * 60 * 1000;

/** What a server of yours does: one api, made once, with the store that all processes share. */
function work(): void {
  const { REDIS_PORT, CORPID = '', SECRET = '', AGENTID, PREFIX } = process.env;
  const redis = new Redis(Number(REDIS_PORT));
  redis.on('error', () => {});
  const api = new API({
    corpid: CORPID,
    corpsecret: SECRET,
    agentid: Number(AGENTID),
    prefix: PREFIX,
    store: redisStore(redis),
    retry: true,
    limits: { default: 'corp' },
  });
  process.on('message', async () => {
    const calls = Array.from({ length: CALLS }, () => api.getUser('zhangsan'));
    const answers = await Promise.allSettled(calls);
    process.send?.(answers.filter(({ status }) => status === 'rejected').length);
  });
  process.on('disconnect', () => process.exit());
}

async function main(): Promise<void> {
  const sandbox = await createSandbox({ port: 0, keep: { wire: 2_000 } });
  const port = await freePort();
  const redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''], {
    stdio: 'ignore',
  });
  await Promise.race([once(redis, 'spawn'), once(redis, 'error').then(([err]) => Promise.reject(err))]);
  const processes = Array.from({ length: PROCESSES }, () => start(sandbox, port));
  try {
    for (const when of ['At the start', 'After two hours']) {
      const failed = await Promise.all(processes.map(round));
      const lost = failed.reduce((sum, count) => sum + count, 0);
      console.log(`${when}: ${PROCESSES * CALLS} calls of ${PROCESSES} processes, ${lost} failed.`);
      sandbox.clock.advance(TWO_HOURS);
    }
    const fetches = sandbox.wire.entries().filter(({ path }) => path.endsWith('gettoken')).length;
    console.log(`Tokens fetched: ${fetches}`);
  } finally {
    for (const each of processes) each.kill();
    redis.kill();
    await sandbox.close();
  }
}

function start(sandbox: Sandbox, port: number): ChildProcess {
  const [app] = sandbox.apps;
  const settings = {
    REDIS_PORT: String(port),
    CORPID: sandbox.corpid,
    SECRET: app?.secret,
    AGENTID: String(app?.agentid),
    PREFIX: sandbox.prefix,
  };
  return fork(__filename, ['work'], { env: { ...process.env, ...settings } });
}

/** How many calls of a process failed. */
async function round(each: ChildProcess): Promise<number> {
  each.send('go');
  const [failed] = await once(each, 'message');
  return failed;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

if (process.argv[2] === 'work') work();
else main();

// `npx tsx examples/processes.ts`: four processes and one Redis. They share one token, which expires in between, and one
// limit. Needs redis-server; WeCom is the sandbox.
import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '../sandbox/src/index';

const PROCESSES = 4;
const CALLS = 50;
const TWO_HOURS = 2 * 60 * 60 * 1000;

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
  return fork(join(__dirname, 'processes_worker.ts'), [], { env: { ...process.env, ...settings } });
}

/** How many calls of a process failed. */
async function round(each: ChildProcess): Promise<number> {
  each.send({ calls: CALLS });
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

main();

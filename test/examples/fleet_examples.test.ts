import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const root = join(__dirname, '../..');

/** Runs an example as `npx tsx` would, only that tsx takes half a second of each process. */
function run(example: string) {
  const args = ['--require', join(root, 'scripts/typescript.cjs'), join('examples', example)];
  return promisify(execFile)(process.execPath, args, { cwd: root });
}

test('the workers of the example survive a killed one and a restart of Redis, and send every message once', async () => {
  const { stdout } = await run('queue.ts');
  assert.match(stdout, /A worker is killed after \d+ messages\.\nRedis stops after \d+ messages\.\nRedis is back\.\n/);
  assert.match(stdout, /240 of 240 messages arrived, 0 of them twice\./);
});

test('the processes of the example fetch one token, and one more when it has expired', async () => {
  const { stdout } = await run('processes.ts');
  assert.match(
    stdout,
    /At the start: 200 calls of 4 processes, 0 failed\.\nAfter two hours: 200 calls of 4 processes, 0 failed\./,
  );
  assert.match(stdout, /Tokens fetched: 2\n/);
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);

test('the demo runs to its end, heals a dead token, and shows no secret', async () => {
  const demo = join(__dirname, '../examples/demo.ts');
  const { stdout, stderr } = await run(process.execPath, ['--import', 'tsx', demo], { cwd: join(__dirname, '../..') });
  assert.equal(stderr, '');
  assert.equal(stdout.match(/^\d {2}/gm)?.length, 7);
  assert.match(stdout, /errcode 40001\n.*\/cgi-bin\/token.*\n.*attempt 2/);
  assert.match(stdout, /WeChatAPIError: response out of time limit/);
  assert.doesNotMatch(stdout, /the-secret|token-\d/);
});

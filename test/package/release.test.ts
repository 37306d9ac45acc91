import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
const { version }: { version: string } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** What the release workflow asks before it publishes. */
function release(tag: string) {
  return run(process.execPath, ['scripts/release.mjs', tag], { cwd: ROOT });
}

test('all packages of the workspace have one version, and History.md has its notes', async () => {
  const { stdout } = await release(`v${version}`);
  assert.doesNotMatch(stdout, /^## /m);
  assert.ok(readFileSync(join(ROOT, 'History.md'), 'utf8').includes(stdout.trim()));
  assert.ok(stdout.length > 100, stdout);
});

test('a tag of another version publishes nothing', async () => {
  await assert.rejects(release('v0.3.0'), { code: 1, stderr: /wechat-enterprise-api has the version/ });
  await assert.rejects(release('main'), { code: 1, stderr: /A tag looks like/ });
});

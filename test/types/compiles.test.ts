import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

// The programs beside this file are what users may write, with the errors that they shall get, and compile against the build.

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');
const VERSIONS = { '7': 'typescript', '5.9': 'typescript-5.9' };

for (const [version, compiler] of Object.entries(VERSIONS)) {
  for (const project of ['test/types', 'wechat-api/test/types']) {
    test(`TypeScript ${version} takes what users get: ${project}`, async () => {
      const tsc = join(ROOT, 'node_modules', compiler, 'bin/tsc');
      const errors = await run(process.execPath, [tsc, '-p', project], { cwd: ROOT }).then(
        () => '',
        (err: { stdout: string }) => err.stdout,
      );
      assert.equal(errors, '');
    });
  }
}

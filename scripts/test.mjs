// The second half of `npm test`, after `check` and `build`: the package first, so that the tests have the last word.
// Node's runner gets an explicit list of files: given a folder or a quoted glob, Node 20 runs nothing and is content.
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { checkPackages } from './package.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const LONGEST = 5 * 60_000;

const files = ['test', 'sandbox/test', 'wechat-api/test'].flatMap(testsIn).sort();

function testsIn(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => join(root, folder, path));
}

const ran = new Set();
const left = [];

/** Of each test that ended. A file without tests is reported as if it were one, named after itself. */
function note({ name, file, skip, todo }) {
  if (name !== file) ran.add(file);
  if (skip !== undefined || todo !== undefined) left.push(name);
}

function conclude() {
  const silent = files.filter((file) => !ran.has(file)).map((file) => relative(root, file));
  if (files.length === 0) complain('There are no test files.');
  if (silent.length > 0) complain(`Files that ran no test: ${silent.join(', ')}`);
  if (left.length > 0) complain(`Tests that were skipped or left to do: ${left.join(', ')}`);
}

function complain(text) {
  console.error(text);
  process.exitCode = 1;
}

await checkPackages().catch((err) => {
  console.error(err.message);
  process.exit(1);
});
console.log(`tests: ${files.length} files`);
// By itself Node leaves one core idle.
run({ files, concurrency: availableParallelism(), timeout: LONGEST })
  .on('test:pass', note)
  .on('test:fail', note)
  .on('test:fail', () => {
    process.exitCode = 1;
  })
  .compose(new spec())
  .on('end', conclude)
  .pipe(process.stdout);

// The tests: `node scripts/test.mjs` runs all and looks at the packages, as the second half of `npm test`, after `check` and `build`.
// `node scripts/test.mjs unit`, or some files and folders, runs these only.
// Node's runner gets an explicit list of files: given a folder or a quoted glob, Node 20 runs nothing and is content.
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { checkPackages } from './package.mjs';
import { inProcesses } from './test_processes.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const LONGEST = 5 * 60_000;
/** How many files of a folder share a process. */
const MOST = 20;
/** The page's tests are long. In small parts they leave no core idle at the end. */
const MOST_OF_PAGE = 4;

const ALL = ['test', 'sandbox/test', 'catalogue/test', 'wechat-api/test'];
/** Beside 0.3.0 and 0.1.1, and as users get it. */
const COMPAT = ['test/compat', 'test/package', 'test/types', 'wechat-api/test/package', 'wechat-api/test/types'];
const PAGE = ['sandbox/test/page'];

const wanted = process.argv.slice(2);
// The longest ones first, so that no core waits for the other at the end.
const files = [...new Set([...filesOf(wanted).filter(isLong), ...filesOf(wanted)])];

function filesOf([first, ...more]) {
  switch (first) {
    case undefined:
      return ALL.flatMap(testsIn);
    case 'compat':
      return COMPAT.flatMap(testsIn);
    case 'page':
      return PAGE.flatMap(testsIn);
    case 'unit':
      return ALL.flatMap(testsIn).filter((file) => !isLong(file));
    default:
      return [first, ...more].flatMap(testsIn);
  }
}

function testsIn(place) {
  const path = resolve(root, place);
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(path, name));
}

function isLong(file) {
  return isIn(file, [...COMPAT, ...PAGE]);
}

function isIn(file, folders) {
  return folders.some((folder) => file.startsWith(join(root, folder) + sep));
}

const ran = new Set();
const left = [];

/** Of each test that ended. A file without tests is reported as if it were one, named after itself. */
function note({ name, file, skip, todo }) {
  if (name !== file) ran.add(file);
  if (skip !== undefined || todo !== undefined) left.push(name);
}

async function conclude() {
  const silent = files.filter((file) => !ran.has(file)).map((file) => relative(root, file));
  if (files.length === 0) complain('There are no test files.');
  if (silent.length > 0) complain(`Files that ran no test: ${silent.join(', ')}`);
  if (left.length > 0) complain(`Tests that were skipped or left to do: ${left.join(', ')}`);
  const wrong = await complaint;
  if (wrong !== undefined) complain(wrong);
}

function complain(text) {
  console.error(text);
  process.exitCode = 1;
}

/** They are looked at while the tests run: mostly npm is waited for. What is wrong with them is said at the end. */
const complaint = wanted.length > 0 ? undefined : checkPackages().catch((err) => err.message);
const processes = inProcesses(files, (file) => (isIn(file, COMPAT) ? 1 : isIn(file, PAGE) ? MOST_OF_PAGE : MOST));
console.log(`tests: ${files.length} files in ${processes.length} processes`);
// The runner hands its own flags on to every file.
process.execArgv.push('--require', join(root, 'scripts/typescript.cjs'));
// By itself Node leaves one core idle.
run({ files: processes, concurrency: availableParallelism() + 1, timeout: LONGEST })
  .on('test:pass', note)
  .on('test:fail', note)
  .on('test:fail', () => {
    process.exitCode = 1;
  })
  .compose(new spec())
  .on('end', conclude)
  .pipe(process.stdout);

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { ROOT, read } from './documents';

import API = require('../../index');

const run = promisify(execFile);

test('the tables of methods are those that npm run docs prints from the declarations', async () => {
  await run(process.execPath, ['scripts/print_docs.mjs', '--check'], { cwd: ROOT });
});

test('the tables of what is covered are those that npm run docs prints from the catalogue and the sandbox', async () => {
  await run(process.execPath, ['--import', 'tsx', 'scripts/print_coverage.ts', '--check'], { cwd: ROOT });
});

for (const path of ['docs/methods.md', 'docs/methods.zh-CN.md']) {
  test(`${path} has every public method, and none that is not there`, () => {
    const rows = [...read(path).prose.matchAll(/^\| `(\w+)\(/gm)].map(([, name]) => name);
    const names = Object.keys(API.prototype).filter((name) => !name.startsWith('_'));
    assert.deepEqual(rows.sort(), names.sort());
  });
}

test('every difference that the documents name has a test of its number, and every such test a row', () => {
  const rows = [...read('docs/migrating.md').prose.matchAll(/^\| (R?\d+) \|/gm)].map(([, number]) => number);
  const sources = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(ROOT, 'test', name), 'utf8'));
  // In the names of tests, and in the cases that are run on both sides.
  const numbers = /difference (R?\d+):|difference: \{ number: (\d+)/g;
  const tested = sources.flatMap((text) => [...text.matchAll(numbers)].map(([, named, run]) => named ?? run));
  assert.deepEqual([...new Set(tested)].sort(), rows.sort());
});

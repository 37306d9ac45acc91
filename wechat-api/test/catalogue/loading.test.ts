import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

// What is loaded when, in a process of its own that runs the build.

const run = promisify(execFile);
const HOME = join(__dirname, '../..');

const PROGRAM = `
  const loaded = () => Object.keys(require.cache).map((path) => /[\\\\/]dist[\\\\/]lib[\\\\/]((?:catalogue|wecom|generated)[\\\\/].+)$/.exec(path)?.[1]).filter(Boolean).sort();
  const API = require('./dist');
  const api = new API('appid', 'secret');
  api.getToken = () => {};
  api.getMenu(() => {});
  for (const name in api) api[name];
  const before = loaded();
  api.weixin.draft.count(() => {});
  setImmediate(() => {
    console.log(JSON.stringify({ before, after: loaded() }));
    process.exit();
  });`;

test('nothing of the catalogue is loaded before it is used, and nothing of WeCom ever', async () => {
  const { stdout } = await run(process.execPath, ['--eval', PROGRAM], { cwd: HOME });
  const { before, after } = JSON.parse(stdout);
  assert.deepEqual(before, ['catalogue/calls.js']);
  const used = ['endpoint', 'namespace', 'pages', 'refusals', 'suggest', 'table'].map((name) => `catalogue/${name}.js`);
  assert.deepEqual(after, [...before, ...used, 'generated/table.json'].sort());
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

// What is loaded when, in a process of its own that runs the build.

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');

const PROGRAM = `
  const loaded = () => Object.keys(require.cache).map((path) => /[\\\\/]dist[\\\\/]lib[\\\\/]wecom[\\\\/](.+)$/.exec(path)?.[1]).filter(Boolean).sort();
  const API = require('wechat-enterprise-api');
  const api = new API({ corpid: 'c', corpsecret: 's', prefix: 'http://127.0.0.1:1/' });
  api.getToken = () => {};
  api.getUser('a', () => {});
  for (const name in api) api[name];
  const before = loaded();
  api.wecom.user.get({ userid: 'a' }, () => {});
  const after = loaded();
  api.call('service/get_pre_auth_code', () => {});
  setImmediate(() => {
    console.log(JSON.stringify({ before, after, refused: loaded() }));
    process.exit();
  });`;

test('nothing of the catalogue is loaded before it is used, and then only the table', async () => {
  const { stdout } = await run(process.execPath, ['--eval', PROGRAM], { cwd: ROOT });
  const { before, after, refused } = JSON.parse(stdout);
  assert.deepEqual(before, ['calls.js', 'family.js']);
  const used = [...before, 'endpoint.js', 'namespace.js', 'pages.js', 'refusals.js', 'suggest.js', 'table.js'];
  assert.deepEqual(after, [...used, 'generated/table.json'].sort());
  assert.deepEqual(refused, [...after, 'generated/credentials.json'].sort());
});

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

// What is loaded when, in a process of its own that runs the build.

const run = promisify(execFile);
const ROOT = join(__dirname, '../..');

const PROGRAM = `
  const loaded = () => Object.keys(require.cache).map((path) => /[\\\\/]dist[\\\\/]lib[\\\\/]((catalogue|wecom)[\\\\/].+)$/.exec(path)?.[1]).filter(Boolean).sort();
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
  assert.deepEqual(before, ['catalogue/calls.js', 'wecom/family.js']);
  const rooms = ['endpoint', 'namespace', 'pages', 'refusals', 'suggest', 'table'].map(
    (name) => `catalogue/${name}.js`,
  );
  const used = [...before, ...rooms];
  assert.deepEqual(after, [...used, 'wecom/generated/table.json'].sort());
  assert.deepEqual(refused, [...after, 'wecom/generated/credentials.json'].sort());
});

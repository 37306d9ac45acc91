import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

// What is loaded with the receive side, in processes of their own that run the build.

const run = promisify(execFile);
const root = join(__dirname, '../..');

/** What a program prints as JSON. `loaded()` in it answers whether urllib is loaded. */
async function printed(kind: 'commonjs' | 'module', program: string): Promise<unknown> {
  assert.ok(existsSync(join(root, 'dist/lib/receive/index.js')), 'dist/ is missing: npm run build');
  const head = `import { createRequire } from 'node:module';
    const { cache } = createRequire(${JSON.stringify(join(root, 'x.js'))});`;
  const cache = kind === 'module' ? head : 'const { cache } = require;';
  const loaded = `const loaded = () => Object.keys(cache).some((path) => /[\\\\/](urllib|api_common)\\b/.test(path));`;
  const args = ['--input-type', kind, '--eval', `${cache}${loaded}${program}`];
  const { stdout } = await run(process.execPath, args, { cwd: root });
  return JSON.parse(stdout);
}

test('difference R21: require loads the client when API is asked for, where the original loads it at once', async () => {
  const program = `
    const wechat = require('wechat-enterprise-api/receive');
    const { MemoryStore } = require('wechat-enterprise-api/stores/memory');
    const app = wechat({ token: 't', encodingAESKey: 'a'.repeat(43), corpId: 'c', dedupe: new MemoryStore() }, () => '');
    const before = loaded();
    const same = wechat.API === require('wechat-enterprise-api') && wechat.API === wechat.API;
    const listed = Object.keys(wechat).includes('API') && Object.keys({ ...wechat }).includes('API');
    console.log(JSON.stringify({ before, same, listed, after: loaded(), util: typeof wechat.util.wrapper }));`;
  assert.deepEqual(await printed('commonjs', program), {
    before: false,
    same: true,
    listed: true,
    after: true,
    util: 'function',
  });
});

test('API can be set, as the original’s', async () => {
  const program = `
    'use strict';
    const wechat = require('wechat-enterprise-api/receive');
    wechat.API = class Stub {};
    wechat.API = class Other {};
    console.log(JSON.stringify({ name: wechat.API.name, listed: Object.keys(wechat).includes('API'), loaded: loaded() }));`;
  assert.deepEqual(await printed('commonjs', program), { name: 'Other', listed: true, loaded: false });
});

test('an ES module may import API by name, for which Node loads the client with the module', async () => {
  const program = `
    const { API, default: wechat, util } = await import('wechat-enterprise-api/receive');
    const { default: client } = await import('wechat-enterprise-api');
    console.log(JSON.stringify({ same: API === client, face: API === wechat.API, util: util === wechat.util, loaded: loaded() }));`;
  assert.deepEqual(await printed('module', program), { same: true, face: true, util: true, loaded: true });
});

test('xml2js is loaded for the first XML that WeCom would not write, and the server of Node for nothing else', async () => {
  const program = `
    const { Module } = require('node:module');
    const asked = [];
    const load = Module._load;
    Module._load = (request, ...rest) => {
      asked.push(request);
      return load(request, ...rest);
    };
    const wechat = require('wechat-enterprise-api/receive');
    const { token, encodingAESKey, corpId } = { token: 't', encodingAESKey: 'a'.repeat(43), corpId: 'c' };
    const middleware = wechat({ token, encodingAESKey, corpId }, () => '');
    const heavy = () => ['xml2js', 'node:http', 'urllib'].filter((name) => asked.includes(name));
    const before = heavy();
    const res = { writeHead() {}, end() { console.log(JSON.stringify({ before, after: heavy() })); } };
    middleware({ method: 'POST', url: '/', body: '<xml a="1"><Encrypt>x</Encrypt></xml>' }, res, () => {});`;
  assert.deepEqual(await printed('commonjs', program), { before: [], after: ['xml2js'] });
});

test('signatures are the same without crypto.hash, which Node.js 18 does not have', async () => {
  const program = `
    const crypto = require('node:crypto');
    const sign = () => new (require('wechat-enterprise-api/receive').WXBizMsgCrypt)('t', 'a'.repeat(43), 'c').getSignature(1, 2, 'text');
    crypto.hash = undefined;
    const old = sign();
    console.log(JSON.stringify([old, crypto.createHash('sha1').update('12ttext').digest('hex')]));`;
  const [signature, expected] = Object(await printed('commonjs', program));
  assert.equal(signature, expected);
});

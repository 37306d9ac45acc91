// A program that keeps its tokens in files: each store is found by its path.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const API = require('wechat-enterprise-api');
const { fileStore } = require('wechat-enterprise-api/stores/file');
const { handlers } = require('wechat-enterprise-api/stores/handlers');
const { MemoryStore } = require('wechat-enterprise-api/stores/memory');
const { redisStore } = require('wechat-enterprise-api/stores/redis');

const identity = { corpid: 'corpid', corpsecret: 'secret', agentid: 1, prefix: process.env.PREFIX };

async function main() {
  const directory = mkdtempSync(join(tmpdir(), 'stores-'));
  const codes = [];
  for (const store of [fileStore(directory), new MemoryStore()]) {
    codes.push(
      (await new API({ ...identity, store, retry: true, limits: { default: 'corp' } }).getUser('lisi')).errcode,
    );
    codes.push((await new API({ ...identity, ...handlers(store) }).within({ deadline: 5000 }).getUser('lisi')).errcode);
  }
  rmSync(directory, { recursive: true });
  console.log(JSON.stringify({ codes, redis: typeof redisStore }));
}

main();

// A TypeScript program with stores and policies, as an ES module.
import API from 'wechat-enterprise-api';
import { fileStore } from 'wechat-enterprise-api/stores/file';
import { handlers } from 'wechat-enterprise-api/stores/handlers';
import { MemoryStore } from 'wechat-enterprise-api/stores/memory';
import { redisStore } from 'wechat-enterprise-api/stores/redis';

const store: API.Store = new MemoryStore();
const { getToken, saveToken } = handlers(store);
const prefix = process.env.PREFIX ?? '';
const limits: API.LimitsOptions = { default: 'corp', paths: { 'message/send': { perMinute: 200, concurrency: 5 } } };
const api = new API({
  corpid: 'a',
  corpsecret: 'b',
  agentid: 1,
  prefix,
  getToken,
  saveToken,
  limits,
  retry: { times: 2 },
});
const keys: string[] = [];
const told = new API({
  corpid: 'a',
  corpsecret: 'b',
  prefix,
  getToken(callback, { key }) {
    keys.push(key);
    callback(null, null);
  },
});
const { sent, cursor }: API.SendReport = await api.sendEach(['a', 'b'], {
  msgtype: 'text',
  text: { content: 'hello' },
});
const first: string[] = [];
for await (const { userid } of api.within({ deadline: 5000 }).eachUser()) first.push(userid);
await told.getUser('lisi');
const names = [fileStore, redisStore].map(({ name }) => name);
console.log(JSON.stringify({ sent, cursor, first, keys: keys.length, names }));

// One process of examples/processes.ts. This is what a server of yours does: one api, made once, with the store that all
// processes share.
import { Redis } from 'ioredis';

import API = require('../index');

import { redisStore } from '../lib/stores/redis';

const { REDIS_PORT, CORPID = '', SECRET = '', AGENTID, PREFIX } = process.env;
const redis = new Redis(Number(REDIS_PORT));
redis.on('error', () => {});

const api = new API({
  corpid: CORPID,
  corpsecret: SECRET,
  agentid: Number(AGENTID),
  prefix: PREFIX,
  store: redisStore(redis),
  retry: true,
  limits: { default: 'corp' },
});

// Told how many, it makes so many calls at once, and answers how many failed.
process.on('message', async ({ calls }: { calls: number }) => {
  const answers = await Promise.allSettled(Array.from({ length: calls }, () => api.getUser('zhangsan')));
  process.send?.(answers.filter(({ status }) => status === 'rejected').length);
});
process.on('disconnect', () => process.exit());

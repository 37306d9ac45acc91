// One worker of examples/queue.ts: takes messages from the queue and sends them, until it is told to end, or killed.
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';

import API = require('../index');

import { redisStore } from '../lib/stores/redis';

/** A message in the queue. */
export interface Job {
  to: { touser: string };
  message: API.Message<'text'>;
}

/** s. WeCom remembers for so long what was sent; the longest it offers. A job has to be over by then. */
const REMEMBERED = 14_400;

const { QUEUE = '', REDIS_PORT, CORPID = '', SECRET = '', AGENTID, PREFIX } = process.env;
const connection = { host: '127.0.0.1', port: Number(REDIS_PORT), maxRetriesPerRequest: null };
const redis = new Redis(connection);
const quiet = () => {};
redis.on('error', quiet);

const api = new API({
  corpid: CORPID,
  corpsecret: SECRET,
  agentid: Number(AGENTID),
  prefix: PREFIX,
  // One token for all workers, and one limit: 10 calls at a time are those of all of them.
  store: redisStore(redis),
  limits: { paths: { 'message/send': { perMinute: 3_000, concurrency: 10 } } },
  // What was swallowed as a repetition was sent before: so an answer that got lost may be asked for again.
  retry: { times: 5, onLimit: 'wait', lost: (path) => path === 'message/send' },
});

const worker = new Worker<Job>(
  QUEUE,
  async ({ data: { to, message } }) => {
    const sent = await api.send(to, {
      ...message,
      enable_duplicate_check: 1,
      duplicate_check_interval: REMEMBERED,
    });
    return sent.invaliduser ?? '';
  },
  // What a dead worker had in hand is taken up by the others, after `lockDuration`.
  { connection, concurrency: 5, lockDuration: 2_000, stalledInterval: 1_000, maxStalledCount: 20 },
);
worker.on('error', quiet);

process.on('disconnect', () => process.exit());
worker.waitUntilReady().then(() => process.send?.('ready'), quiet);

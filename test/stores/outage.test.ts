import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { child } from '../helpers/children';
import { redisServer } from '../helpers/redis';
import { OK, wecom } from '../helpers/wecom';

const PROCESSES = 8;
const LOAD = 5;

test(`Redis may stop and start again under the load of ${PROCESSES} processes: no call fails, and each has one warning`, async (t) => {
  const redis = await redisServer(t);
  const calls = new Map<string, number>();
  const server = await wecom(t, async ({ query }) => {
    const userid = String(query.get('userid'));
    await pause(50);
    calls.set(userid, (calls.get(userid) ?? 0) + 1);
    return OK;
  });
  /** Until more calls came from every process than were under way. */
  const turn = async () => {
    const before = new Map(calls);
    const isOver = (userid: string) => (calls.get(userid) ?? 0) > (before.get(userid) ?? 0) + 2 * LOAD;
    while (!names.every(isOver)) await pause(20);
  };
  const names = Array.from({ length: PROCESSES }, (_, at) => `process ${at}`);
  const order = {
    at: String(redis.port),
    corpid: 'corp',
    load: LOAD,
    limits: { default: { concurrency: 1_000, perMinute: 1_000_000 } },
  };
  const children = names.map((userid, at) => {
    const started = child(t, 'child_fleet.ts', server.prefix);
    return { started, ended: started.ask({ ...order, userid, store: at % 4 ? 'ioredis' : 'node-redis' }) };
  });
  await turn();
  assert.equal(server.count('gettoken'), 1);

  await redis.stop();
  server.expire();
  await turn();
  assert.equal(server.count('gettoken'), 1 + PROCESSES);

  await redis.start();
  const connection = new Redis(redis.port);
  t.after(() => connection.disconnect());
  // All of them are back when Redis has noted the calls of each.
  const noted = async () => connection.hlen((await connection.keys('*:places'))[0] ?? '');
  while ((await noted()) < PROCESSES) await pause(20);
  server.expire();
  await turn();
  assert.equal(server.count('gettoken'), 2 + PROCESSES);

  for (const { started } of children) started.tell({ rest: true });
  for (const { ended } of children) {
    const told = await ended;
    assert.match(String(told), /^The store does not answer [^.]*\. Until it does, this process keeps its own\.$/);
  }
});

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { type Child, child } from '../helpers/children';
import { type RedisServer, redisServer } from '../helpers/redis';
import { serve } from '../helpers/server';
import { OK, wecom } from '../helpers/wecom';

// Many processes with one store. They are the same ones in all tests, for starting them is what these tests cost.

const PROCESSES = 8;
const CALLS = 200;
const DEATHS = 20;

const cleanups: (() => unknown)[] = [];
const lifetime = { after: (cleanup: () => unknown) => cleanups.unshift(cleanup) };
let redis: RedisServer;
let folder: string;
let children: Child[];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  lifetime.after(() => rmSync(folder, { recursive: true }));
  redis = await redisServer(lifetime);
  children = Array.from({ length: PROCESSES }, () => child(lifetime, 'child_fleet.ts'));
});
after(async () => {
  for (const cleanup of cleanups) await cleanup();
});

function placeOf(store: string): string {
  return store === 'file' ? folder : String(redis.port);
}

/** A connection of the test's own. */
function connectionTo(t: TestContext): Redis {
  const connection = new Redis(redis.port);
  t.after(() => connection.disconnect());
  return connection;
}

for (const store of ['ioredis', 'file']) {
  test(`${PROCESSES} processes with ${CALLS} calls each fetch one token (${store}), and one more when it expires`, async (t) => {
    const server = await wecom(t);
    // A refused token is replaced for few calls as for many.
    for (const [before, calls] of [CALLS, 20].entries()) {
      const order = { prefix: server.prefix, store, at: placeOf(store), corpid: 'corp', calls };
      const failed = await Promise.all(children.map((each) => each.ask(order)));
      assert.deepEqual(failed.flat(), []);
      assert.equal(server.count('gettoken'), before + 1);
      server.expire();
    }
  });
}

test('processes that share a Redis have no more calls under way than are allowed to all of them, and all are answered', async (t) => {
  let [now, most] = [0, 0];
  const server = await wecom(t, async () => {
    most = Math.max(most, ++now);
    await pause(5);
    now -= 1;
    return OK;
  });
  const limits = { default: { concurrency: 3, perMinute: 1_000 } };
  const order = { prefix: server.prefix, at: placeOf('ioredis'), corpid: 'crowded', calls: 25, limits };
  const failed = await Promise.all(children.map((each, at) => each.ask({ ...order, store: clientOf(at) })));
  assert.deepEqual(failed.flat(), []);
  assert.deepEqual([most, server.count('user/get')], [3, 25 * PROCESSES]);
});

/** node-redis takes a quarter of a second to load. */
function clientOf(at: number): string {
  return at % 4 ? 'ioredis' : 'node-redis';
}

test(`Redis may stop and start again under the load of ${PROCESSES} processes: no call fails, and each has one warning`, async (t) => {
  const load = 5;
  const calls = new Map<string, number>();
  const server = await wecom(t, async ({ query }) => {
    const userid = String(query.get('userid'));
    await pause(50);
    calls.set(userid, (calls.get(userid) ?? 0) + 1);
    return OK;
  });
  const names = children.map((_, at) => `process ${at}`);
  const members = names.flatMap((name) => Array.from({ length: load }, (_, at) => `${name} ${at}`));
  /** Until the calls that are under way are over, and those that follow them. */
  const turn = async () => {
    const before = new Map(calls);
    const isOver = (userid: string) => (calls.get(userid) ?? 0) >= (before.get(userid) ?? 0) + 2;
    while (!members.every(isOver)) await pause(20);
  };
  const limits = { default: { concurrency: 1_000, perMinute: 1_000_000 } };
  const order = { prefix: server.prefix, at: placeOf('ioredis'), corpid: 'outage', load, limits };
  const rest = () => children.map((each) => each.tell({ rest: true }));
  t.after(rest);
  const ended = children.map((each, at) => each.ask({ ...order, userid: names[at], store: clientOf(at) }));
  await turn();
  assert.equal(server.count('gettoken'), 1);

  await redis.stop();
  server.expire();
  await turn();
  assert.equal(server.count('gettoken'), 1 + PROCESSES);

  await redis.start();
  // All of them are back when Redis has noted the calls of each. Then they share again.
  const connection = connectionTo(t);
  const noted = async () => connection.hlen((await connection.keys('*outage*:places'))[0] ?? '');
  while ((await noted()) < PROCESSES) await pause(20);
  const before = server.count('gettoken');
  server.expire();
  await turn();
  assert.ok(server.count('gettoken') < before + PROCESSES / 2, `${server.count('gettoken')}`);

  rest();
  for (const told of await Promise.all(ended)) {
    assert.match(String(told), /^The store does not answer [^.]*\. Until it does, this process keeps its own\.$/);
  }
});

// From here on processes die.

test('the places of a killed process are free when its lease ends, and not before', async (t) => {
  const came: number[] = [];
  const server = await wecom(t, ({ query }) => {
    came.push(Date.now());
    return query.get('userid') === 'hangs' ? () => {} : OK;
  });
  const limits = { default: { concurrency: 2 }, lease: 1_000 };
  const order = { prefix: server.prefix, store: 'ioredis', at: placeOf('ioredis'), corpid: 'killed', limits };
  const connection = connectionTo(t);
  const leases = async () => {
    const [key = ''] = await connection.keys('*killed*:places');
    return (await connection.hvals(key)).map((entry) => entry.split(' ').map(Number));
  };
  const [victim, survivor] = [children.pop(), children[0]];
  victim?.ask({ ...order, calls: 2, userid: 'hangs' });
  while (came.length < 2) await pause(5);
  const answer = survivor?.ask({ ...order, calls: 3 });
  while ((await leases()).length < 2) await pause(5);
  victim?.kill();
  await victim?.end();
  const [until = 0] = (await leases()).find(([, places]) => places === 2) ?? [];
  assert.deepEqual(await answer, []);
  assert.ok(until > 0 && Number(came[2]) >= until, `${came[2]} ${until}`);
  assert.equal(came.length, 5);
});

test(`the death of a process that was fetching is overcome when its lock ends, ${DEATHS} times over`, async (t) => {
  const fetching = new Map<string | null, () => void>();
  const server = await serve(t, ({ path, query }) => {
    const began = fetching.get(query.get('corpid'));
    if (!path.endsWith('gettoken')) return OK;
    if (!began) return { ...OK, access_token: 'token', expires_in: 7200 };
    fetching.delete(query.get('corpid'));
    began();
    return () => {};
  });
  const [survivor, ...victims] = children;
  const fall = async (_: unknown, at: number) => {
    const store = at % 2 ? 'ioredis' : 'file';
    const corpid = `fallen-${at}`;
    const order = { prefix: server.prefix, store, at: placeOf(store), corpid, calls: 5, lockLifetime: 1_000 };
    const victim = victims.shift() ?? child(t, 'child_fleet.ts');
    const began = new Promise<void>((resolve) => fetching.set(corpid, resolve));
    victim.ask(order);
    await began;
    const answer = survivor?.ask(order);
    victim.kill();
    return answer;
  };
  const answers = await Promise.all(Array.from({ length: DEATHS }, fall));
  assert.deepEqual(answers.flat(), []);
  assert.equal(server.count('gettoken'), 2 * DEATHS);
});

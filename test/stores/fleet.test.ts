import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Child, child } from '../helpers/children';
import { type RedisServer, redisServer } from '../helpers/redis';
import { serve } from '../helpers/server';
import { OK, type WeCom, wecom } from '../helpers/wecom';

// Many processes, one token: each of 8 has calls under way when there is no token, and when it dies.

const PROCESSES = 8;
const CALLS = 200;

const cleanups: (() => unknown)[] = [];
const lifetime = { after: (cleanup: () => unknown) => cleanups.unshift(cleanup) };
let redis: RedisServer;
let server: WeCom;
let folder: string;
let children: Child[];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fleet-'));
  lifetime.after(() => rmSync(folder, { recursive: true }));
  redis = await redisServer(lifetime);
  server = await wecom(lifetime);
  children = Array.from({ length: PROCESSES }, () => child(lifetime, 'child_fleet.ts', server.prefix));
});
after(async () => {
  for (const cleanup of cleanups) await cleanup();
});

/** How many tokens were fetched for a corp. */
function fetches(corpid: string): number {
  return server.requests.filter(({ path, query }) => path.endsWith('gettoken') && query.get('corpid') === corpid)
    .length;
}

for (const store of ['ioredis', 'node-redis', 'file']) {
  test(`${PROCESSES} processes with ${CALLS} calls each fetch one token (${store}), and one more when it expires`, async () => {
    const corpid = `corp-${store}`;
    const order = { store, at: store === 'file' ? folder : String(redis.port), corpid, calls: CALLS };
    for (const wanted of [1, 2]) {
      const failed = await Promise.all(children.map((each) => each.ask(order)));
      assert.deepEqual(failed.flat(), []);
      assert.equal(fetches(corpid), wanted);
      server.expire();
    }
  });
}

test('the death of a process that was fetching is overcome when its lock ends', async (t) => {
  const rounds = Number(process.env.ROUNDS ?? 3);
  let fetching: (() => void) | undefined;
  const slow = await serve(t, ({ path }) => {
    if (!path.endsWith('gettoken')) return OK;
    if (!fetching) return { ...OK, access_token: 'token', expires_in: 7200 };
    fetching();
    return () => {};
  });
  const start = () => child(t, 'child_fleet.ts', slow.prefix);
  const survivor = start();
  const victims = Array.from({ length: Math.min(rounds, 5) }, start);
  for (let round = 0; round < rounds; round++) {
    const store = ['ioredis', 'file'][round % 2] ?? 'file';
    const at = store === 'file' ? folder : String(redis.port);
    const order = { store, at, corpid: `killed-${round}`, calls: 20, lockLifetime: 1_000 };
    const victim = victims.shift() ?? start();
    const began = new Promise<void>((resolve) => {
      fetching = resolve;
    });
    victim.ask(order);
    await began;
    fetching = undefined;
    const answer = survivor.ask(order);
    victim.kill();
    assert.deepEqual(await answer, []);
  }
  assert.equal(slow.count('gettoken'), 2 * rounds);
});

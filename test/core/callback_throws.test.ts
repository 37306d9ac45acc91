import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { client } from '../helpers/calls';
import { child } from '../helpers/children';
import { serve } from '../helpers/server';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

test('what a callback throws becomes an uncaught exception, and the callback runs once', async (t) => {
  const server = await serve(t, ({ path }) => {
    if (path === '/cgi-bin/tag/get') return { errcode: 40068, errmsg: 'no such tag' };
    return { ...OK, access_token: 'token', ticket: 'ticket', expires_in: 7200 };
  });
  const program = child(t, 'child_thrower.ts', server.prefix);
  const results = Object.entries(Object(await program.ask({})));
  assert.ok(results.length > 15);
  for (const [scenario, result] of results) {
    assert.deepEqual(result, { calls: 1, uncaught: 'from the callback' }, scenario);
  }
});

test('what the callback of a synchronous answer throws flies out of the call', () => {
  const api = client({ prefix: 'http://127.0.0.1:1/' }, sharedStore('stored'));
  let calls = 0;
  const call = () =>
    api.getLatestToken(() => {
      calls += 1;
      throw new Error('from the callback');
    });
  assert.throws(call, /from the callback/);
  assert.equal(calls, 1);
});

test('difference 6: a failure that nobody waits for does not end the process, and is told as a warning', async (t) => {
  const answer = { errcode: 60011, errmsg: 'no privilege', access_token: 'token' };
  const server = createServer((req, res) => {
    // The upload of a folder breaks off.
    req.on('error', () => {}).resume();
    req.on('end', () => res.end(JSON.stringify(req.url?.includes('gettoken') ? { ...answer, errcode: 0 } : answer)));
  }).listen(0, '127.0.0.1');
  t.after(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const { code, output } = await child(t, 'child_forgetful.ts', `http://127.0.0.1:${port}/cgi-bin/`).end();
  assert.equal(code, 0);
  const lines = output.split('\n').filter((line) => line !== '' && !line.startsWith('(Use '));
  const [warnings, others] = [true, false].map((kind) =>
    lines.filter((line) => line.includes('WeChatAPIWarning') === kind),
  );
  assert.deepEqual(others, ['still alive']);
  const told = warnings?.filter((line) =>
    line.endsWith('getUser failed, and nothing handles its promise: 60011 no privilege'),
  );
  assert.equal(told?.length, 2, 'two of the four programs ask a server that answers');
});

test('difference 6: a failure that nobody waited for at first still rejects', async (t) => {
  const server = await wecom(t, () => ({ errcode: 60111, errmsg: 'no such user' }));
  const promise = client(server).getUser('lisi');
  await new Promise<void>((resolve) => {
    const { close } = server;
    promise.then(undefined, () => close().then(resolve));
  });
  await assert.rejects(promise, { code: 60111 });
});

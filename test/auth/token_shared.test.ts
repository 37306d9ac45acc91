import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { client, tokensAt } from '../helpers/calls';
import { child } from '../helpers/children';
import { fileStore } from '../helpers/file_store';
import { jitteryStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

test('two apis that share a store share its tokens', async (t) => {
  const server = await wecom(t);
  const store = jitteryStore();
  const [one, two] = [client(server, store), client(server, store)];
  await one.getUser('lisi');
  await two.getUser('lisi');
  assert.equal(server.count('gettoken'), 1);
  server.expire();
  await one.getUser('lisi');
  await two.getUser('lisi');
  assert.equal(server.count('gettoken'), 2);
  assert.deepEqual(store.saved, ['token-number-1', 'token-number-2']);
});

test('difference 2: an api that is refused finds the token that its neighbour fetched meanwhile', async (t) => {
  const server = await wecom(t);
  const store = jitteryStore();
  const [one, two] = [client(server, store), client(server, store)];
  await one.getUser('lisi');
  server.expire();
  // The neighbour renews while the refusal of this call is on its way.
  const refused = new Promise<void>((resolve) => {
    const { request } = one;
    one.request = function (this: typeof one, ...args: unknown[]) {
      const [url, options, callback] = args;
      assert.ok(typeof url === 'string' && typeof options === 'object' && typeof callback === 'function');
      return Reflect.apply(request, this, [
        url,
        options,
        async (...answer: unknown[]) => {
          one.request = request;
          await two.getUser('lisi');
          resolve();
          callback(...answer);
        },
      ]);
    };
  });
  await one.getUser('lisi');
  await refused;
  assert.equal(server.count('gettoken'), 2);
  const [old, fresh] = ['token-number-1', 'token-number-2'];
  assert.deepEqual(tokensAt(server, 'user/get'), [old, old, old, fresh, fresh]);
});

test('two processes share a file of tokens, through an expiry', async (t) => {
  const server = await wecom(t);
  const folder = await mkdtemp(join(tmpdir(), 'token-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'access_token.txt');
  const here = client(server, fileStore(file));
  const there = child(t, 'child_caller.ts', server.prefix, file);
  assert.deepEqual(await there.ask({}), OK);
  assert.deepEqual(await here.getUser('lisi'), OK);
  assert.equal(server.count('gettoken'), 1);
  server.expire();
  assert.deepEqual(await here.getUser('lisi'), OK);
  assert.deepEqual(await there.ask({}), OK);
  assert.equal(server.count('gettoken'), 2);
  // Not at the same time: a plain file is empty for a moment while it is written.
  server.expire();
  assert.deepEqual(await there.ask({}), OK);
  assert.deepEqual(await here.getUser('lisi'), OK);
  assert.equal(server.count('gettoken'), 3);
});

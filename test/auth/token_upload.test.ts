import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { client, failure, requestsAt, tokensAt } from '../helpers/calls';
import type { Server } from '../helpers/server';
import { OK, wecom } from '../helpers/wecom';

const UPLOADED = { ...OK, type: 'file', media_id: 'M', created_at: '1700000000' };

/** What stood in the one part of each upload. */
function contents(server: Server): (string | undefined)[] {
  return requestsAt(server, 'media/upload').map(({ body }) => body.toString().split('\r\n\r\n')[1]?.split('\r\n--')[0]);
}

async function tempFile(t: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'upload-'));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, 'report.txt');
  await writeFile(file, text);
  return file;
}

const filename = 'report.txt';

/** Each gives an upload that can be sent a second time. */
const REPEATABLE = [
  ['a path', (t: TestContext) => tempFile(t, 'content')],
  ['a Buffer', () => ({ data: Buffer.from('content'), filename })],
  ['a stream without a size', () => ({ data: Readable.from([Buffer.from('con'), Buffer.from('tent')]), filename })],
] as const;

for (const [what, open] of REPEATABLE) {
  test(`difference 2: an upload of ${what} is sent again, whole, with a new token`, async (t) => {
    const server = await wecom(t, () => UPLOADED);
    const api = client(server);
    await api.getAccessToken();
    server.expire();
    assert.deepEqual(await api.uploadFile(await open(t)), UPLOADED);
    assert.deepEqual(contents(server), ['content', 'content']);
    assert.deepEqual(tokensAt(server, 'media/upload'), ['token-number-1', 'token-number-2']);
    assert.equal(server.count('gettoken'), 2);
  });
}

test('difference 2: an upload reads the file anew for its second attempt', async (t) => {
  const file = await tempFile(t, 'before');
  const server = await wecom(t, () => UPLOADED);
  const api = client(server, {
    getToken: async (callback) => {
      if (server.count('media/upload') === 1) await writeFile(file, 'afterwards');
      callback(null, server.count('media/upload') === 1 ? { accessToken: server.token } : { accessToken: 'dead' });
    },
  });
  await api.uploadFile(file);
  assert.deepEqual(contents(server), ['before', 'afterwards']);
});

test('difference 2: a stream that cannot be sent twice gets the original error, and the next call a new token', async (t) => {
  const server = await wecom(t, () => UPLOADED);
  const api = client(server);
  await api.getAccessToken();
  server.expire();
  const once = { data: Readable.from([Buffer.from('content')]), filename, size: 7 };
  const err = await failure((callback) => api.uploadFile(once, callback));
  assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', 42001, 'access_token expired']);
  assert.deepEqual(contents(server), ['content']);
  assert.equal(server.count('gettoken'), 2);
  const another = { data: Readable.from([Buffer.from('content')]), filename, size: 7 };
  assert.deepEqual(await api.uploadFile(another), UPLOADED);
  assert.equal(server.count('gettoken'), 2);
  assert.deepEqual(tokensAt(server, 'media/upload'), ['token-number-1', 'token-number-2']);
});

test('difference 2: downloads and the four raw endpoints get a new token too', async (t) => {
  const server = await wecom(t, () => OK);
  const api = client(server);
  await api.getAccessToken();
  const calls = [
    () => api.getMedia('M'),
    () => api.getMaterial(1, 'M'),
    () => api.downloadMedia('M').then(({ stream }) => stream.resume()),
    () => api.getCallbackIP(),
    () => api.batchGetResult('J'),
    () => api.delMaterial(1, 'M'),
    () => api.countMaterial(1),
  ];
  for (const call of calls) {
    server.expire();
    await call();
  }
  assert.equal(server.count('gettoken'), 1 + calls.length);
});

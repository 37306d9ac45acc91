import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type API from '../../index';
import { client } from '../helpers/calls';
import { wecom } from '../helpers/wecom';

// The clock of these tests is theirs: minutes pass at once.

/** A download whose first `bytes` have come, and the server's end of it. */
async function started(t: TestContext, bytes: number): Promise<{ download: API.Download; res: ServerResponse }> {
  let res: ServerResponse | undefined;
  const server = await wecom(t, () => (response) => {
    res = response;
    response.writeHead(200, { 'content-length': 1_000_000 }).write('x'.repeat(bytes));
  });
  t.mock.timers.enable({ apis: ['setInterval'] });
  const download = await client(server).downloadMedia('M');
  assert.ok(res);
  return { download, res };
}

async function minutes(t: TestContext, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    t.mock.timers.tick(60_000);
    await turn();
  }
}

test('a download that brings nothing for a minute ends with an error', async (t) => {
  const { download } = await started(t, 10_000);
  const failed = once(download.stream, 'error');
  download.stream.resume();
  await turn();
  await minutes(t, 2);
  const [err] = await failed;
  assert.equal(err.name, 'WeChatAPIResponseTimeoutError');
  assert.equal(err.message, 'Response timeout for 60000ms');
});

test('a download that brings a little each minute goes on', async (t) => {
  const { download, res } = await started(t, 10_000);
  let received = 0;
  download.stream.on('data', (chunk) => {
    received += chunk.length;
  });
  for (let expected = 10_001; expected <= 10_005; expected++) {
    res.write('x');
    while (received < expected) await once(download.stream, 'data');
    await minutes(t, 1);
  }
  assert.equal(download.stream.destroyed, false);
  download.stream.destroy();
});

test('a download that waits for its reader waits as long as it takes', async (t) => {
  const { download, res } = await started(t, 999_999);
  for (let i = 0; i < 20; i++) await turn();
  await minutes(t, 10);
  assert.equal(download.stream.destroyed, false);
  res.end('x');
  let received = 0;
  for await (const chunk of download.stream) received += chunk.length;
  assert.equal(received, 1_000_000);
});

test('a download that has come to its end waits for its reader too', async (t) => {
  const server = await wecom(t, () => 'x'.repeat(10_000));
  t.mock.timers.enable({ apis: ['setInterval'] });
  const { stream } = await client(server).downloadMedia('M');
  for (let i = 0; i < 20; i++) await turn();
  await minutes(t, 10);
  assert.equal(stream.destroyed, false);
  assert.equal(String(Buffer.concat(await stream.toArray())), 'x'.repeat(10_000));
});

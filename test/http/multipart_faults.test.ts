import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import type API from '../../index';
import { client, failure, rejection } from '../helpers/calls';
import { fileOf, partOf } from '../helpers/parts';
import { serveRaw } from '../helpers/raw';
import { silence } from '../helpers/silence';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

// Each of these tests also sees that the callback is called once (`failure`) and that nothing is printed (`silence`):
// urllib's warning about a second callback holds the URL, with the token in it.

const MB = 1024 * 1024;

/** A server that takes what comes, also half a body, and answers whole requests with success. */
function tolerant(t: TestContext) {
  return serveRaw(t, (req, res) => {
    req.on('error', () => {});
    req.on('end', () => res.setHeader('content-type', 'application/json').end(JSON.stringify(OK)));
    req.resume();
  });
}

const TOKEN = 'the-dummy-token';

/** What is opened by `createReadStream` until the test ends; `closed` waits for all of it to be closed. */
function watchFiles(t: TestContext): { closed(): Promise<unknown> } {
  const opened = t.mock.method(fs, 'createReadStream');
  const streams = () => opened.mock.calls.map(({ result }) => result).filter((stream) => stream !== undefined);
  return {
    closed: () =>
      Promise.all(
        streams().map(
          (stream) => stream.closed || new Promise<void>((resolve) => stream.once('close', () => resolve())),
        ),
      ),
  };
}

test('a file that is not there is the error of the file system, as it is', async (t) => {
  const quiet = silence(t);
  const server = await wecom(t);
  const path = `${dirname(await fileOf(t, 'x', ''))}/not-here.png`;
  const err = await failure((callback) => client(server).uploadImage(path, callback));
  assert.equal(err.name, 'Error');
  assert.equal(err.code, 'ENOENT');
  assert.equal(Reflect.get(err, 'path'), path);
  assert.match(err.message, /^ENOENT: no such file or directory/);
  assert.equal((await rejection(client(server).addImage(1, path))).code, 'ENOENT');
  assert.equal(server.count('media/upload'), 0);
  await quiet();
});

test('a directory is an error, and the next upload works', async (t) => {
  const quiet = silence(t);
  const files = watchFiles(t);
  const server = await tolerant(t);
  const api = client(server, sharedStore(TOKEN));
  const path = await fileOf(t, 'x.png', 'a picture');
  const err = await failure((callback) => api.uploadImage(dirname(path), callback));
  assert.equal(err.code, 'EISDIR');
  await api.uploadImage(path);
  await files.closed();
  await quiet();
});

test('a pipe without a writer, which would never end, is refused', async (t) => {
  const server = await tolerant(t);
  const path = `${dirname(await fileOf(t, 'x', ''))}/pipe`;
  execFileSync('mkfifo', [path]);
  const err = await failure((callback) => client(server, sharedStore(TOKEN)).uploadFile(path, callback));
  assert.match(err.message, /^filepath must be a file/);
});

test('a stream without a size that brings nothing for a minute is given up', async (t) => {
  const server = await tolerant(t);
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const data = new Readable({ read() {} });
  const failed = failure((callback) =>
    client(server, sharedStore(TOKEN)).uploadFile({ data, filename: 'x' }, callback),
  );
  data.push('a beginning');
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
  t.mock.timers.tick(60_000);
  assert.match((await failed).message, /^filepath.data: the stream brought nothing for 60000ms/);
  assert.ok(data.destroyed);
});

test('a file that vanishes before it is opened is an error', async (t) => {
  const quiet = silence(t);
  const server = await tolerant(t);
  const path = await fileOf(t, 'x.png', 'a picture');
  const open = fs.createReadStream;
  t.mock.method(fs, 'createReadStream', (name: string) => {
    fs.unlinkSync(name);
    return open(name);
  });
  const err = await failure((callback) => client(server, sharedStore(TOKEN)).uploadImage(path, callback));
  assert.equal(err.code, 'ENOENT');
  assert.doesNotMatch(err.message, new RegExp(TOKEN));
  await quiet();
});

test('a stream that fails on its way is the error of the upload', async (t) => {
  const quiet = silence(t);
  const server = await tolerant(t);
  const api = client(server, sharedStore(TOKEN));
  for (const size of [MB, undefined]) {
    const data = Readable.from(
      (async function* () {
        yield Buffer.alloc(70_000);
        throw Object.assign(new Error('the disk is gone'), { code: 'EIO' });
      })(),
    );
    const file = { data, filename: 'x.bin', ...(size && { size }) };
    const err = await failure((callback) => api.uploadFile(file, callback));
    assert.equal(err.code, 'EIO');
    assert.match(err.message, /^the disk is gone/);
    assert.doesNotMatch(err.message, new RegExp(TOKEN));
  }
  assert.equal((await api.getUser('lisi')).errcode, 0);
  await quiet();
});

for (const size of [5, undefined]) {
  test(`a stream that fails while the token is fetched is the error of the upload, size ${size}`, async (t) => {
    const quiet = silence(t);
    const server = await wecom(t);
    // Opens, and fails, long before gettoken has answered.
    const file = { data: fs.createReadStream('/no/such/file'), filename: 'x.bin', ...(size && { size }) };
    const err = await failure((callback) => client(server).uploadFile(file, callback));
    assert.equal(err.code, 'ENOENT');
    assert.equal(server.count('media/upload'), 0);
    await quiet();
  });
}

test('a stream that has been read, failed or destroyed before is an error, and nothing is sent', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const read = Readable.from(['text']);
  await read.toArray();
  const failed = new Readable({ read() {} }).on('error', () => {});
  failed.destroy(new Error('failed before'));
  await new Promise((resolve) => failed.once('close', resolve));
  for (const [data, message] of [
    [read, /read already/],
    [failed, /failed before/],
    [new Readable({ read() {} }).destroy(), /read already/],
  ] as const) {
    const err = await failure((callback) => api.uploadFile({ data, filename: 'x.bin', size: 4 }, callback));
    assert.match(err.message, message);
  }
  assert.equal(server.count('media/upload'), 0);
});

const BIG: Record<string, (t: TestContext) => API.Upload | Promise<API.Upload>> = {
  path: (t) => fileOf(t, 'x.bin', Buffer.alloc(20 * MB)),
  Buffer: () => ({ data: Buffer.alloc(20 * MB), filename: 'x.bin' }),
  stream: () => ({ data: Readable.from(pieces(20 * MB)), filename: 'x.bin', size: 20 * MB }),
};

function* pieces(size: number) {
  for (let left = size; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536));
}

for (const [form, make] of Object.entries(BIG)) {
  test(`a connection dropped amid the upload of a ${form} is an error, and the upload is not sent again`, async (t) => {
    const quiet = silence(t);
    const files = watchFiles(t);
    const server = await serveRaw(t, (req) => req.once('data', () => req.socket.destroy()));
    const api = client(server, sharedStore(TOKEN));
    const file = await make(t);
    const err = await failure((callback) => api.uploadFile(file, callback));
    assert.equal(err.name, 'WeChatAPIResponseError');
    assert.match(String(err.code), /^(ECONNRESET|EPIPE)$/);
    assert.doesNotMatch(err.message, new RegExp(TOKEN));
    assert.deepEqual(server.requests, ['POST /cgi-bin/media/upload']);
    await files.closed();
    await quiet();
  });

  test(`a refusal that comes before the upload of a ${form} is complete is reported, and ends it`, async (t) => {
    const quiet = silence(t);
    const files = watchFiles(t);
    const server = await serveRaw(t, (req, res) => {
      res.setHeader('content-type', 'application/json');
      if (req.method === 'GET') return res.end(JSON.stringify(OK));
      return req.once('data', () => res.end(JSON.stringify({ errcode: 40009, errmsg: 'invalid media size' })));
    });
    const api = client(server, sharedStore(TOKEN));
    const file = await make(t);
    const err = await failure((callback) => api.uploadFile(file, callback));
    assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', 40009, 'invalid media size']);
    await files.closed();
    assert.equal((await api.getUser('lisi')).errcode, 0);
    await quiet();
  });
}

test('a file that grows while it is sent goes out as long as it was', async (t) => {
  const quiet = silence(t);
  const server = await wecom(t);
  const api = client(server);
  const path = await fileOf(t, 'x.log', 'first line\n');
  const open = fs.createReadStream;
  t.mock.method(fs, 'createReadStream', (...args: Parameters<typeof open>) => {
    fs.appendFileSync(path, 'another line\n');
    return open(...args);
  });
  await api.uploadFile(path);
  const request = server.requests.find((each) => each.path.endsWith('media/upload'));
  assert.equal(String(partOf(request).content), 'first line\n');
  await api.getUser('lisi');
  await quiet();
});

for (const [what, size] of [
  ['longer', 100_000],
  ['shorter', 300_000],
] as const) {
  test(`a stream that is ${what} than its size is an error that names it`, { timeout: 5000 }, async (t) => {
    const quiet = silence(t);
    const server = await tolerant(t);
    const api = client(server, sharedStore(TOKEN));
    const file = { data: Readable.from(pieces(200_000)), filename: 'x.bin', size };
    const err = await failure((callback) => api.uploadFile(file, callback));
    assert.match(err.message, /size/);
    await api.getUser('lisi');
    await quiet();
  });
}

for (const [what, odd] of Object.entries({
  undefined: undefined,
  null: null,
  'a number': 5,
  'a Buffer': Buffer.from('x'),
  'data without filename': { data: Buffer.from('x') },
  'data of text': { data: 'text', filename: 'x.txt' },
})) {
  test(`${what} instead of a file is an error that names the argument`, async (t) => {
    const server = await wecom(t);
    const api = client(server);
    const err = await failure((callback) => Reflect.apply(api.uploadImage, api, [odd, callback]));
    assert.equal(err.name, 'TypeError');
    assert.match(err.message, /^filepath must be a path or \{ data: Buffer \| Readable, filename \}/);
    assert.equal(server.count('media/upload'), 0);
  });
}

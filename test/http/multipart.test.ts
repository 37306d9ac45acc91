import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import type API from '../../index';
import { client, failure, requestsAt } from '../helpers/calls';
import { fileOf, partOf } from '../helpers/parts';
import { OK, wecom } from '../helpers/wecom';

const MB = 1024 * 1024;
const BYTES = Buffer.from('GIF89a\r\n\r\n--not a boundary\0\xff', 'latin1');

for (const [name, type] of [
  ['picture.png', 'image/png'],
  ['照片 1.jpg', 'image/jpeg'],
  ['voice.amr', 'audio/amr'],
  ['REPORT.PDF', 'application/pdf'],
  ['film.mp4', 'video/mp4'],
  ['members.csv', 'text/csv'],
  ['no-extension', undefined],
  ['odd.unknownext', undefined],
] as const) {
  const expected = type ?? 'application/octet-stream';
  test(`difference 16: the file ${name} goes out as ${expected}, by its name, with its length`, async (t) => {
    const server = await wecom(t);
    const path = await fileOf(t, name, BYTES);
    const api = client(server);
    await api.uploadMedia(path, 'file');
    await api.uploadMedia({ data: BYTES, filename: name }, 'file');
    for (const request of requestsAt(server, 'media/upload')) {
      const { head, content } = partOf(request);
      assert.deepEqual(head, [
        `Content-Disposition: form-data; name="media"; filename="${name}"`,
        `Content-Type: ${expected}`,
      ]);
      assert.deepEqual(content, BYTES);
      assert.equal(request.headers['transfer-encoding'], undefined);
    }
    assert.equal(server.count('media/upload'), 2);
  });
}

for (const [name, sent] of [
  ['a "quoted" name.txt', 'a %22quoted%22 name.txt'],
  ['two\nlines.txt', 'two%0Alines.txt'],
  ['two\r\nlines.txt', 'two%0D%0Alines.txt'],
  ["it's 100%; really.txt", "it's 100%; really.txt"],
] as const) {
  test(`difference 16: a file name cannot break the part: ${JSON.stringify(name)} goes out as ${sent}`, async (t) => {
    const server = await wecom(t);
    const api = client(server);
    await api.uploadFile(await fileOf(t, name, 'text'));
    await api.uploadFile({ data: Buffer.from('text'), filename: name });
    await api.uploadFile({ data: Readable.from(['text']), filename: name, size: 4 });
    for (const request of requestsAt(server, 'media/upload')) {
      const { head, content } = partOf(request);
      assert.equal(head[0], `Content-Disposition: form-data; name="media"; filename="${sent}"`);
      assert.equal(String(content), 'text');
    }
    assert.equal(server.count('media/upload'), 3);
  });
}

/** A stream of `size` bytes, in pieces. */
function streamOf(size: number): Readable {
  function* pieces() {
    for (let left = size; left > 0; left -= 65_536) yield Buffer.alloc(Math.min(left, 65_536), 'x');
  }
  return Readable.from(pieces());
}

const FORMS: Record<string, () => API.Upload> = {
  'a Buffer': () => ({ data: Buffer.alloc(MB, 'x'), filename: 'x.bin' }),
  'a stream with size': () => ({ data: streamOf(MB), filename: 'x.bin', size: MB }),
  'a stream without size': () => ({ data: streamOf(MB), filename: 'x.bin' }),
};

for (const [form, make] of Object.entries(FORMS)) {
  test(`difference 16: ${form} is uploaded with its length`, async (t) => {
    const server = await wecom(t);
    const api = client(server);
    await api.uploadFile(make());
    await api.addFile(3, make());
    const requests = [...requestsAt(server, 'media/upload'), ...requestsAt(server, 'material/add_material')];
    assert.equal(requests.length, 2);
    for (const request of requests) assert.deepEqual(partOf(request).content, Buffer.alloc(MB, 'x'));
  });

  test(`difference 16: contentType goes over that of the name, with ${form}`, async (t) => {
    const server = await wecom(t);
    const file = make();
    assert.ok(typeof file === 'object');
    await client(server).uploadFile({ ...file, filename: 'x.png', contentType: 'image/x-special' });
    const [request] = requestsAt(server, 'media/upload');
    assert.equal(partOf(request).head[1], 'Content-Type: image/x-special');
  });
}

test('difference 16: a stream of strings without size is uploaded as UTF-8', async (t) => {
  const server = await wecom(t);
  await client(server).uploadFile({ data: Readable.from(['你', '好']), filename: 'x.txt' });
  assert.equal(String(partOf(requestsAt(server, 'media/upload')[0]).content), '你好');
});

test('difference 16: a stream without size may be of 20 MB', async (t) => {
  const server = await wecom(t);
  await client(server).uploadFile({ data: streamOf(20 * MB), filename: 'x.bin' });
  assert.equal(partOf(requestsAt(server, 'media/upload')[0]).content.length, 20 * MB);
});

test('difference 16: beyond that the error says what is missing, and nothing is sent', async (t) => {
  const server = await wecom(t);
  const data = streamOf(20 * MB + 1);
  const err = await failure((callback) => client(server).uploadFile({ data, filename: 'x.bin' }, callback));
  assert.equal(err.message, 'filepath.size is needed for a stream of more than 20 MB.');
  assert.equal(server.count('media/upload'), 0);
  assert.ok(data.destroyed);
});

for (const [form, make] of Object.entries({
  path: (path: string) => path,
  Buffer: () => ({ data: Buffer.alloc(0), filename: 'empty.txt' }),
  'stream with size': () => ({ data: Readable.from([]), filename: 'empty.txt', size: 0 }),
  'stream without size': () => ({ data: Readable.from([]), filename: 'empty.txt' }),
})) {
  test(`a file of 0 bytes, given as a ${form}, is uploaded as such`, async (t) => {
    const server = await wecom(t);
    await client(server).uploadFile(make(await fileOf(t, 'empty.txt', '')));
    const { head, content } = partOf(requestsAt(server, 'media/upload')[0]);
    assert.match(head[0] ?? '', /filename="empty.txt"/);
    assert.equal(content.length, 0);
  });
}

test('the URL of an upload has its parameters in the order of 0.3.0, encoded', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const file = { data: BYTES, filename: 'x.bin' };
  await api.uploadMedia(file, 'a&b');
  await api.addMaterial('5 6', file, 'image');
  await api.addVoice(0, file);
  const urls = server.requests.slice(1).map(({ url }) => url);
  assert.deepEqual(urls, [
    `/cgi-bin/media/upload?access_token=${server.token}&type=a%26b`,
    `/cgi-bin/material/add_material?access_token=${server.token}&type=image&agentid=5%206`,
    `/cgi-bin/material/add_material?access_token=${server.token}&type=voice&agentid=0`,
  ]);
});

test('the short forms name their type, and answer what WeCom says', async (t) => {
  const answer = { ...OK, type: 'image', media_id: 'M', created_at: '1380000000' };
  const server = await wecom(t, () => answer);
  const api = client(server);
  const file = { data: BYTES, filename: 'x.bin' };
  for (const name of ['uploadImage', 'uploadVoice', 'uploadVideo', 'uploadFile'] as const) {
    assert.deepEqual(await api[name](file), answer);
  }
  const types = requestsAt(server, 'media/upload').map(({ query }) => query.get('type'));
  assert.deepEqual(types, ['image', 'voice', 'video', 'file']);
});

test('the file that an upload opened is closed again', async (t) => {
  const opened = t.mock.method(fs, 'createReadStream');
  const server = await wecom(t);
  const path = await fileOf(t, 'x.bin', Buffer.alloc(MB));
  await client(server).uploadFile(path);
  const [call] = opened.mock.calls;
  assert.equal(basename(String(call?.arguments[0])), 'x.bin');
  const stream = call?.result;
  assert.ok(stream instanceof fs.ReadStream);
  if (!stream.closed) await once(stream, 'close');
});

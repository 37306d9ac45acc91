import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { rejection } from '../../../test/helpers/calls';
import { client, OK, wechat } from '../helpers/wechat';

const PICTURE = { data: Buffer.from('content'), filename: 'a.png' };

test('a file goes up as its part, after the texts that belong to it, and again when the token was refused', async (t) => {
  const server = await wechat(t, () => ({ media_id: 'M', url: 'http://url' }));
  const api = client(server);
  await api.getLatestToken();
  server.expire();
  const media = { data: Readable.from([Buffer.from('film')]), filename: 'a.mp4' };
  const description = { title: '标题', introduction: '简介' };
  const { media_id } = await api.weixin.material.add_material({ type: 'video', media, description });
  assert.equal(media_id, 'M');
  const uploads = server.requests.filter(({ path }) => path === '/cgi-bin/material/add_material');
  assert.equal(uploads.length, 2);
  for (const { query, body } of uploads) {
    assert.equal(query.get('type'), 'video');
    assert.match(
      String(body),
      /name="description"\r\n[\s\S]*\{"title":"标题","introduction":"简介"\}[\s\S]*name="media"; filename="a\.mp4"[\s\S]*film/,
    );
  }
});

test('a picture is read from its URL, or goes up as a file', async (t) => {
  const server = await wechat(t, () => ({ ...OK, number: '粤A12345' }));
  const api = client(server);
  assert.equal((await api.weixin.cv.ocr.platenum({ img_url: 'http://url/a.png' })).number, '粤A12345');
  await api.weixin.cv.ocr.platenum({ img: PICTURE });
  const [byURL, byFile] = server.requests.slice(1);
  assert.deepEqual([byURL?.query.get('img_url'), String(byURL?.body)], ['http://url/a.png', '{}']);
  assert.equal(byFile?.query.has('img_url'), false);
  assert.match(String(byFile?.body), /name="img"; filename="a\.png"[\s\S]*content/);
});

test('what is no file is an error that names the parameter, and nothing is sent', async (t) => {
  const server = await wechat(t);
  const api = client(server);
  for (const given of [undefined, null, 5]) {
    const { message } = await rejection(api.weixin.media.upload({ type: 'image', media: given } as never));
    assert.match(message, /^media must be a path or \{ data: Buffer \| Readable, filename \}, got \w+\.$/);
  }
  assert.equal(
    (await rejection(api.weixin.cv.img.qrcode({ img: 5 } as never))).message.startsWith('img must be'),
    true,
  );
  assert.deepEqual(server.paths(), []);
});

test('files come down by GET and by POST, as a Buffer or as a stream, and a refusal as an error', async (t) => {
  const server = await wechat(t, ({ query, body }) => {
    const id = query.get('media_id') ?? JSON.parse(String(body)).media_id;
    if (id === 'none') return { errcode: 40007, errmsg: 'invalid media_id' };
    if (id === 'news') return (res) => res.writeHead(200, { 'content-type': 'text/plain' }).end('{"news_item":[]}');
    return (res) => res.writeHead(200, { 'content-disposition': 'attachment; filename="a.txt"' }).end('content');
  });
  const { media, material } = client(server).weixin;
  for (const get of [media.get, media.get.jssdk, material.get_material]) {
    assert.equal(String(await get({ media_id: 'M' })), 'content');
    const { stream, filename } = await get.stream({ media_id: 'M' });
    assert.equal(filename, 'a.txt');
    assert.equal(Buffer.concat(await stream.toArray()).toString(), 'content');
    assert.equal((await rejection(get({ media_id: 'none' }))).code, 40007);
    assert.equal((await rejection(get.stream({ media_id: 'none' }))).code, 40007);
  }
  const news = await material.get_material({ media_id: 'news' });
  assert.deepEqual(JSON.parse(String(news)), { news_item: [] });
  assert.ok(!Buffer.isBuffer(news));
  const verbs = server.requests.slice(1).map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual(
    new Set(verbs),
    new Set(['GET /cgi-bin/media/get', 'GET /cgi-bin/media/get/jssdk', 'POST /cgi-bin/material/get_material']),
  );
});

// Uploads, downloads and 企业号's permanent material. Compiled by `npm run check`, never run.

import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { expectTypeOf } from 'expect-type';

import API = require('wechat-enterprise-api');
import material = require('wechat-enterprise-api/lib/api_material');
import media = require('wechat-enterprise-api/lib/api_media');

declare const api: API;

// What an upload takes: a path, or content with a name.
const uploads: API.Upload[] = [
  'image.png',
  { data: Buffer.from('hello'), filename: 'hello.txt' },
  { data: createReadStream('hello.txt'), filename: 'hello.txt', contentType: 'text/plain', size: 5 },
];
// @ts-expect-error: bytes need a name
uploads.push(Buffer.from('hello'));
// @ts-expect-error: bytes need a name
uploads.push({ data: Buffer.from('hello') });
// @ts-expect-error: text is no content
uploads.push({ data: 'hello', filename: 'hello.txt' });

expectTypeOf(api.uploadMedia('image.png', 'image')).resolves.toEqualTypeOf<media.Uploaded>();
api.uploadMedia('image.png', 'image', (err, uploaded, res) => {
  expectTypeOf(err).toEqualTypeOf<API.CallError | null>();
  expectTypeOf(uploaded).toEqualTypeOf<media.Uploaded>();
  expectTypeOf(res).toEqualTypeOf<API.Response>();
});
declare const type: string;
api.uploadMedia({ data: Buffer.alloc(5), filename: 'a.amr' }, type, null);
// @ts-expect-error: a type is needed
api.uploadMedia('image.png', () => {});
// @ts-expect-error: a type is needed
api.uploadMedia('image.png');
for (const upload of [api.uploadImage, api.uploadVoice, api.uploadVideo, api.uploadFile]) {
  expectTypeOf(upload('a.png')).resolves.toEqualTypeOf<media.Uploaded>();
  upload('a.png', (_err, uploaded) => expectTypeOf(uploaded).toEqualTypeOf<media.Uploaded>());
  upload({ data: Buffer.alloc(5), filename: 'a.png' }, undefined);
  // @ts-expect-error: the method says the type
  upload('a.png', 'image', () => {});
}

// Downloads, into memory or as a stream.
expectTypeOf(api.getMedia('media_id')).resolves.toEqualTypeOf<Buffer>();
api.getMedia('media_id', (_err, file, res) => {
  expectTypeOf(file).toEqualTypeOf<Buffer>();
  expectTypeOf(res.headers['content-disposition']).toEqualTypeOf<string | undefined>();
});
expectTypeOf(api.downloadMedia('media_id')).resolves.toEqualTypeOf<API.Download>();
api.downloadMedia('media_id', (_err, { stream, filename, contentType, size }) => {
  expectTypeOf(stream).toEqualTypeOf<Readable>();
  expectTypeOf(filename).toEqualTypeOf<string | undefined>();
  expectTypeOf(contentType).toEqualTypeOf<string | undefined>();
  expectTypeOf(size).toEqualTypeOf<number | undefined>();
});
expectTypeOf(api.getMaterial(1, 'media_id')).resolves.toEqualTypeOf<Buffer | material.News>();
api.getMaterial(1, 'media_id', (_err, found) => {
  if (Buffer.isBuffer(found)) return;
  expectTypeOf(found.mpnews.articles).toEqualTypeOf<material.Article[]>();
});
expectTypeOf(api.downloadMaterial(1, 'media_id')).resolves.toEqualTypeOf<API.Download>();
// @ts-expect-error: the app comes first
api.downloadMaterial('media_id');

// Permanent material.
expectTypeOf(api.addMaterial(1, 'a.png', 'image')).resolves.toEqualTypeOf<material.Added>();
api.addMaterial('1', 'a.png', 'image', (_err, added) => expectTypeOf(added).toEqualTypeOf<material.Added>());
for (const add of [api.addImage, api.addVoice, api.addVideo, api.addFile]) {
  expectTypeOf(add(1, 'a.png')).resolves.toEqualTypeOf<material.Added>();
  add('1', 'a.png', (_err, added) => expectTypeOf(added).toEqualTypeOf<material.Added>());
  // @ts-expect-error: the app comes first
  add('a.png');
}
const news = { articles: [{ title: 'title', thumb_media_id: 'media_id', content: '<b>hello</b>', show_cover_pic: 1 }] };
expectTypeOf(api.addMPNews(1, news)).resolves.toEqualTypeOf<material.Added>();
api.addMPNews(1, news, (_err, added) => expectTypeOf(added).toEqualTypeOf<material.Added>());
// @ts-expect-error: an article has content
api.addMPNews(1, { articles: [{ title: 'title', thumb_media_id: 'media_id' }] });
expectTypeOf(api.updateMPNews(1, 'media_id', news)).resolves.toEqualTypeOf<API.Ack>();
api.updateMPNews(1, 'media_id', news, (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());
expectTypeOf(api.delMaterial(1, 'media_id')).resolves.toEqualTypeOf<API.Ack>();
api.delMaterial(1, 'media_id', (_err, ack) => expectTypeOf(ack).toEqualTypeOf<API.Ack>());
expectTypeOf(api.countMaterial(1)).resolves.toEqualTypeOf<material.Count>();
api.countMaterial(1, (_err, count) => expectTypeOf(count).toEqualTypeOf<material.Count>());
api.countMaterial(1, 'unused', (_err, count) => expectTypeOf(count).toEqualTypeOf<material.Count>());
api.countMaterial(1, null, (_err, count) => expectTypeOf(count).toEqualTypeOf<material.Count>());
expectTypeOf(api.batchgetMaterial(1, 'image')).resolves.toEqualTypeOf<material.List>();
api.batchgetMaterial(1, 'image', (_err, list) => expectTypeOf(list).toEqualTypeOf<material.List>());
api.batchgetMaterial(1, 'image', 20, (_err, list) => expectTypeOf(list).toEqualTypeOf<material.List>());
api.batchgetMaterial(1, 'image', 20, '10', (_err, list) => expectTypeOf(list).toEqualTypeOf<material.List>());

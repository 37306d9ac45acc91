import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { beyond, JPG, MEDIA, type MediaType, PNG } from '../helpers/files';
import { appAgain, world } from '../helpers/world';

const DAY = 86_400_000;
const TYPES = Object.keys(MEDIA).filter((type): type is MediaType => type in MEDIA);

for (const type of TYPES) {
  test(`the ${type} comes back as it was uploaded`, async (t) => {
    const { app, other } = await world(t);
    const { content, filename } = MEDIA[type];
    const body = accepted(await app.upload('media/upload', MEDIA[type], { type }), '');
    assert.equal(body.type, type);
    assert.match(string(body, 'created_at'), /^\d{10}$/);
    const media_id = string(body, 'media_id');
    for (const reader of [app, other]) {
      const { status, headers, bytes } = await reader.get('media/get', { media_id });
      assert.equal(status, 200);
      assert.ok(bytes.equals(Buffer.from(content)));
      assert.match(headers.get('content-disposition') ?? '', /^attachment; ?filename="/);
    }
    if (/^[\w.]+$/.test(filename)) {
      const { headers } = await app.get('media/get', { media_id });
      assert.ok(headers.get('content-disposition')?.includes(`filename="${filename}"`));
    }
  });
}

test('a media_id lives for three days', async (t) => {
  const w = await world(t);
  const media_id = string(accepted(await w.app.upload('media/upload', MEDIA.file, { type: 'file' }), ''), 'media_id');
  const later = async (ms: number) => {
    w.sandbox.clock.advance(ms);
    return (await appAgain(w)).get('media/get', { media_id });
  };
  assert.equal((await later(3 * DAY - 60_000)).text, 'some text');
  refused(await later(120_000), [40007, 40145]);
});

const refusals = [
  { input: 'an empty file', type: 'file', content: '', errcodes: [44001] },
  { input: 'an unknown type', type: 'smell', content: 'some text', errcodes: [40004, 40005] },
  { input: 'a file of 5 bytes', type: 'file', content: '12345', errcodes: [40006] },
  { input: 'an image that is none', type: 'image', content: 'not an image', errcodes: [40123] },
  { input: 'an image of more than 10 MB', type: 'image', content: beyond(10, PNG), errcodes: [40006, 45001, 40009] },
  { input: 'a voice that is not AMR', type: 'voice', content: 'not a voice', errcodes: [301017, 301016] },
  {
    input: 'a voice of more than 2 MB',
    type: 'voice',
    content: beyond(2, MEDIA.voice.content),
    errcodes: [40006, 45001, 301015],
  },
  {
    input: 'a video of more than 10 MB',
    type: 'video',
    content: beyond(10, MEDIA.video.content),
    errcodes: [40006, 45001, 40011],
  },
  { input: 'a file of more than 20 MB', type: 'file', content: beyond(20, PNG), errcodes: [40006, 45001] },
];

for (const { input, type, content, errcodes } of refusals) {
  test(`media/upload refuses ${input}`, async (t) => {
    const { app } = await world(t);
    const answer = await app.upload('media/upload', { content, filename: 'a.bin' }, { type });
    refused(answer, errcodes);
  });
}

test('media/upload refuses a request without a file', async (t) => {
  const { app } = await world(t);
  const answers = [
    await app.post('media/upload', {}, { type: 'file' }),
    await app.upload('media/upload', { content: 'some text', part: 'something' }, { type: 'file' }),
  ];
  for (const answer of answers) refused(answer, [44001, 41005, 40058]);
});

test('media/upload takes a JPG', async (t) => {
  const { app } = await world(t);
  accepted(await app.upload('media/upload', { content: JPG, filename: 'a.jpg' }, { type: 'image' }), '');
});

test('media/get answers a range with that range', async (t) => {
  const { app } = await world(t);
  const media_id = string((await app.upload('media/upload', MEDIA.file, { type: 'file' })).body, 'media_id');
  const { status, headers, text } = await app.get('media/get', { media_id }, { range: 'bytes=5-8' });
  assert.deepEqual([status, text, headers.get('content-range')], [206, 'text', 'bytes 5-8/9']);
  assert.equal(headers.get('accept-ranges'), 'bytes');
});

for (const path of ['media/get', 'media/get/jssdk']) {
  test(`${path} refuses an unknown media_id with JSON`, async (t) => {
    const { app } = await world(t);
    refused(await app.get(path, { media_id: 'nothing' }), 40007, 'invalid media_id');
    refused(await app.get(path), [41006, 40007]);
  });
}

test('media/uploadimg gives the address of an image that stays', async (t) => {
  const { app, sandbox } = await world(t);
  const { body, text } = await app.upload('media/uploadimg', MEDIA.image);
  assert.equal(body.errcode, 0, text);
  sandbox.clock.advance(30 * DAY);
  const { bytes } = await ask(string(body, 'url'));
  assert.ok(bytes.equals(PNG));
});

test('media/uploadimg takes images up to 2 MB', async (t) => {
  const { app } = await world(t);
  for (const content of [beyond(2, PNG), Buffer.from('not an image')]) {
    const answer = await app.upload('media/uploadimg', { content, filename: 'a.png' });
    assert.notEqual(answer.body.errcode, 0);
    refused(answer, Number(answer.body.errcode));
  }
});

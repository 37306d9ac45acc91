import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type Body, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { beyond, MEDIA, PNG } from '../helpers/files';
import { article, CARDS, text, uploaded } from '../helpers/messages';
import { type Lifetime, type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/99110: the robots of groups.

interface Group extends World {
  key: string;
}

async function group(t: Lifetime, rateLimits = false): Promise<Group> {
  const w = await world(t, { rateLimits });
  const [key] = w.sandbox.company.robots.keys();
  assert.ok(key, 'the example company has a robot');
  return { ...w, key };
}

const say = ({ nobody, key }: Group, body: Body) => nobody.post('webhook/send', body, { key });

const md5 = (content: Buffer) => createHash('md5').update(content).digest('hex');
const image = (content: Buffer) => ({
  msgtype: 'image',
  image: { base64: content.toString('base64'), md5: md5(content) },
});

const good: Body[] = [
  { msgtype: 'text', text: { content: 'hi', mentioned_list: ['zhangsan', '@all'], mentioned_mobile_list: ['@all'] } },
  { msgtype: 'markdown', markdown: { content: '<font color="info">fine</font>' } },
  { msgtype: 'markdown_v2', markdown_v2: { content: '| a | b |' } },
  image(PNG),
  { msgtype: 'news', news: { articles: [article] } },
  { msgtype: 'template_card', template_card: CARDS.text_notice?.('') },
  { msgtype: 'template_card', template_card: CARDS.news_notice?.('') },
];

for (const message of good) {
  test(`a robot says ${JSON.stringify(message).slice(0, 60)} without a token`, async (t) => {
    const g = await group(t);
    accepted(await say(g, message));
    assert.equal(g.sandbox.messages().length, 1);
  });
}

for (const type of ['file', 'voice'] as const) {
  test(`a robot sends a ${type} that was uploaded for it`, async (t) => {
    const g = await group(t);
    const answer = await g.nobody.upload('webhook/upload_media', MEDIA[type], { key: g.key, type });
    assert.equal(answer.body.errcode, 0, answer.text);
    assert.equal(answer.body.type, type);
    const media_id = string(answer.body, 'media_id');
    accepted(await say(g, { msgtype: type, [type]: { media_id } }));
    refused(await say(g, { msgtype: type, [type]: { media_id: 'nothing' } }), 40007);
  });
}

const refusals: { what: string; message: Body; errcodes: number[] }[] = [
  { what: 'an unknown msgtype', message: { msgtype: 'smell' }, errcodes: [40008] },
  { what: 'an empty text', message: text(''), errcodes: [93017, 44004, 40058] },
  { what: 'a text of 5121 bytes', message: text('t'.repeat(5121)), errcodes: [40058] },
  {
    what: 'a markdown of 4097 bytes',
    message: { msgtype: 'markdown', markdown: { content: 'm'.repeat(4097) } },
    errcodes: [40058],
  },
  {
    what: '9 articles',
    message: { msgtype: 'news', news: { articles: Array(9).fill(article) } },
    errcodes: [45008, 40058],
  },
  { what: 'an image of more than 2 MB', message: image(beyond(2, PNG)), errcodes: [93018, 40009, 40006, 45001] },
  {
    what: 'an image with a wrong md5',
    message: { msgtype: 'image', image: { ...image(PNG).image, md5: md5(Buffer.from('x')) } },
    errcodes: [301019],
  },
];

for (const { what, message, errcodes } of refusals) {
  test(`a robot does not say ${what}`, async (t) => {
    const g = await group(t);
    const answer = await say(g, message);
    refused(answer, errcodes);
    assert.deepEqual(g.sandbox.messages(), []);
  });
}

test('a robot takes texts of 5120 bytes', async (t) => {
  const g = await group(t);
  accepted(await say(g, text('t'.repeat(5120))));
});

test('a too long text is named in words', async (t) => {
  const g = await group(t);
  const said = refused(await say(g, text('t'.repeat(5121))), 40058).words;
  assert.match(said, /^text\.content exceed max length 5120\. invalid Request Parameter/);
});

test('an unknown key is refused', async (t) => {
  const { nobody } = await group(t);
  refused(await nobody.post('webhook/send', text('x'), { key: 'nothing' }), 93000, 'invalid webhook url');
  refused(await nobody.post('webhook/send', text('x')), 93000);
  const upload = await nobody.upload('webhook/upload_media', MEDIA.file, { key: 'nothing', type: 'file' });
  assert.match(refused(upload, 40058).words, /invalid param 'key'/);
});

test('what an app uploaded is not for robots, nor the other way round', async (t) => {
  const g = await group(t);
  refused(await say(g, { msgtype: 'file', file: { media_id: await uploaded(g.app, 'file') } }), 40007);
  const { body } = await g.nobody.upload('webhook/upload_media', MEDIA.file, { key: g.key, type: 'file' });
  refused(await g.app.get('media/get', { media_id: string(body, 'media_id') }), 40007);
});

test('an empty file is refused', async (t) => {
  const { nobody, key } = await group(t);
  refused(await nobody.upload('webhook/upload_media', { content: '' }, { key, type: 'file' }), 44001);
});

test('a stopped robot says nothing', async (t) => {
  const g = await group(t);
  for (const robot of g.sandbox.company.robots.values()) robot.stopped = true;
  refused(await say(g, text('x')), 93004);
});

test('a robot says 20 things a minute where rates are limited', async (t) => {
  const g = await group(t, true);
  // Both bursts lie within one minute of the sandbox's clock.
  g.sandbox.clock.advance(60_000 - (g.sandbox.clock.now() % 60_000));
  for (let i = 0; i < 20; i++) accepted(await say(g, text(`${i}`)));
  assert.match(refused(await say(g, text('one too many')), 45009).words, /^api freq out of limit/);
  g.sandbox.clock.advance(60_000);
  accepted(await say(g, text('next minute')));
  assert.equal(g.sandbox.messages().length, 21);
});

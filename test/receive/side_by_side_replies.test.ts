import assert from 'node:assert/strict';
import { test } from 'node:test';

import { timeless } from './helpers/host';
import { text, toXML } from './helpers/samples';
import { ACCOUNT, delivery, send } from './helpers/sender';
import { original, SIDES, sideBySide } from './helpers/sides';

// Replies, side by side with wechat-enterprise 0.1.1.

const LINKED = { title: 't', description: 'd', url: 'http://host/?a=1&b=2' };

const REPLIES: Record<string, unknown> = {
  text: 'hello',
  'text in Chinese': '你好 👋\n<a href="http://host/?a=1&b=2">link</a>',
  'an empty string': '',
  undefined: undefined,
  null: null,
  zero: 0,
  'a number': 42,
  true: true,
  false: false,
  blanks: '  ',
  'text of 3,000 bytes': '你'.repeat(1000),
  'text with signs of XML': '<xml>&amp;<b> "\' ]] > ]> \\ <%= 1 %>',
  'a typed text': { type: 'text', content: 'hello' },
  'a typed text without content': { type: 'text' },
  'a typed number': { type: 'text', content: 7 },
  image: { type: 'image', content: { mediaId: 'media_id' } },
  voice: { type: 'voice', content: { mediaId: 'media_id' } },
  video: { type: 'video', content: { mediaId: 'm', title: 't', description: 'd', thumbMediaId: 'x' } },
  'a video without words': { type: 'video', content: { mediaId: 'm' } },
  'an image without an id': { type: 'image', content: {} },
  news: [
    { ...LINKED, picUrl: 'http://host/1' },
    { ...LINKED, picurl: 'http://host/2' },
    { ...LINKED, pic: 'http://host/3' },
  ],
  'news of nothing': [],
  'news with gaps': [{ title: 'only' }, { picUrl: '', picurl: 'second' }, {}],
  'typed news': { type: 'news', content: [{ ...LINKED, pic: 'p' }] },
  music: { title: 't', description: 'd', musicUrl: 'http://host/m', hqMusicUrl: 'http://host/hq' },
  'music by its other names': { title: 't', description: 'd', url: 'http://host/m', hqUrl: 'http://host/hq' },
  'music of nothing': {},
  'typed music': { type: 'music', content: { title: 't', description: 'd', musicUrl: 'm', hqMusicUrl: 'hq' } },
  transfer: { type: 'transfer_customer_service' },
  'transfer to somebody': { type: 'transfer_customer_service', content: { kfAccount: 'test1@test' } },
  'transfer to nobody': { type: 'transfer_customer_service', content: {} },
  'an unknown type with text': { type: 'hologram', content: 'text' },
};

for (const [name, content] of Object.entries(REPLIES)) {
  test(`a reply of ${name}`, async (t) => {
    const { deliver } = await sideBySide(t, (w) =>
      w(ACCOUNT, (_req, res) => {
        Reflect.apply(res.reply, res, [content]);
      }),
    );
    const { status, encrypted } = await deliver(text('hello'));
    assert.equal(status, 200);
    assert.equal(encrypted, Boolean(content));
  });
}

test('wechat.reply gives the same XML', () => {
  for (const [name, content] of Object.entries(REPLIES)) {
    if (content === null) continue; // the original throws
    const [ours, theirs] = SIDES.map(([, w]) => {
      const xml = String(Reflect.apply(w.reply, w, [content, 'from & me', 'to <you>']));
      return timeless(xml);
    });
    assert.equal(ours, theirs, name);
  }
});

test('wechat.toXML and wechat.encryptWrap give the same XML', () => {
  const parties = { toUsername: 'to', fromUsername: 'from', createTime: 1409659813000 };
  const infos = [
    { ...parties, msgType: 'text', content: '你好<b>' },
    { ...parties, msgType: 'news', content: [{ ...LINKED, picurl: 'p' }] },
    { ...parties, msgType: 'image', content: { mediaId: 'm' } },
    { ...parties, msgType: 'transfer_customer_service', content: undefined },
  ];
  for (const info of infos) {
    assert.equal(
      Reflect.apply(SIDES[0]?.[1].toXML ?? String, null, [info]),
      Reflect.apply(original.toXML, null, [info]),
    );
  }
  const wraps = [
    { encrypt: 'a+/=', signature: 'abc', timestamp: 1409659813000, nonce: 1372623149 },
    { encrypt: 'a', signature: 'b', timestamp: '1', nonce: '2' },
  ];
  for (const wrap of wraps) {
    const [ours, theirs] = SIDES.map(([, w]) => Reflect.apply(w.encryptWrap, null, [wrap]));
    assert.equal(ours, theirs);
  }
});

test('difference R6: a reply is sent with the same status line and headers, but for its length', async (t) => {
  const { ours, theirs } = await sideBySide(t, (w) => w(ACCOUNT, (_req, res) => res.reply('hello')));
  const [a, b] = await Promise.all([ours, theirs].map(({ url }) => send(url, delivery(toXML(text('hello'))))));
  const names = (headers: object = {}) => Object.keys(headers).sort();
  assert.equal(a?.status, b?.status);
  assert.equal(a?.headers['content-type'], b?.headers['content-type']);
  const added = names(a?.headers).filter((name) => !names(b?.headers).includes(name));
  assert.deepEqual(
    added.filter((name) => !['content-length', 'transfer-encoding'].includes(name)),
    [],
  );
});

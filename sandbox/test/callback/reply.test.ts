import assert from 'node:assert/strict';
import { test } from 'node:test';
import { object } from '../helpers/client';
import { MEDIA } from '../helpers/files';
import { sealed } from '../helpers/letters';
import { uploaded } from '../helpers/messages';
import { type Answering, connected, conversation, received, through } from '../helpers/receiver';
import { world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90241: what an app answers at once, by the library and by hand.

const LONG = '长'.repeat(800);
const article = { title: '题 & <1>', description: 'D', picurl: 'https://e.com/p.png', url: 'https://e.com/?a=1&b=2' };

const texts: [what: string, said: string, shown: string][] = [
  ['a text', 'hello', 'hello'],
  ['a text of everything', `😀 ]]> &amp; <b> "'`, `😀 ]]> &amp; <b> "'`],
  ['a text of 2,400 bytes, cut', LONG, '长'.repeat(682)],
];

for (const [what, said, shown] of texts) {
  test(`the library answers with ${what}`, async (t) => {
    const { phone, w } = await conversation(
      t,
      through((handler) => handler.text(() => said)),
    );
    const { state, problem, reply } = await phone.text('hi');
    assert.deepEqual([state, reply?.msgtype, reply?.body.text], ['received', 'text', { content: shown }]);
    if (said === shown) assert.equal(problem, undefined);
    assert.deepEqual(w.sandbox.messages(), []);
  });
}

test('the library answers with res.reply', async (t) => {
  const library = through((handler) =>
    handler.text((message, _req, res) => {
      setImmediate(() => res.reply(`you said ${message.Content}`));
    }),
  );
  const { phone } = await conversation(t, library);
  assert.deepEqual((await phone.text('hi')).reply?.body.text, { content: 'you said hi' });
});

for (const type of ['image', 'voice'] as const) {
  test(`the library answers with ${type}`, async (t) => {
    let mediaId = '';
    const library = through((handler) => handler.text(() => ({ type, content: { mediaId } })));
    const { w, phone } = await conversation(t, library);
    mediaId = await uploaded(w.app, type);
    const { reply, problem } = await phone.text('hi');
    assert.deepEqual([problem, reply?.msgtype, reply?.body[type]], [undefined, type, { media_id: mediaId }]);
  });
}

test('the library answers with a video', async (t) => {
  let mediaId = '';
  const content = { title: '片', description: 'D & d' };
  const library = through((handler) => handler.text(() => ({ type: 'video', content: { mediaId, ...content } })));
  const { w, phone } = await conversation(t, library);
  mediaId = await uploaded(w.app, 'video');
  const { reply, problem } = await phone.text('hi');
  assert.deepEqual([problem, reply?.body.video], [undefined, { media_id: mediaId, ...content }]);
});

test('the library sends back what it was sent', async (t) => {
  const library = through((handler) =>
    handler.image(({ MediaId }) => ({ type: 'image', content: { mediaId: MediaId } })),
  );
  const { phone } = await conversation(t, library);
  const { message, reply } = await phone.file('image', { filename: 'p.png', data: MEDIA.image.content });
  assert.deepEqual(reply?.body.image, { media_id: message.MediaId });
});

for (const count of [1, 8]) {
  test(`the library answers with news of ${count}`, async (t) => {
    const news = Array(count).fill(article);
    const { phone } = await conversation(
      t,
      through((handler) => handler.text(() => news)),
    );
    const { reply, problem } = await phone.text('hi');
    assert.deepEqual([problem, reply?.msgtype], [undefined, 'news']);
    assert.deepEqual(object(reply?.body.news).articles, news);
  });
}

test('an answer with nothing in it is none', async (t) => {
  const { phone } = await conversation(t, received);
  const { state, reply, problem, tries } = await phone.text('hi');
  assert.deepEqual([state, reply, problem, tries.length], ['received', undefined, undefined, 1]);
});

for (const said of ['success', 'SUCCESS', 'Success', 'success\n', '\r\n']) {
  test(`nor is ${JSON.stringify(said)}, by which many apps say that they have it`, async (t) => {
    const { phone } = await conversation(t, (_arrived, res) => res.end(said));
    const { state, problem, reply, tries } = await phone.text('hi');
    assert.deepEqual([state, problem, reply, tries.length], ['received', undefined, undefined, 1]);
  });
}

/** Answers with this XML, in its envelope. */
const said =
  (xml: string): Answering =>
  (_arrived, res, { settings }) =>
    res.end(sealed(xml, settings));

const head = (type: string, to = 'zhangsan', from = 'ww5a8dbc0ffee0cafe') =>
  `<ToUserName>${to}</ToUserName><FromUserName>${from}</FromUserName><CreateTime>1</CreateTime><MsgType>${type}</MsgType>`;

test('XML of another hand is read: no CDATA, other order, blanks', async (t) => {
  const xml = `<xml>\n  <Content>a &amp; b</Content>\n  ${head('text')}\n</xml>\n`;
  const { phone } = await conversation(t, said(xml));
  const { reply, problem } = await phone.text('hi');
  assert.deepEqual([problem, reply?.body.text], [undefined, { content: 'a & b' }]);
});

test('userids are the same in capitals', async (t) => {
  const { phone } = await conversation(t, said(`<xml>${head('text', 'ZhangSan')}<Content>hi</Content></xml>`));
  assert.equal((await phone.text('hi')).reply?.msgtype, 'text');
});

const byHand = [
  ['image', (id: string) => `<Image><MediaId>${id}</MediaId></Image>`, {}],
  ['voice', (id: string) => `<Voice><MediaId><![CDATA[${id}]]></MediaId></Voice>`, {}],
  [
    'video',
    (id: string) => `<Video><Title>T</Title><Description>D</Description><MediaId>${id}</MediaId></Video>`,
    { title: 'T', description: 'D' },
  ],
] as const;

for (const [type, content, more] of byHand) {
  test(`${type} by hand`, async (t) => {
    let media_id = '';
    const { w, phone } = await conversation(t, (arrived, res, exchange) =>
      said(`<xml>${head(type)}${content(media_id)}</xml>`)(arrived, res, exchange),
    );
    media_id = await uploaded(w.app, type);
    const { reply, problem } = await phone.text('hi');
    assert.deepEqual([problem, reply?.msgtype, reply?.body[type]], [undefined, type, { media_id, ...more }]);
  });
}

test('one article by hand', async (t) => {
  const item = '<item><Title>T</Title><Description>D</Description><PicUrl>P</PicUrl><Url>U</Url></item>';
  const xml = `<xml>${head('news')}<ArticleCount>1</ArticleCount><Articles>${item}</Articles></xml>`;
  const { phone } = await conversation(t, said(xml));
  const { reply } = await phone.text('hi');
  const articles = [{ title: 'T', description: 'D', picurl: 'P', url: 'U' }];
  assert.deepEqual(object(reply?.body.news).articles, articles);
});

/** Events with what makes them plausible. */
const list = { EventKey: 'k', ScanCodeInfo: { ScanType: 'qrcode', ScanResult: '1' } };
const answerable: [event: string, details: object][] = [
  ['subscribe', {}],
  ['enter_agent', {}],
  ['LOCATION', { Latitude: 1, Longitude: 1, Precision: 1 }],
  ['click', { EventKey: 'k' }],
  ['view', { EventKey: 'https://e.com/' }],
  ['view_miniprogram', { EventKey: 'pages/index' }],
  ['scancode_waitmsg', list],
  ['template_card_menu_event', { EventKey: 'k', TaskId: 't', CardType: 'text_notice', ResponseCode: 'c' }],
];
const pictures = { EventKey: 'k', SendPicsInfo: { Count: 1, PicList: { item: [{ PicMd5Sum: 'a'.repeat(32) }] } } };
/** template_card_event takes a change of its card only. */
const unanswerable: [event: string, details: object][] = [
  ['unsubscribe', {}],
  ['scancode_push', list],
  ['pic_sysphoto', pictures],
  ['pic_photo_or_album', pictures],
  ['pic_weixin', pictures],
  [
    'location_select',
    { EventKey: 'k', SendLocationInfo: { Location_X: '1', Location_Y: '1', Scale: '1', Label: 'L' } },
  ],
  ['template_card_event', { EventKey: 'k', TaskId: 't', CardType: 'text_notice', ResponseCode: 'c' }],
  ['taskcard_click', { EventKey: 'k', TaskId: 't' }],
];

for (const [Event, details] of answerable) {
  test(`the event ${Event} takes a reply`, async (t) => {
    const { phone } = await conversation(
      t,
      through((handler) => handler.event(Event, () => 'welcome')),
    );
    const { reply, problem } = await phone.send({ MsgType: 'event', Event, ...details });
    assert.deepEqual([problem, reply?.body.text], [undefined, { content: 'welcome' }]);
  });
}

for (const [Event, details] of unanswerable) {
  test(`the event ${Event} takes none`, async (t) => {
    const { phone } = await conversation(
      t,
      through((handler) => handler.event(Event, () => 'welcome')),
    );
    const { state, reply, problem } = await phone.send({ MsgType: 'event', Event, ...details });
    assert.deepEqual([state, reply], ['received', undefined]);
    assert.match(problem ?? '', new RegExp(`${Event}|no reply|takes no`, 'i'));
  });
}

test('a change in the contacts takes none', async (t) => {
  const w = await world(t);
  await connected(t, w, 'contact', said(`<xml>${head('text', 'sys')}<Content>hi</Content></xml>`));
  const done = new Promise((resolve) => w.sandbox.on('callback.done', resolve));
  await w.sandbox.admin('department/create', { id: 77, name: 'D', parentid: 1 });
  await done;
  const [delivery] = w.sandbox.deliveries();
  assert.deepEqual([delivery?.state, delivery?.reply], ['received', undefined]);
  assert.match(delivery?.problem ?? '', /repl/i);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { Body } from '../helpers/client';
import { refused } from '../helpers/expect';
import { MEDIA } from '../helpers/files';
import { all, fields, newest, opened } from '../helpers/letters';
import { uploaded } from '../helpers/messages';
import { conversation, through } from '../helpers/receiver';
import { appAgain } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90239: what a member says, opened by Tencent's package and by the library's receive side.

const DAY = 86_400_000;

const kinds: [what: string, message: Body][] = [
  ['a text', { MsgType: 'text', Content: 'hello' }],
  ['a text of everything', { MsgType: 'text', Content: `你好 😀👨‍👩‍👧 ]]> &amp; <b>&"'</b> <![CDATA[ ]]]]> \\ %2B` }],
  ['a text of 2,048 bytes', { MsgType: 'text', Content: `${'字'.repeat(682)}ab` }],
  ['a text of several lines', { MsgType: 'text', Content: 'one\n\ntwo' }],
  ['a text that looks like a number', { MsgType: 'text', Content: '0012' }],
  [
    'a place',
    { MsgType: 'location', Location_X: 23.134521, Location_Y: -113.358803, Scale: 20, Label: '广州市 & 海珠区' },
  ],
  [
    'a link',
    {
      MsgType: 'link',
      Title: '标题 <1>',
      Description: 'D',
      Url: 'https://example.com/?a=1&b=2',
      PicUrl: 'https://example.com/p.png',
    },
  ],
];

for (const [what, message] of kinds) {
  test(`${what} arrives as it was said`, async (t) => {
    const said: unknown[] = [];
    const type = String(message.MsgType);
    const library = through((handler) => handler.setHandler(type, (one) => said.push(one) && ''));
    const { w, app, phone } = await conversation(t, library);
    const delivery = await phone.send(message);
    const { ToUserName, FromUserName, CreateTime, MsgId, AgentID, AppType, ...rest } = await newest(app);
    assert.deepEqual([ToUserName, FromUserName], [w.sandbox.corpid, 'zhangsan']);
    assert.equal(AgentID, String(w.agentid));
    assert.ok(Math.abs(Number(CreateTime) - w.sandbox.clock.now() / 1000) < 10, String(CreateTime));
    assert.match(String(MsgId), /^[1-9]\d{9,18}$/);
    assert.equal(AppType, type === 'location' ? 'wxwork' : undefined);
    assert.deepEqual(rest, texts(message));
    assert.deepEqual(said, [await newest(app)]);
    assert.deepEqual([delivery.state, delivery.tries.length, delivery.problem], ['received', 1, undefined]);
  });
}

function texts(message: Body): Body {
  return Object.fromEntries(Object.entries(message).map(([name, value]) => [name, String(value)]));
}

/** A type, and what it says without being told. */
const plain: [type: string, names: string[]][] = [
  ['text', ['Content']],
  ['image', ['PicUrl', 'MediaId']],
  ['voice', ['MediaId', 'Format']],
  ['video', ['MediaId', 'ThumbMediaId']],
  ['location', ['Location_X', 'Location_Y', 'Scale', 'Label']],
  ['link', ['Title', 'Description', 'Url', 'PicUrl']],
];
const FIRST = ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType'];

for (const [type, names] of plain.filter(([name]) => name !== 'text')) {
  test(`a ${type} message needs nothing but its type`, async (t) => {
    const { app, phone } = await conversation(t);
    const delivery = await phone.send({ MsgType: type });
    assert.equal(delivery.state, 'received');
    const message = await newest(app);
    assert.deepEqual(Object.keys(message).slice(0, 4), FIRST);
    const { AppType, ...rest } = message;
    assert.deepEqual(Object.keys(rest).sort(), [...FIRST, ...names, 'MsgId', 'AgentID'].sort());
    for (const name of names) assert.ok(message[name], `${name} says something`);
  });
}

for (const type of ['image', 'voice', 'video'] as const) {
  test(`a ${type} that a member sends is a medium for three days`, async (t) => {
    const said: Body[] = [];
    const library = through((handler) => handler.setHandler(type, (one) => said.push({ ...one }) && ''));
    const { w, app, phone } = await conversation(t, library);
    const { content, filename } = MEDIA[type];
    assert.equal((await phone.file(type, { filename, data: content })).state, 'received');
    const message = await newest(app);
    assert.equal(message.MsgType, type);
    assert.deepEqual(said, [message]);
    const media_id = String(message.MediaId);
    assert.deepEqual((await w.app.get('media/get', { media_id })).bytes, content);
    if (type === 'voice') assert.equal(message.Format, 'amr');
    w.sandbox.clock.advance(3 * DAY + 1000);
    refused(await (await appAgain(w)).get('media/get', { media_id }), [40007, 42007]);
  });
}

test('the picture of an image message can be looked at', async (t) => {
  const { app, phone } = await conversation(t);
  await phone.file('image', { filename: 'pixel.png', data: MEDIA.image.content });
  const response = await fetch(String((await newest(app)).PicUrl));
  assert.equal(response.status, 200);
  assert.deepEqual(Buffer.from(await response.arrayBuffer()), MEDIA.image.content);
});

test('a medium that was uploaded before can be sent', async (t) => {
  const { w, app, phone } = await conversation(t);
  const MediaId = await uploaded(w.app, 'voice');
  await phone.send({ MsgType: 'voice', MediaId, Format: 'speex' });
  const { MediaId: sent, Format } = await newest(app);
  assert.deepEqual([sent, Format], [MediaId, 'speex']);
});

test('text() says a text; each message has an id of its own, each delivery a nonce', async (t) => {
  const { app, phone } = await conversation(t);
  for (const content of ['one', 'two', 'one']) await phone.text(content);
  const messages = await all(app);
  assert.deepEqual(
    messages.map(({ Content }) => Content),
    ['one', 'two', 'one'],
  );
  assert.equal(new Set(messages.map(({ MsgId }) => MsgId)).size, 3);
  assert.equal(new Set(app.arrived.map(({ query }) => query.get('nonce'))).size, 3);
  const ids = messages.map(({ MsgId }) => BigInt(String(MsgId)));
  assert.ok(ids.every((id) => id < 2n ** 63n));
});

test('a delivery shows what was sent', async (t) => {
  const { w, app, phone } = await conversation(t);
  const before = w.sandbox.clock.now();
  const delivery = await phone.text('look');
  const { agentid, userid, url, message, xml, tries, reply } = delivery;
  assert.deepEqual({ agentid, userid, url }, { agentid: w.agentid, userid: 'zhangsan', url: app.settings.url });
  assert.equal(xml, await opened(app.arrived[0], app.settings));
  assert.deepEqual(texts(message), { ...(await fields(xml)) });
  assert.ok(delivery.at >= before && delivery.at <= w.sandbox.clock.now());
  assert.deepEqual([tries.length, tries[0]?.status, tries[0]?.error, reply], [1, 200, undefined, undefined]);
  assert.deepEqual(w.sandbox.deliveries(), [delivery]);
});

test('CreateTime is the time of the sandbox', async (t) => {
  const { w, app, phone } = await conversation(t);
  w.sandbox.clock.advance(365 * DAY);
  await phone.text('from the future');
  assert.equal(Math.round((Number((await newest(app)).CreateTime) * 1000 - Date.now()) / DAY), 365);
});

test('a delivery is told when it begins, at each try and at its end', async (t) => {
  const { w, phone } = await conversation(t);
  const events: string[] = [];
  w.sandbox.on('*', ({ event }) => event.startsWith('callback.') && events.push(event));
  await phone.text('hello');
  assert.deepEqual(events, ['callback.send', 'callback.try', 'callback.done']);
});

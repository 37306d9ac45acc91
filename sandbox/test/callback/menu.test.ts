import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { type Body, object } from '../helpers/client';
import { accepted } from '../helpers/expect';
import { JPG, PNG } from '../helpers/files';
import { all } from '../helpers/letters';
import { type Conversation, conversation, received, through } from '../helpers/receiver';
import type { Lifetime } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90240: the buttons of the menu, and what comes of each.

const of = (type: string, name: string, more: Body = { key: `key of ${name}` }) => ({ type, name, ...more });

const menu = {
  button: [
    of('click', '点我'),
    {
      name: '更多',
      sub_button: [
        of('view', 'page', { url: 'https://example.com/?a=1&b=2' }),
        of('view_miniprogram', 'mini', { appid: 'wx0123456789abcdef', pagepath: 'pages/index?id=1' }),
        of('scancode_push', 'push'),
        of('scancode_waitmsg', 'wait'),
        of('location_select', 'place'),
      ],
    },
    {
      name: '图片',
      sub_button: [of('pic_sysphoto', 'photo'), of('pic_photo_or_album', 'album'), of('pic_weixin', '微信')],
    },
  ],
};

async function withMenu(t: Lifetime, post = received): Promise<Conversation> {
  const talk = await conversation(t, post);
  const { agentid, app } = talk.w;
  accepted(await app.post('menu/create', menu, { agentid }));
  return talk;
}

interface Row {
  button: string;
  event: string;
  EventKey: string;
  /** The message that follows. */
  follows?: string;
}

const table: Row[] = [
  { button: '点我', event: 'click', EventKey: 'key of 点我' },
  { button: 'page', event: 'view', EventKey: 'https://example.com/?a=1&b=2' },
  { button: 'mini', event: 'view_miniprogram', EventKey: 'pages/index?id=1' },
  { button: 'push', event: 'scancode_push', EventKey: 'key of push' },
  { button: 'wait', event: 'scancode_waitmsg', EventKey: 'key of wait' },
  { button: 'place', event: 'location_select', EventKey: 'key of place', follows: 'location' },
  { button: 'photo', event: 'pic_sysphoto', EventKey: 'key of photo', follows: 'image' },
  { button: 'album', event: 'pic_photo_or_album', EventKey: 'key of album', follows: 'image' },
  { button: '微信', event: 'pic_weixin', EventKey: 'key of 微信', follows: 'image' },
];

for (const { button, event, EventKey, follows } of table) {
  const hasKey = EventKey.startsWith('key of');
  for (const by of hasKey ? [button, EventKey] : [button]) {
    test(`the button "${by}" makes a ${event}${follows ? `, then ${follows}` : ''}`, async (t) => {
      const heard: Body[] = [];
      const keep = (message: object) => heard.push({ ...message }) && '';
      const library = through((handler) => handler.event(event, keep).image(keep).location(keep));
      const { w, app, phone } = await withMenu(t, library);
      const deliveries = await phone.menu(by);
      assert.deepEqual(
        deliveries.map(({ state, message }) => [state, message.Event ?? message.MsgType]),
        (follows ? [event, follows] : [event]).map((kind) => ['received', kind]),
      );
      const messages = await all(app);
      const happened = messages.find(({ Event }) => Event === event) ?? assert.fail('no event');
      assert.deepEqual(
        [happened.MsgType, happened.EventKey, happened.AgentID, happened.FromUserName, happened.MsgId],
        ['event', EventKey, String(w.agentid), 'zhangsan', undefined],
      );
      assert.deepEqual(byKind(heard), byKind(messages));
    });
  }
}

function byKind(messages: Body[]): Body[] {
  return [...messages].sort((a, b) => String(a.MsgType).localeCompare(String(b.MsgType)));
}

test('a code that is scanned says what it was', async (t) => {
  const { app, phone } = await withMenu(t);
  const ScanCodeInfo = { ScanType: 'barcode', ScanResult: '6901234567892' };
  await phone.menu('wait', { fields: { ScanCodeInfo } });
  await phone.menu('push');
  const [given, plain] = await all(app);
  assert.deepEqual(given?.ScanCodeInfo, ScanCodeInfo);
  const { ScanType, ScanResult } = object(plain?.ScanCodeInfo);
  assert.ok(ScanType && ScanResult, JSON.stringify(plain));
});

test('pictures are counted, and their sums are those of what is sent', async (t) => {
  const { w, app, phone } = await withMenu(t);
  await phone.menu('photo');
  const messages = await all(app);
  const event = messages.find(({ MsgType }) => MsgType === 'event');
  const image = messages.find(({ MsgType }) => MsgType === 'image');
  const info = object(event?.SendPicsInfo);
  assert.equal(info.Count, '1');
  const { PicMd5Sum } = object(object(info.PicList).item);
  const { bytes } = await w.app.get('media/get', { media_id: String(image?.MediaId) });
  assert.equal(PicMd5Sum, createHash('md5').update(bytes).digest('hex'));
});

test('several pictures come one after the other', async (t) => {
  const { w, app, phone } = await withMenu(t);
  const pictures = [PNG, JPG].map((data, i) => ({ filename: `${i}.png`, data }));
  assert.equal((await phone.menu('album', { pictures })).length, 3);
  const [event, ...images] = await all(app);
  const sums = [PNG, JPG].map((data) => ({ PicMd5Sum: createHash('md5').update(data).digest('hex') }));
  assert.deepEqual(event?.SendPicsInfo, { Count: '2', PicList: { item: sums } });
  for (const [i, { MediaId }] of images.entries()) {
    const { bytes } = await w.app.get('media/get', { media_id: String(MediaId) });
    assert.deepEqual(bytes, pictures[i]?.data);
  }
});

for (const given of [
  undefined,
  { Location_X: '31.2', Location_Y: '121.5', Scale: '12', Label: '上海', Poiname: '外滩' },
]) {
  test(`a place that is ${given ? 'picked' : 'made up'} is the place that is sent`, async (t) => {
    const { app, phone } = await withMenu(t);
    await phone.menu('place', given && { fields: { SendLocationInfo: given } });
    const messages = await all(app);
    const picked = object(messages.find(({ MsgType }) => MsgType === 'event')?.SendLocationInfo);
    const sent = messages.find(({ MsgType }) => MsgType === 'location') ?? {};
    for (const name of ['Location_X', 'Location_Y', 'Scale', 'Label']) {
      assert.ok(picked[name], name);
      assert.equal(sent[name], picked[name], name);
    }
    assert.ok('Poiname' in picked);
    if (given) assert.deepEqual(picked, given);
  });
}

test('a button is answered', async (t) => {
  const library = through((handler) => handler.event('click', ({ EventKey }) => `You pressed ${EventKey}`));
  const { phone } = await withMenu(t, library);
  const [delivery] = await phone.menu('点我');
  assert.deepEqual(delivery?.reply?.body.text, { content: 'You pressed key of 点我' });
});

for (const button of ['smell', '更多', '', 'https://example.com/']) {
  test(`there is no button "${button}" to press`, async (t) => {
    const { w, app, phone } = await withMenu(t);
    await assert.rejects(async () => phone.menu(button), RangeError);
    assert.deepEqual([app.arrived, w.sandbox.deliveries()], [[], []]);
  });
}

test('without a menu there is nothing to press', async (t) => {
  const { phone } = await conversation(t);
  await assert.rejects(async () => phone.menu('点我'), RangeError);
});

test('details are of the event, and do not make it another one', async (t) => {
  const { phone } = await withMenu(t);
  const [delivery] = await phone.menu('wait', { fields: { Event: 'subscribe', EventKey: 'mine' } });
  assert.deepEqual([delivery?.message.Event, delivery?.message.EventKey], ['scancode_waitmsg', 'key of wait']);
});

test('of a tap that cannot be sent as a whole nothing is sent', async (t) => {
  const { app, phone } = await withMenu(t);
  const pictures = [{ filename: 'no.png', data: Buffer.from('no picture') }];
  await assert.rejects(phone.menu('photo', { pictures }), /40123/);
  await assert.rejects(phone.menu('place', { fields: { SendLocationInfo: { Location_X: 'north' } } }), RangeError);
  assert.deepEqual(app.arrived, []);
});

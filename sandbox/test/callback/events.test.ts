import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Body, object } from '../helpers/client';
import { all, newest } from '../helpers/letters';
import { connected, conversation, through } from '../helpers/receiver';
import { type Lifetime, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/90240: what happens when a member taps and opens, opened by Tencent's package and by the library's receive
// side. Cards, menus and contacts have tests of their own.

interface Row {
  event: string;
  /** What is said besides MsgType and Event. */
  details: Body;
  /** What arrives besides that, or instead of it. */
  more?: Body;
}

const place = { Location_X: '23.1', Location_Y: '113.3', Scale: '15', Label: '广州 & <海珠>', Poiname: '塔' };
const pictures = { Count: 2, PicList: { item: [{ PicMd5Sum: 'a'.repeat(32) }, { PicMd5Sum: 'b'.repeat(32) }] } };
const picture = { Count: 1, PicList: { item: [{ PicMd5Sum: 'c'.repeat(32) }] } };
const one = { Count: '1', PicList: { item: { PicMd5Sum: 'c'.repeat(32) } } };
const cardEvent = { EventKey: 'k & 1', TaskId: 'task@1', CardType: 'text_notice', ResponseCode: 'CODE' };
const selected = {
  SelectedItem: [
    { QuestionKey: 'q1', OptionIds: { OptionId: ['a', 'b'] } },
    { QuestionKey: 'q2', OptionIds: { OptionId: ['c'] } },
  ],
};
const read = {
  SelectedItem: [
    { QuestionKey: 'q1', OptionIds: { OptionId: ['a', 'b'] } },
    { QuestionKey: 'q2', OptionIds: { OptionId: 'c' } },
  ],
};

const table: Row[] = [
  { event: 'subscribe', details: {}, more: { EventKey: '' } },
  { event: 'unsubscribe', details: {}, more: { EventKey: '' } },
  { event: 'enter_agent', details: {}, more: { EventKey: '' } },
  { event: 'LOCATION', details: { Latitude: 23.137466, Longitude: -113.352425, Precision: 119.385 } },
  { event: 'click', details: { EventKey: 'KEY_]]>_&_<1>' } },
  { event: 'view', details: { EventKey: 'https://example.com/?a=1&b=2#三' } },
  { event: 'view_miniprogram', details: { EventKey: 'pages/index?id=1' } },
  { event: 'scancode_push', details: { EventKey: 'k', ScanCodeInfo: { ScanType: 'qrcode', ScanResult: '1 & <2>' } } },
  { event: 'scancode_waitmsg', details: { EventKey: 'k', ScanCodeInfo: { ScanType: 'barcode', ScanResult: '007' } } },
  { event: 'pic_sysphoto', details: { EventKey: 'k', SendPicsInfo: picture }, more: { SendPicsInfo: one } },
  { event: 'pic_photo_or_album', details: { EventKey: 'k', SendPicsInfo: pictures } },
  { event: 'pic_weixin', details: { EventKey: 'k', SendPicsInfo: pictures } },
  { event: 'location_select', details: { EventKey: 'k', SendLocationInfo: place } },
  {
    event: 'template_card_event',
    details: { ...cardEvent, SelectedItems: selected },
    more: { SelectedItems: read },
  },
  { event: 'template_card_menu_event', details: cardEvent },
];

for (const { event, details, more } of table) {
  test(`the event ${event} arrives with ${Object.keys(details).join(', ') || 'nothing more'}`, async (t) => {
    const heard: Body[] = [];
    const library = through((handler) => handler.event(event, (happened) => heard.push({ ...happened }) && ''));
    const { w, app, phone } = await conversation(t, library);
    const delivery = await phone.send({ MsgType: 'event', Event: event, ...details });
    assert.deepEqual([delivery.state, delivery.problem], ['received', undefined]);
    const fields = await newest(app);
    assert.deepEqual(Object.keys(fields).slice(0, 5), ['ToUserName', 'FromUserName', 'CreateTime', 'MsgType', 'Event']);
    const { CreateTime, AppType, ...rest } = fields;
    const common = { ToUserName: w.sandbox.corpid, FromUserName: 'zhangsan', MsgType: 'event', Event: event };
    assert.deepEqual(rest, { ...common, ...texts(details), ...more, AgentID: String(w.agentid) });
    assert.match(String(CreateTime), /^\d{10}$/);
    const hasType = ['LOCATION', 'location_select'].includes(event);
    assert.equal(AppType, hasType ? 'wxwork' : undefined);
    assert.deepEqual(heard, [fields]);
  });
}

/** As XML has it: all is text. */
function texts(details: Body): Body {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, asText(value)]));
}

function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  return typeof value === 'object' && value !== null ? texts(object(value)) : String(value);
}

test('an old task card is clicked with the AgentId so written', async (t) => {
  const heard: Body[] = [];
  const library = through((handler) => handler.event('taskcard_click', (event) => heard.push({ ...event }) && ''));
  const { w, app, phone } = await conversation(t, library);
  await phone.send({ MsgType: 'event', Event: 'taskcard_click', EventKey: 'yes', TaskId: 'task-1' });
  const { ToUserName, FromUserName, CreateTime, ...rest } = await newest(app);
  const AgentId = String(w.agentid);
  assert.deepEqual(rest, { MsgType: 'event', Event: 'taskcard_click', EventKey: 'yes', TaskId: 'task-1', AgentId });
  assert.deepEqual(heard, [{ ToUserName, FromUserName, CreateTime, ...rest }]);
});

/** zhangsan opens the app whose flags are these; the events that come of it. */
async function opening(t: Lifetime, isreportenter: number, report_location_flag: number) {
  const w = await world(t);
  const app = await connected(t, w, w.agentid);
  await w.app.post('agent/set', { agentid: w.agentid, isreportenter, report_location_flag });
  const deliveries = await w.sandbox.phone('zhangsan', w.agentid).open();
  return { deliveries, events: await all(app) };
}

test('who opens the conversation enters the app, where it asked to be told', async (t) => {
  const { deliveries, events } = await opening(t, 1, 0);
  assert.deepEqual(
    events.map(({ Event }) => Event),
    ['enter_agent'],
  );
  assert.deepEqual(
    deliveries.map(({ state, message }) => [state, message.Event]),
    [['received', 'enter_agent']],
  );
});

test('and says where he is, where the app asked for that', async (t) => {
  const { events } = await opening(t, 0, 1);
  assert.deepEqual(
    events.map(({ Event }) => Event),
    ['LOCATION'],
  );
  for (const name of ['Latitude', 'Longitude', 'Precision']) {
    assert.ok(Number.isFinite(Number.parseFloat(String(events[0]?.[name]))), name);
  }
});

test('both, in this order', async (t) => {
  const { events, deliveries } = await opening(t, 1, 1);
  assert.deepEqual(events.map(({ Event }) => Event).sort(), ['LOCATION', 'enter_agent']);
  assert.deepEqual(
    deliveries.map(({ message }) => message.Event),
    ['enter_agent', 'LOCATION'],
  );
});

test('an app that did not ask is told nothing', async (t) => {
  const { deliveries, events } = await opening(t, 0, 0);
  assert.deepEqual([deliveries, events], [[], []]);
});

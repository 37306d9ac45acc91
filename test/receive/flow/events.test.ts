import assert from 'node:assert/strict';
import { test } from 'node:test';

import wechat = require('../../../lib/receive/index');

import { contentOf, gate, type Host, hosted } from '../helpers/host';
import { CHANGES, EVENTS, event, MESSAGES, message, SAMPLES, text } from '../helpers/samples';
import { ACCOUNT } from '../helpers/sender';

const HELLO = text('hello');

// Which handler: types, events, changes.

test('.event(name, fn) takes the events of that name, .event(fn) all others', async (t) => {
  const handler = wechat(ACCOUNT)
    .event('click', (click) => `click ${click.EventKey}`)
    .event('LOCATION', (location) => `LOCATION ${location.Latitude}`)
    .event('change_contact', (change) => `change ${change.ChangeType}`)
    .event((other) => `other ${other.Event}`)
    .text((message) => `text ${message.Content}`);
  const host = await hosted(t, handler.middleware());
  for (const [name, fields] of Object.entries(SAMPLES)) {
    const { status, reply } = await host.deliver(fields);
    const content = contentOf(reply);
    if (fields.MsgType === 'text') assert.equal(content, `text ${fields.Content}`);
    else if (fields.MsgType !== 'event') assert.equal(status, 404, name);
    else if (fields.Event === 'click') assert.equal(content, `click ${fields.EventKey}`);
    else if (fields.Event === 'LOCATION') assert.equal(content, `LOCATION ${fields.Latitude}`);
    else if (fields.Event === 'change_contact') assert.equal(content, `change ${fields.ChangeType}`);
    else assert.equal(content, `other ${fields.Event}`);
  }
});

test('a kind of change counts before change_contact, and both before .event(fn)', async (t) => {
  const handlers: ((handler: wechat.Handler) => wechat.Handler)[] = [
    (handler) => handler.event('create_user', (change) => `created ${change.UserID}`),
    (handler) => handler.event('change_contact', (change) => `changed ${change.ChangeType}`),
    (handler) => handler.event(() => 'event'),
  ];
  for (const order of [handlers, [...handlers].reverse()]) {
    const handler = order.reduce((so, add) => add(so), wechat(ACCOUNT));
    const host = await hosted(t, handler.middleware());
    assert.equal(contentOf((await host.deliver(CHANGES.create_user ?? {})).reply), 'created zhangsan');
    assert.equal(contentOf((await host.deliver(CHANGES.delete_party ?? {})).reply), 'changed delete_party');
    assert.equal(contentOf((await host.deliver(EVENTS.view ?? {})).reply), 'event');
  }
});

test('.event(name, fn) is a static shortcut too, and alone lets other events and messages pass', async (t) => {
  const host = await hosted(
    t,
    wechat(
      ACCOUNT,
      wechat.event('click', (_click, _req, res) => res.reply('clicked')),
    ),
  );
  assert.equal(contentOf((await host.deliver(EVENTS.click ?? {})).reply), 'clicked');
  assert.equal((await host.deliver(EVENTS.view ?? {})).status, 404);
  assert.equal((await host.deliver(HELLO)).status, 404);
});

test('an event handler is not met by a message that only names an event, nor by names every object has', async (t) => {
  const host = await hosted(
    t,
    wechat(
      ACCOUNT,
      wechat.event('click', () => 'clicked'),
    ),
  );
  assert.equal((await host.deliver(message('text', { Event: 'click', Content: 'x' }))).status, 404);
  for (const name of ['constructor', '__proto__', 'toString', 'valueOf', '']) {
    assert.equal((await host.deliver(event(name))).status, 404, name);
    assert.equal((await host.deliver(event('change_contact', { ChangeType: name }))).status, 404, name);
  }
});

test('what a request says of its type may be of any shape', async (t) => {
  const host = await hosted(
    t,
    wechat(
      ACCOUNT,
      wechat.event('click', () => 'clicked').text(() => 'text'),
    ),
  );
  for (const xml of [
    '<xml><MsgType>text</MsgType><MsgType>event</MsgType></xml>',
    '<xml><MsgType><text>1</text></MsgType></xml>',
    '<xml><MsgType>event</MsgType><Event><click>1</click></Event></xml>',
    '<xml><MsgType>event</MsgType><Event>click</Event><Event>click</Event></xml>',
    '<xml><MsgType>event</MsgType></xml>',
    '<xml><MsgType/></xml>',
  ]) {
    const { status, error } = await host.deliver(xml);
    assert.equal(error, undefined, xml);
    assert.equal(status, 404, xml);
  }
});

test('a later handler of the same type takes the place of the earlier one', async (t) => {
  const handler = wechat(ACCOUNT)
    .text(() => 'first')
    .text(() => 'second')
    .event('click', () => 'first')
    .event('click', () => 'second');
  const host = await hosted(t, handler.middleware());
  assert.equal(contentOf((await host.deliver(HELLO)).reply), 'second');
  assert.equal(contentOf((await host.deliver(EVENTS.click ?? {})).reply), 'second');
});

test('setHandler of event and .event(fn) are the same, and getHandler gives it back', () => {
  const fn = () => 'event';
  const handler = wechat(ACCOUNT).setHandler('event', fn).setHandler('hologram', fn);
  assert.equal(handler.getHandler('event'), fn);
  assert.equal(handler.getHandler('hologram'), fn);
  assert.notEqual(handler.getHandler('image'), fn);
});

test('messages that come at the same time are answered each with its own reply', async (t) => {
  const gates = new Map<string, () => void>();
  const all = gate();
  const host = await hosted(
    t,
    wechat(
      ACCOUNT,
      wechat.text(async (message) => {
        const own = gate();
        gates.set(message.Content, own.open);
        if (gates.size === 20) all.open();
        await own.promise;
        return `for ${message.Content}`;
      }),
    ),
  );
  const answers = Array.from({ length: 20 }, (_, i) => host.deliver(text(`message ${i}`)));
  await all.promise;
  for (const open of [...gates.values()].reverse()) open();
  for (const [i, one] of (await Promise.all(answers)).entries()) {
    assert.equal(contentOf(one.reply), `for message ${i}`);
    assert.equal(Object(one.weixin).Content, `message ${i}`);
  }
});

test('the middleware works mounted on router.post alone, beside other routes', async (t) => {
  const host: Host = await hosted(
    t,
    wechat(ACCOUNT, (_req, res) => res.reply('ok')),
  );
  for (const fields of Object.values(MESSAGES)) assert.equal((await host.deliver(fields)).status, 200);
});

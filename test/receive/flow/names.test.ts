import assert from 'node:assert/strict';
import { test } from 'node:test';

import wechat = require('../../../lib/receive/index');

import { EVENTS } from '../helpers/documented_events';
import { BOTS, INFOS } from '../helpers/documented_infos';
import { contentOf, hosted } from '../helpers/host';
import { CHANGES, change, event, type Fields, text } from '../helpers/samples';
import { ACCOUNT, jsonDelivery, openJsonReply, send } from '../helpers/sender';

// Which handler gets an event, a notice or what a bot is told: by its name, and by its kind of change.

const [EVENT_NAMES, INFO_NAMES] = [EVENTS, INFOS].map((facts) => Object.keys(facts).map((name) => name.split('/')));

/** What a handler that is for several things answers with. */
type Asked = { event(...args: unknown[]): Asked; info(...args: unknown[]): Asked; bot(...args: unknown[]): Asked };

test('every event that WeCom documents meets the handler for its Event and ChangeType, and no other', async (t) => {
  const handler = wechat(ACCOUNT);
  for (const names of EVENT_NAMES ?? []) (handler as Asked).event(...names, () => names.join('/'));
  const host = await hosted(t, handler.middleware());
  for (const [Event = '', ChangeType] of EVENT_NAMES ?? []) {
    const { reply } = await host.deliver(event(Event, ChangeType ? { ChangeType } : {}));
    assert.equal(contentOf(reply), ChangeType ? `${Event}/${ChangeType}` : Event);
  }
  assert((EVENT_NAMES ?? []).length > 150);
});

test('a ChangeType is none of the Event of that name, nor of another Event that has it', async (t) => {
  const handler = wechat
    .event('subscribe', () => 'came')
    .event('unsubscribe', () => 'left')
    .event('change_external_chat', 'update', () => 'a chat')
    .event('change_external_tag', 'update', () => 'a tag')
    .event('create_user', () => 'a member')
    .event((other) => `other ${other.Event}`);
  const host = await hosted(t, wechat(ACCOUNT, handler));
  const expected: [Fields, string][] = [
    [event('subscribe'), 'came'],
    [event('unsubscribe'), 'left'],
    [event('change_school_contact', { ChangeType: 'subscribe', Id: '1' }), 'other change_school_contact'],
    [event('change_school_contact', { ChangeType: 'unsubscribe', Id: '1' }), 'other change_school_contact'],
    [event('change_external_chat', { ChangeType: 'update', ChatId: '1' }), 'a chat'],
    [event('change_external_tag', { ChangeType: 'update', Id: '1' }), 'a tag'],
    [event('change_external_chat', { ChangeType: 'create', ChatId: '1' }), 'other change_external_chat'],
    [change('create_user', { UserID: 'a' }), 'a member'],
    [event('change_of_tomorrow', { ChangeType: 'create_user' }), 'other change_of_tomorrow'],
    [event('create_user'), 'other create_user'],
    [event('update'), 'other update'],
  ];
  for (const [fields, answer] of expected) {
    assert.equal(contentOf((await host.deliver(fields)).reply), answer, JSON.stringify(fields));
  }
});

test('the closest handler counts, in whatever order they were added', async (t) => {
  const adding: ((handler: wechat.Handler) => wechat.Handler)[] = [
    (handler) => handler.event('change_external_chat', 'update', () => 'update'),
    (handler) => handler.event('change_external_chat', () => 'chat'),
    (handler) => handler.event(() => 'event'),
    (handler) => handler.info('change_contact', 'create_user', () => assert.fail()),
  ];
  for (const order of [adding, [...adding].reverse()]) {
    const host = await hosted(t, order.reduce((so, add) => add(so), wechat(ACCOUNT)).middleware());
    const answers = ['update', 'create', 'tomorrow'].map((ChangeType) =>
      host.deliver(event('change_external_chat', { ChangeType })),
    );
    const contents = (await Promise.all(answers)).map(({ reply }) => contentOf(reply));
    assert.deepEqual(contents, ['update', 'chat', 'chat']);
    assert.equal(contentOf((await host.deliver(CHANGES.create_user ?? {})).reply), 'event');
  }
});

test('the changes of the contacts named alone are those of change_contact named in full', async (t) => {
  for (const [name, fields] of Object.entries(CHANGES)) {
    const asked = wechat(ACCOUNT) as wechat.Handler & Asked;
    asked.event('change_contact', name, () => 'in full');
    asked.event(name, () => 'alone');
    assert.equal(contentOf((await (await hosted(t, asked.middleware())).deliver(fields)).reply), 'alone', name);
  }
});

test('a ChangeType of any shape, or named like a member of every object, meets no handler of its own', async (t) => {
  const handler = wechat
    .event('change_contact', 'create_user', () => 'member')
    .event('change_contact', () => 'contact');
  const host = await hosted(t, wechat(ACCOUNT, handler));
  const head = '<MsgType>event</MsgType><Event>change_contact</Event>';
  for (const change of [
    '',
    '<ChangeType/>',
    '<ChangeType><create_user/></ChangeType>',
    '<ChangeType>create_user</ChangeType><ChangeType>create_user</ChangeType>',
    ...['constructor', '__proto__', 'toString', 'undefined'].map((name) => `<ChangeType>${name}</ChangeType>`),
  ]) {
    assert.equal(contentOf((await host.deliver(`<xml>${head}${change}</xml>`)).reply), 'contact', change);
  }
});

// Notices to service providers.

const notice = (InfoType: string, fields: Fields = {}): Fields => ({
  SuiteId: 'ww4asffe99e54c0f4c',
  InfoType,
  TimeStamp: '1403610513',
  ...fields,
});

test('every notice that WeCom documents meets the handler for its InfoType and ChangeType, and no other', async (t) => {
  const handler = wechat(ACCOUNT);
  const met: string[] = [];
  for (const names of INFO_NAMES ?? [])
    (handler as Asked).info(...names, (_info: unknown) => met.push(names.join('/')));
  handler.event(() => assert.fail()).text(() => assert.fail());
  const host = await hosted(t, handler.middleware());
  for (const [InfoType = '', ChangeType] of INFO_NAMES ?? []) {
    assert.equal((await host.deliver(notice(InfoType, ChangeType ? { ChangeType } : {}))).reply, 'success');
  }
  assert.deepEqual(met, Object.keys(INFOS));
});

test('.info(fn) is for all other notices, and without it they go on to the next middleware', async (t) => {
  const met: unknown[] = [];
  const named = wechat.info('suite_ticket', (info) => met.push(info.SuiteTicket));
  const host = await hosted(t, wechat(ACCOUNT, named));
  assert.equal((await host.deliver(notice('suite_ticket', { SuiteTicket: 'ticket' }))).reply, 'success');
  assert.equal((await host.deliver(notice('create_auth'))).status, 404);
  const all = await hosted(
    t,
    wechat(
      ACCOUNT,
      named.info((info) => met.push(info.InfoType)),
    ),
  );
  assert.equal((await all.deliver(notice('create_auth'))).reply, 'success');
  assert.equal((await all.deliver(notice('suite_ticket', { SuiteTicket: 'another' }))).reply, 'success');
  assert.deepEqual(met, ['ticket', 'create_auth', 'another']);
});

test('what has a MsgType is no notice, whatever InfoType it names', async (t) => {
  const host = await hosted(
    t,
    wechat(
      ACCOUNT,
      wechat.info(() => assert.fail()).text(() => 'text'),
    ),
  );
  assert.equal(contentOf((await host.deliver({ ...text('hello'), InfoType: 'suite_ticket' })).reply), 'text');
});

// What bots are told.

test('every kind that bots are told meets its handler, and none of the messages of that name', async (t) => {
  const handler = wechat(ACCOUNT)
    .text(() => assert.fail())
    .image(() => assert.fail())
    .event(() => assert.fail());
  for (const kind of Object.keys(BOTS))
    (handler as Asked).bot(kind, (message: object) => `${kind} ${Reflect.get(message, 'aibotid')}`);
  const { url } = await hosted(t, handler.middleware());
  for (const [kind, fields] of Object.entries(BOTS)) {
    const isEvent = fields.split(' ').includes('event');
    const inner = isEvent ? { msgtype: 'event', event: { eventtype: kind } } : { msgtype: kind, [kind]: {} };
    const told = { msgid: 'm', aibotid: 'AIB', from: { userid: 'u' }, ...inner };
    const { body } = await send(url, jsonDelivery(JSON.stringify(told)));
    assert.deepEqual(JSON.parse(openJsonReply(body).text), { msgtype: 'text', text: { content: `${kind} AIB` } });
  }
});

test('.bot(fn) is for all other kinds, and without it they go on to the next middleware', async (t) => {
  const kinds = ['hologram', 'event', ['text'], { text: 1 }, 7];
  for (const [handler, status] of [
    [wechat.bot('text', () => 'text'), 404],
    [wechat.bot('text', () => 'text').bot((_message) => ''), 200],
  ] as const) {
    const { url } = await hosted(t, wechat(ACCOUNT, handler));
    for (const msgtype of kinds) {
      const told = jsonDelivery(JSON.stringify({ msgtype, aibotid: 'AIB', from: { userid: 'u' } }));
      assert.equal((await send(url, told)).status, status, JSON.stringify(msgtype));
    }
  }
});

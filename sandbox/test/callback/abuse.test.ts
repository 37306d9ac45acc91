import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { example } from '../../src/config/example';
import { ask, type Body, object, rows } from '../helpers/client';
import { all, fields, newest, opened } from '../helpers/letters';
import { uploaded } from '../helpers/messages';
import { type Answering, conversation, received, receiver, through } from '../helpers/receiver';
import { stopTimers } from '../helpers/timers';
import { until } from '../helpers/until';
import { world } from '../helpers/world';

// What nobody should do to the callbacks, and what happens then.

const DAY = 86_400_000;

const hostile: [what: string, message: Body][] = [
  ['a name that ends the element', { MsgType: 'event', Event: 'new_event', 'a><b/><c': 1 }],
  ['a name with a blank', { MsgType: 'event', Event: 'new_event', 'a b': 1 }],
  ['no name at all', { MsgType: 'event', Event: 'new_event', '': 1 }],
  ['a name inside a list', { MsgType: 'event', Event: 'new_event', List: [{ '<': 1 }] }],
  ['a field that texts do not have', { MsgType: 'text', Content: 'hi', FromUserName: 'boss' }],
  ['an object for a text', { MsgType: 'text', Content: { a: 1 } }],
  ['no MsgType', { Content: 'hi' }],
  ['no Event', { MsgType: 'event' }],
  ['a MsgType that members do not send', { MsgType: 'news' }],
  ['a MsgType that objects have', { MsgType: 'constructor' }],
  ['a medium that is not there', { MsgType: 'image', MediaId: 'nothing' }],
];

for (const [what, message] of hostile) {
  test(`a message with ${what} is refused, and nothing is sent`, async (t) => {
    const { w, app, phone } = await conversation(t);
    await assert.rejects(async () => phone.send(message), RangeError);
    assert.deepEqual([app.arrived, w.sandbox.deliveries()], [[], []]);
  });
}

test('an event that is not known here is sent as it is', async (t) => {
  const heard: Body[] = [];
  const library = through((handler) => handler.event('new_event', (event) => heard.push({ ...event }) && ''));
  const { app, phone } = await conversation(t, library);
  const details = { Name: 'a & <b>', List: { Item: [{ Id: 1 }, { Id: 2 }] } };
  assert.equal((await phone.send({ MsgType: 'event', Event: 'new_event', ...details })).state, 'received');
  const { Name, List } = await newest(app);
  assert.deepEqual([Name, List], ['a & <b>', { Item: [{ Id: '1' }, { Id: '2' }] }]);
  assert.deepEqual(heard, [await newest(app)]);
});

test('nobody speaks in the name of another', async (t) => {
  const { w, app, phone } = await conversation(t);
  const others = { FromUserName: 'boss', ToUserName: 'other', AgentID: 7 };
  await Promise.allSettled([phone.send({ MsgType: 'event', Event: 'new_event', ...others })]);
  for (const { FromUserName, ToUserName, AgentID } of await all(app)) {
    assert.deepEqual([FromUserName, ToUserName, AgentID], ['zhangsan', w.sandbox.corpid, String(w.agentid)]);
  }
});

test('characters that no XML may hold do not break it', async (t) => {
  const said: string[] = [];
  const library = through((handler) => handler.text(({ Content }) => said.push(Content) && ''));
  const { phone } = await conversation(t, library);
  const delivery = await phone.text('a\u0000b\u0008c\u001bd\uffffe');
  assert.deepEqual([delivery.state, said], ['received', ['abcde']]);
});

test('half a character does not break it, either', async (t) => {
  const { app, phone } = await conversation(t);
  assert.equal((await phone.text('a\ud83d')).state, 'received');
  assert.equal((await newest(app)).Content, 'a\ufffd');
});

/** A byte now and then, and never an end. */
function dribbling(pass: (ms: number) => void, ms: number): Answering {
  return async (_arrived, res) => {
    for (let part = 0; part < 10; part++) {
      res.write('1');
      await setImmediate();
      pass(ms / 10);
    }
  };
}

test('an app that dribbles is not waited for', async (t) => {
  const { phone } = await conversation(t, (...request) => dribbling(pass, 5000)(...request));
  const pass = stopTimers(t);
  const { state, tries } = await phone.text('hi');
  assert.deepEqual([state, tries.length], ['failed', 3]);
  for (const { error } of tries) assert.match(error ?? '', /no answer within 5000 ms/);
});

test('a URL check that dribbles is not waited for', async (t) => {
  const w = await world(t);
  const app = await receiver(t, received, (...request) => dribbling(pass, 1000)(...request));
  const pass = stopTimers(t);
  await assert.rejects(w.sandbox.setCallback(w.agentid, app.settings), /no answer within 1000 ms/);
});

test('a sandbox that closes does not wait for a URL check', async (t) => {
  const w = await world(t);
  const app = await receiver(t, received, () => {});
  // Nothing else ends it.
  stopTimers(t);
  const setting = assert.rejects(w.sandbox.setCallback(w.agentid, app.settings), Error);
  await until(() => app.checks.length > 0);
  await Promise.all([w.sandbox.close(), setting]);
});

test('a card update for no card is no reply', async (t) => {
  const update = { type: 'update_button', content: { replace_name: 'Done' } } as const;
  const { phone } = await conversation(
    t,
    through((handler) => handler.event('template_card_event', () => update)),
  );
  const { state, reply, problem } = await phone.send({
    MsgType: 'event',
    Event: 'template_card_event',
    TaskId: 'none',
  });
  assert.deepEqual([state, reply], ['received', undefined]);
  assert.match(problem ?? '', /none/);
});

test('a medium that has expired is no reply', async (t) => {
  let mediaId = '';
  const library = through((handler) => handler.text(() => ({ type: 'image', content: { mediaId } })));
  const { w, phone } = await conversation(t, library);
  mediaId = await uploaded(w.app, 'image');
  w.sandbox.clock.advance(3 * DAY + 1000);
  const { reply, problem } = await phone.text('hi');
  assert.equal(reply, undefined);
  assert.match(problem ?? '', /40007|42007|media/);
});

test('a callback of the configuration is used as it is', async (t) => {
  const app = await receiver(t);
  const apps = example.apps.map((one) => ({ ...one, callback: app.settings }));
  const w = await world(t, { company: { ...example, apps } });
  assert.equal((await w.sandbox.phone('zhangsan', w.agentid).text('hi')).state, 'received');
  assert.deepEqual(app.checks, []);
});

test('a delivery can be seen while it is under way', async (t) => {
  let go = () => {};
  const held: Answering = (_arrived, res) => {
    go = () => res.end();
  };
  const { w, app, phone } = await conversation(t, held);
  const said = phone.text('hi');
  await until(() => app.arrived.length > 0);
  const { body } = await ask(`${w.sandbox.url}/_sandbox/deliveries`);
  assert.deepEqual(
    rows(body, 'deliveries').map(({ state, message }) => [state, object(message).Content]),
    [['sending', 'hi']],
  );
  go();
  assert.equal((await said).state, 'received');
});

test('trouble that was ordered for calls does not reach the callbacks', async (t) => {
  const { w, app, phone } = await conversation(t);
  w.sandbox.trouble.next('*', { fault: 'drop' }, 3);
  const { state, xml } = await phone.text('hi');
  assert.equal(state, 'received');
  assert.deepEqual(await fields(xml), await fields(await opened(app.arrived[0], app.settings)));
});

test('the head of a message takes what WeCom writes there', async (t) => {
  const { app, phone } = await conversation(t);
  const wrong = [
    { MsgId: '1</MsgId><FromUserName>boss</FromUserName><MsgId>2' },
    { MsgId: null },
    { CreateTime: 'soon' },
    { CreateTime: { a: 1 } },
    { MsgType: 'event', Event: 'new', Id: 10n },
    { MsgType: 'location', Location_X: Number.NaN },
  ];
  for (const fields of wrong) await assert.rejects(phone.send({ MsgType: 'text', ...fields }), RangeError);
  assert.deepEqual(app.arrived, []);
  const { xml } = await phone.send({ MsgType: 'event', Event: 'new', A: { MsgId: '<&' } });
  assert.match(xml, /<MsgId><!\[CDATA\[<&\]\]><\/MsgId>/);
});

test('a member sends no medium that is none, of another kind, or gone', async (t) => {
  const { w, app, phone } = await conversation(t);
  const voice = await uploaded(w.app, 'voice');
  await assert.rejects(phone.send({ MsgType: 'image', MediaId: voice }), /40007/);
  await assert.rejects(phone.send({ MsgType: 'voice', MediaId: 'none' }), /40007/);
  w.sandbox.clock.advance(4 * 24 * 60 * 60 * 1000);
  await assert.rejects(phone.send({ MsgType: 'voice', MediaId: voice }), /40007/);
  assert.deepEqual(app.arrived, []);
});

test('a callback in the configuration is whole, or refused at the start', async (t) => {
  for (const callback of [null, {}, { url: 'http://127.0.0.1:1/', token: 't' }]) {
    const company = JSON.parse(JSON.stringify({ ...example, contactCallback: callback }));
    await assert.rejects(world(t, { company }), /^TypeError: company\.contactCallback/);
  }
});

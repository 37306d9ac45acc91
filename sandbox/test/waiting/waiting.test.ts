import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from '../../src/index';
import { ask, object, rows, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { send, text } from '../helpers/messages';
import { conversation } from '../helpers/receiver';
import { stopTimers } from '../helpers/timers';
import { world } from '../helpers/world';

// Waiting for what the program under test does, which may be done already.

test('waitForMessage gives the message that was sent already, or comes', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  const coming = sandbox.waitForMessage({ to: 'ZhangSan', msgtype: 'text', contains: 'two' });
  for (const content of ['one', 'two']) accepted(await send(app, agentid, { touser: 'zhangsan', ...text(content) }));
  const message = await coming;
  const content: string = message.body.text.content;
  assert.equal(content, 'two');
  assert.equal(await sandbox.waitForMessage({ contains: 'two', agentid }), message);
});

test('after one that was found, the next one is waited for', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  accepted(await send(app, agentid, { touser: 'zhangsan', ...text('one') }));
  const first = await sandbox.waitForMessage();
  const second = sandbox.waitForMessage({}, { after: first });
  accepted(await send(app, agentid, { touser: 'zhangsan', ...text('two') }));
  assert.notEqual(await second, first);
});

test('a wait that is in vain tells what came instead, and in what it differs', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  accepted(await send(app, agentid, { touser: 'zhangsan', ...text('hello') }));
  const waiting = sandbox.waitForMessage({ to: 'lisi', contains: 'hello', msgtype: 'markdown' }, { timeout: 1 });
  await assert.rejects(waiting, (err: Error) => {
    assert.equal(err.name, 'TimeoutError');
    assert.equal(
      err.message,
      [
        'No message with {"to":"lisi","contains":"hello","msgtype":"markdown"} within 1 ms. What came:',
        '  text from 1000002 to zhangsan: {"content":"hello"}   (other: to, msgtype)',
      ].join('\n'),
    );
    return true;
  });
  await assert.rejects(
    sandbox.waitForMessage({ robot: 'x' }, { timeout: 1, after: sandbox.messages()[0] }),
    /None came/,
  );
});

test('a long list of what came is cut', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  for (let i = 0; i < 12; i++) accepted(await send(app, agentid, { touser: 'zhangsan', ...text(`number ${i}`) }));
  await assert.rejects(sandbox.waitForMessage({ to: 'lisi' }, { timeout: 1 }), /… 2 before these\n.*number 2"/);
});

test('waitForCall gives the call with its answer', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  const refusal = sandbox.waitForCall({ path: 'message/send', errcode: 44004 });
  accepted(await send(app, agentid, { touser: 'zhangsan', ...text('hello') }));
  refused(await send(app, agentid, { touser: 'zhangsan', ...text('') }), 44004);
  assert.equal((await refusal).errcode, 44004);
  assert.match((await sandbox.waitForCall('/cgi-bin/message/send')).request, /hello/);
  assert.equal(sandbox.calls({ from: '通知' }).length, 2);
  const vain = sandbox.waitForCall('user/get', { timeout: 1 });
  await assert.rejects(vain, /POST \/cgi-bin\/message\/send by 通知: errcode 44004, .*\(other: path\)/);
});

test('waitForDelivery gives a callback when it is over', async (t) => {
  const { w, phone } = await conversation(t);
  const done = w.sandbox.waitForDelivery({ userid: 'zhangsan', message: { Content: 'hello' }, state: 'received' });
  void phone.text('hi');
  void phone.text('hello');
  const delivery = await done;
  assert.deepEqual([delivery.message.Content, delivery.tries.length], ['hello', 1]);
  const vain = w.sandbox.waitForDelivery({ message: { Event: 'click' } }, { timeout: 1 });
  await assert.rejects(vain, /text from zhangsan to 1000002: received {3}\(other: message\)/);
  assert.equal(w.sandbox.deliveries({ contains: 'hello' }).length, 1);
});

test('a wait ends with a reset and with the sandbox', async (t) => {
  const { sandbox } = await world(t);
  const first = assert.rejects(sandbox.waitForMessage(), /The sandbox was reset/);
  sandbox.reset();
  await first;
  const second = assert.rejects(sandbox.waitForCall('user/get'), /The sandbox was closed/);
  await sandbox.close();
  await second;
});

test('a wait that begins when the sandbox is closed ends at once, unless what it is for is there', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  accepted(await send(app, agentid, { touser: 'zhangsan', ...text('hello') }));
  await sandbox.close();
  // No timer runs out any more: only the closed sandbox can end the wait.
  stopTimers(t);
  const waits = [sandbox.waitForMessage({ contains: 'other' }), sandbox.waitForCall('user/get')];
  const outcomes = Promise.allSettled([...waits, sandbox.waitForDelivery(), sandbox.waitForMessage()]);
  const soon = await Promise.race([outcomes, new Promise<never[]>((resolve) => setImmediate(resolve, []))]);
  assert.deepEqual(
    soon.map((one) => (one.status === 'rejected' ? String(one.reason) : one.status)),
    [
      'Error: Waited for a message, but: The sandbox was closed.',
      'Error: Waited for a call, but: The sandbox was closed.',
      'Error: Waited for a callback, but: The sandbox was closed.',
      'fulfilled',
    ],
  );
});

test('a filter with a slip in it is refused', async (t) => {
  const { sandbox } = await world(t);
  const slip: object = { too: 'zhangsan' };
  assert.throws(() => sandbox.messages(slip), /^TypeError: A filter has no too, only to, msgtype/);
  await assert.rejects(sandbox.waitForMessage(slip), TypeError);
  const { status, body } = await ask(`${sandbox.url}/_sandbox/messages?too=x`);
  assert.deepEqual([status, string(body, 'error').split(',')[0]], [400, 'There is no too']);
});

test('messages are filtered by whom they are from and to, and by their texts', async (t) => {
  const { sandbox, app, agentid, nobody } = await world(t);
  const key = '00000000-0000-4000-8000-000000008686';
  accepted(await app.post('appchat/create', { chatid: 'chat', userlist: ['zhangsan', 'lisi'] }));
  accepted(await app.post('appchat/send', { chatid: 'chat', ...text('in the chat') }));
  accepted(await nobody.post('webhook/send', { msgtype: 'markdown_v2', markdown_v2: { content: '# robot' } }, { key }));
  accepted(await send(app, agentid, { touser: 'zhangsan', ...text('to one') }));
  const found = (messages: Message[]) => messages.map(({ from }) => Object.keys(from).join());
  assert.deepEqual(found(sandbox.messages()), ['chatid', 'robot', 'agentid']);
  assert.deepEqual(found(sandbox.messages({ to: 'zhangsan' })), ['chatid', 'agentid']);
  assert.deepEqual(found(sandbox.messages({ chatid: 'chat' })), ['chatid']);
  assert.deepEqual(found(sandbox.messages({ robot: key, contains: '# ro' })), ['robot']);
  assert.deepEqual(found(sandbox.messages({ agentid, msgtype: 'markdown' })), []);
  const [markdown] = sandbox.messages({ msgtype: 'markdown_v2' });
  assert.equal(markdown?.body.markdown_v2.content, '# robot');
});

test('over HTTP messages, calls and callbacks are filtered and waited for', async (t) => {
  const { w, phone } = await conversation(t);
  const { sandbox, app, agentid } = w;
  const get = (path: string) => ask(`${sandbox.url}/_sandbox${path}`);
  const waiting = get('/messages?to=zhangsan&contains=hello&wait=60000');
  accepted(await send(app, agentid, { touser: 'zhangsan', ...text('first') }));
  accepted(await send(app, agentid, { touser: 'zhangsan', ...text('hello') }));
  const [message] = rows((await waiting).body, 'messages');
  assert.equal(object(object(message?.body).text).content, 'hello');
  const first = sandbox.messages()[0]?.msgid;
  assert.equal(rows((await get(`/messages?contains=h&after=${first}`)).body, 'messages').length, 1);
  const calls = await get('/calls?path=message/send&errcode=0&wait=60000');
  assert.equal(rows(calls.body, 'calls').length, 2);
  const delivery = get('/deliveries?userid=zhangsan&message.MsgType=text&state=received&wait=60000');
  await phone.text('hi');
  assert.equal(rows((await delivery).body, 'deliveries').length, 1);
  const vain = await get('/deliveries?message.Event=click&wait=1');
  assert.equal(vain.status, 408);
  assert.match(string(vain.body, 'error'), /text from zhangsan/);
  for (const wrong of ['agentid=x', 'wait=soon']) assert.equal((await get(`/messages?${wrong}`)).status, 400);
  assert.equal((await get('/deliveries?state=lost')).status, 400);
});

test('events are typed by their names', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  const msgids: string[] = [];
  const members: string[] = [];
  sandbox.on('message.send', ({ data }) => msgids.push(data.msgid));
  sandbox.on('member.update', ({ data }) => members.push(data.member.userid));
  await sandbox.admin('user/update', { userid: 'lisi', name: 'Other' });
  const { msgid } = accepted(await send(app, agentid, { touser: 'zhangsan', ...text('hello') }));
  assert.deepEqual([msgids, members], [[msgid], ['lisi']]);
});

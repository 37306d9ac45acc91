import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decrypt, getSignature } from '@wecom/crypto';
import { readXml, textOf } from '../../src/callback/xml';
import { type Arrived, conversation, through } from '../helpers/receiver';
import { until } from '../helpers/until';

// Callbacks that go wrong on their way, as a program has to survive it.

/** As an app opens it: whom it is for, what it says, and whether the signature is right. */
function opened({ body, query }: Arrived, { token, encodingAESKey }: { token: string; encodingAESKey: string }) {
  const encrypted = textOf(readXml(body), 'Encrypt');
  const { id, message } = decrypt(encodingAESKey, encrypted);
  const signature = getSignature(token, query.get('timestamp') ?? '', query.get('nonce') ?? '', encrypted);
  const fields = readXml(message);
  return { id, content: fields.Content, MsgId: fields.MsgId, isSigned: signature === query.get('msg_signature') };
}

test('a callback is delivered several times, always the same message, and one reply is shown', async (t) => {
  const replies: string[] = [];
  const answer = through((handler) =>
    handler.text((_message, _req, res) => {
      replies.push(`reply ${replies.length + 1}`);
      res.reply(replies.at(-1) ?? '');
    }),
  );
  const { w, app, phone } = await conversation(t, answer);
  w.sandbox.trouble.nextCallback({ copies: 3 });
  const delivery = await phone.text('hello');
  const [first, ...others] = app.arrived.map((arrived) => opened(arrived, app.settings).MsgId);
  assert.deepEqual(others, [first, first]);
  assert.deepEqual([delivery.state, delivery.tries.length, replies.length], ['received', 3, 3]);
  assert.deepEqual(delivery.reply?.body, { text: { content: 'reply 1' } });
  await phone.text('once');
  assert.equal(app.arrived.length, 4);
});

test('a callback comes late', async (t) => {
  const { w, app, phone } = await conversation(t);
  w.sandbox.trouble.nextCallback({ delay: 10 });
  const late = phone.text('late');
  await phone.text('in time');
  await late;
  assert.deepEqual(app.arrived.map((arrived) => opened(arrived, app.settings).content).sort(), ['in time', 'late']);
});

test('a callback comes after the next one', async (t) => {
  const { w, app, phone } = await conversation(t);
  w.sandbox.trouble.nextCallback({ fault: 'order' });
  const first = phone.text('first');
  await phone.text('second');
  await first;
  assert.deepEqual(
    app.arrived.map((arrived) => opened(arrived, app.settings).content),
    ['second', 'first'],
  );
});

test('a callback that waits for the next one ends with a reset', async (t) => {
  const { w, app, phone } = await conversation(t);
  w.sandbox.trouble.nextCallback({ fault: 'order' });
  const first = phone.text('first');
  await until(() => w.sandbox.trouble.waitingCallbacks().length === 0);
  w.sandbox.reset();
  assert.equal((await first).state, 'failed');
  assert.equal(app.arrived.length, 0);
});

test('a callback with a wrong signature, and one for another company, are refused by the app', async (t) => {
  const { w, app, phone } = await conversation(
    t,
    through((handler) => handler),
  );
  for (const fault of ['signature', 'receiveid'] as const) {
    w.sandbox.trouble.nextCallback({ fault });
    assert.equal((await phone.text(fault)).state, 'failed');
  }
  const seen = app.arrived.map((arrived) => opened(arrived, app.settings));
  assert.deepEqual(
    seen.map(({ id, isSigned }) => [id, isSigned]),
    [...Array(3).fill([w.sandbox.corpid, false]), ...Array(3).fill(['wwanothercompany', true])],
  );
});

test('only the callbacks of the receiver that is named are concerned', async (t) => {
  const { w, app, phone } = await conversation(t);
  w.sandbox.trouble.nextCallback({ copies: 2, receiver: 'contact' });
  await phone.text('hello');
  assert.equal(app.arrived.length, 1);
  w.sandbox.trouble.nextCallback({ copies: 2, receiver: w.agentid });
  await phone.text('hello');
  assert.equal(app.arrived.length, 3);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, object } from '../helpers/client';
import { connected, conversation, received } from '../helpers/receiver';

// Events that no member causes.

test('an event comes from sys, with the fields that are given, and is no reply taken', async (t) => {
  const { w } = await conversation(t);
  const ApprovalInfo = { ThirdNo: '1', OpenSpStatus: 2 };
  const event = { Event: 'open_approval_change', AgentID: w.agentid, ApprovalInfo };
  const { state, message, userid } = await w.sandbox.announce(w.agentid, event);
  const { CreateTime, ...fields } = message;
  assert.deepEqual([state, userid, typeof CreateTime], ['received', undefined, 'number']);
  const head = { ToUserName: w.sandbox.corpid, FromUserName: 'sys', MsgType: 'event' };
  assert.deepEqual(fields, { ...head, ...event });
});

test('it may come from somebody else, and go to the contact assistant, over HTTP too', async (t) => {
  const { w } = await conversation(t);
  const assistant = await connected(t, w, 'contact', received);
  const fields = { Event: 'change_external_contact', ChangeType: 'add_external_contact', FromUserName: 'zhangsan' };
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const url = `${w.sandbox.url}/_sandbox/announce`;
  const { body } = await ask(url, { ...init, body: JSON.stringify({ contact: true, fields }) });
  assert.equal(object(object(body.delivery).message).FromUserName, 'zhangsan');
  assert.equal(assistant.arrived.length, 1);
  for (const wrong of [{}, { Event: 'x', ToUserName: 'me' }]) {
    assert.equal((await ask(url, { ...init, body: JSON.stringify({ contact: true, fields: wrong }) })).status, 400);
  }
  await assert.rejects(w.sandbox.announce(987, { Event: 'x' }), RangeError);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, object, rows } from '../helpers/client';
import { accepted } from '../helpers/expect';
import { lastOf, look } from '../helpers/live';
import { send, text } from '../helpers/messages';
import { closedPort, connected, conversation } from '../helpers/receiver';
import { type Lifetime, world } from '../helpers/world';

// What led to what: a call, its messages, its callbacks; why something failed; and who has not seen what.

const KEY = 'k'.repeat(43);

const post = (url: string, body: object = {}) =>
  ask(url, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } });

/** A program that changes the address book, and an app that hears of it. */
async function listeningApp(t: Lifetime) {
  const w = await world(t);
  await connected(t, w, w.agentid);
  const [first] = w.sandbox.company.apps.values();
  assert.ok(first?.callback);
  first.callback.contacts = true;
  return w;
}

test('a call is kept with the callback that it caused, and the callback with what it is', async (t) => {
  const { sandbox, contact } = await listeningApp(t);
  const over = new Promise((resolve) => sandbox.on('callback.done', resolve));
  accepted(await contact.post('user/update', { userid: 'lisi', department: [3] }), 'updated');
  await over;
  const call = sandbox.wire.entries().find(({ path }) => path.endsWith('user/update'));
  const [delivery] = sandbox.deliveries();
  assert.deepEqual([call?.deliveries, call?.msgids], [[delivery?.id], []]);
  const { about, attempt, note, ...tried } = lastOf(sandbox);
  assert.deepEqual([about, attempt, note], ['change_contact · update_user', 1, undefined]);
  assert.equal(tried.delivery, delivery?.id);
  assert.match(String(tried.headers?.request['content-type']), /xml/);
});

test('a verification is kept as one, with the reason when it fails', async (t) => {
  const { sandbox, agentid } = await world(t);
  const port = await closedPort();
  const url = `http://127.0.0.1:${port}/`;
  await assert.rejects(sandbox.setCallback(agentid, { url, token: 'token', encodingAESKey: KEY }), {
    reason: {
      code: 'ECONNREFUSED',
      params: { host: '127.0.0.1', port: String(port), words: `connect ECONNREFUSED 127.0.0.1:${port}` },
    },
  });
  const { about, reason, note } = lastOf(sandbox);
  assert.deepEqual([about, reason?.code, note], ['echostr', 'ECONNREFUSED', `connect ECONNREFUSED 127.0.0.1:${port}`]);
  const refused = await post(`${sandbox.url}/_sandbox/callback`, { agentid, url, token: 'a b', encodingAESKey: KEY });
  assert.deepEqual([refused.status, object(refused.body.reason)], [400, { code: 'token_format' }]);
});

test('a callback whose reply is not taken is kept with the reason, beside its HTTP 200', async (t) => {
  const { w, phone } = await conversation(t, (_arrived, res) => res.end('nonsense'));
  const { reason } = await phone.text('hello');
  const { status, note, about } = lastOf(w.sandbox);
  assert.deepEqual([status, about, reason?.code], [200, 'text', 'sealed_xml']);
  assert.match(note ?? '', /^The reply is not shown: /);
});

test('a delivery is sent again as it was', async (t) => {
  const { w, app, phone } = await conversation(t);
  const { id, xml } = await phone.text('once more');
  const answer = await post(`${w.sandbox.url}/_sandbox/deliveries/${id}/resend`);
  const again = object(answer.body.delivery);
  assert.deepEqual([again.id, again.xml, again.state], [id + 1, xml, 'received']);
  assert.equal(app.arrived.length, 2);
  const none = await post(`${w.sandbox.url}/_sandbox/deliveries/99/resend`);
  assert.deepEqual([none.status, none.body.reason], [400, { code: 'no_delivery', params: { id: 99 } }]);
});

test('unread messages are counted for every member, with or without a page, until they are read', async (t) => {
  const { sandbox, app, agentid, nobody } = await world(t);
  const counts = async (userid?: string) => {
    const { body } = await look(sandbox, `/unread${userid === undefined ? '' : `?userid=${userid}`}`);
    return rows(body, 'unread').map((one) => `${one.userid} ${one.room} ${one.count}`);
  };
  await send(app, agentid, { touser: 'zhangsan|lisi', ...text('one') });
  await send(app, agentid, { touser: 'zhangsan', ...text('two') });
  const [robot] = sandbox.company.robots.values();
  accepted(await nobody.post('webhook/send', text('all'), { key: robot?.key ?? '' }));
  assert.deepEqual(await counts(), [`zhangsan ${agentid} 2`, `lisi ${agentid} 1`]);
  assert.deepEqual((await counts('lisi')).at(-1), `lisi robot:${robot?.key} 1`);
  await post(`${sandbox.url}/_sandbox/read`, { userid: 'zhangsan', room: String(agentid) });
  await post(`${sandbox.url}/_sandbox/read`, { userid: 'lisi', room: `robot:${robot?.key}` });
  assert.deepEqual(await counts('lisi'), [`lisi ${agentid} 1`]);
});

test('what a member had not read is forgotten when the member is deleted', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  await send(app, agentid, { touser: 'zhangsan|lisi', ...text('one') });
  await sandbox.admin('user/delete', { userid: 'zhangsan' });
  const { body } = await look(sandbox, '/unread');
  assert.deepEqual(
    rows(body, 'unread').map(({ userid }) => userid),
    ['lisi'],
  );
});

test('what happened last comes newest first, messages and callbacks together', async (t) => {
  const { w, phone } = await conversation(t);
  await phone.text('hello');
  w.sandbox.clock.advance(1000);
  await send(w.app, w.agentid, { touser: 'lisi', ...text('hi') });
  const { body } = await look(w.sandbox, '/activity');
  assert.deepEqual(
    rows(body, 'entries').map(({ type }) => type),
    ['message', 'delivery'],
  );
});

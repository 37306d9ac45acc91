import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accepted, refused } from '../helpers/expect';
import { send, text } from '../helpers/messages';
import { member } from '../helpers/people';
import { client, tokenOf, world } from '../helpers/world';

// What a program should survive, on demand, in code; control.test.ts has the same over HTTP.

test('the next calls of a path are answered with an errcode, and change nothing', async (t) => {
  const { contact, sandbox } = await world(t);
  sandbox.trouble.next('department/create', { errcode: -1 }, 2);
  refused(await contact.post('department/create', { name: 'x', parentid: 1 }), -1, 'system error');
  accepted(await contact.get('department/list'));
  refused(await contact.post('department/create', { name: 'x', parentid: 1 }), -1);
  accepted(await contact.post('department/create', { name: 'x', parentid: 1 }), 'created');
});

test('the errcode may be any, with words of its own', async (t) => {
  const { contact, sandbox } = await world(t);
  sandbox.trouble.next('user/get', { errcode: 60020, errmsg: 'not allow to access from your ip' });
  refused(await contact.get('user/get', { userid: 'zhangsan' }), 60020, 'not allow to access from your ip');
});

test('a dropped connection is an error of the network, and the call was not executed', async (t) => {
  const { contact, sandbox } = await world(t);
  sandbox.trouble.next('department/create', { fault: 'drop' });
  await assert.rejects(contact.post('department/create', { id: 990, name: 'x', parentid: 1 }), { code: 'ECONNRESET' });
  refused(await contact.get('department/list', { id: 990 }), 60123);
  accepted(await contact.get('department/list'));
});

test('a lost answer leaves a call that was carried out, and one line on the wire', async (t) => {
  const { contact, sandbox } = await world(t);
  sandbox.trouble.next('department/create', { fault: 'lost' });
  await assert.rejects(contact.post('department/create', { id: 990, name: 'x', parentid: 1 }), { code: 'ECONNRESET' });
  const [call, ...others] = sandbox.calls({ path: 'department/create' });
  assert.deepEqual([call?.status, call?.errcode, call?.note, others], [undefined, undefined, 'trouble: lost', []]);
  assert.match(call?.response ?? '', /"errmsg":"created"/);
  refused(await contact.post('department/create', { id: 990, name: 'x', parentid: 1 }), 60008);
  await sandbox.close();
});

test('a stalled call waits until the caller gives up', async (t) => {
  const { contact, sandbox } = await world(t);
  sandbox.trouble.next('department/list', { fault: 'stall' });
  const caller = new AbortController();
  const gone = assert.rejects(fetch(contact.address('department/list'), caller), { name: 'AbortError' });
  while (sandbox.trouble.waiting().length > 0) await new Promise(setImmediate);
  caller.abort();
  await gone;
  accepted(await contact.get('department/list'));
});

test('close() does not wait for a stalled call', async (t) => {
  const { contact, sandbox } = await world(t);
  sandbox.trouble.next('department/list', { fault: 'stall' });
  const gone = assert.rejects(contact.get('department/list'));
  while (sandbox.trouble.waiting().length > 0) await new Promise(setImmediate);
  await sandbox.close();
  await gone;
});

test('answers can be HTML, empty or broken JSON', async (t) => {
  const { contact, sandbox } = await world(t);
  const raw = async () => {
    const response = await fetch(contact.address('department/list'));
    return { type: response.headers.get('content-type') ?? '', text: await response.text() };
  };
  sandbox.trouble.next('department/list', { fault: 'html' });
  const html = await raw();
  assert.match(html.type, /^text\/html/);
  assert.match(html.text, /<html/i);
  sandbox.trouble.next('department/list', { fault: 'empty' });
  assert.equal((await raw()).text, '');
  sandbox.trouble.next('department/list', { fault: 'broken' });
  const broken = await raw();
  assert.notEqual(broken.text, '');
  assert.throws(() => JSON.parse(broken.text), SyntaxError);
  accepted(await contact.get('department/list'));
});

test('* means any path, and gettoken can be in trouble too', async (t) => {
  const { contact, nobody, sandbox } = await world(t);
  sandbox.trouble.next('*', { errcode: -1 }, 2);
  refused(await contact.get('tag/list'), -1);
  refused(await nobody.get('gettoken', { corpid: sandbox.corpid, corpsecret: sandbox.contactSecret }), -1);
  accepted(await contact.get('tag/list'));
});

test('trouble that is cleared does not come', async (t) => {
  const { contact, sandbox } = await world(t);
  sandbox.trouble.next('tag/list', { fault: 'drop' }, 100);
  sandbox.trouble.clear();
  accepted(await contact.get('tag/list'));
});

test('a token that expires is 42001, and the next one is another', async (t) => {
  const { app, contact, sandbox } = await world(t);
  const secret = sandbox.apps[0]?.secret ?? '';
  sandbox.tokens.expire(secret);
  refused(await app.get('tag/list'), 42001, 'access_token expired');
  accepted(await contact.get('tag/list'));
  assert.notEqual(await tokenOf(sandbox, secret), app.token);
  accepted(await (await client(sandbox, secret)).get('tag/list'));
});

test('a token that is revoked is 40014', async (t) => {
  const { app, contact, sandbox } = await world(t);
  sandbox.tokens.revoke();
  for (const one of [app, contact]) refused(await one.get('tag/list'), 40014, 'invalid access_token');
  accepted(await (await client(sandbox, sandbox.contactSecret)).get('tag/list'));
});

test('rates are not limited unless asked for', async (t) => {
  const { app, agentid, contact, sandbox } = await world(t);
  await member(contact, 'ann');
  for (let i = 0; i < 40; i++) accepted(await send(app, agentid, text(`${i}`)));
  const reached = sandbox.messages().filter(({ to }) => to.includes('ann'));
  assert.equal(reached.length, 40);
});

test('a member gets 30 messages a minute where rates are limited, and the rest is dropped silently', async (t) => {
  const { app, agentid, contact, sandbox } = await world(t, { rateLimits: true });
  await member(contact, 'ann');
  sandbox.clock.advance(60_000 - (sandbox.clock.now() % 60_000));
  const reached = () => sandbox.messages().filter(({ to }) => to.includes('ann')).length;
  for (let i = 0; i < 35; i++) accepted(await send(app, agentid, text(`${i}`)));
  assert.equal(reached(), 30);
  sandbox.clock.advance(60_000);
  accepted(await send(app, agentid, text('next minute')));
  assert.equal(reached(), 31);
});

test('an API is called 10,000 times a minute where rates are limited', async (t) => {
  const { app, contact, sandbox } = await world(t, { rateLimits: true });
  sandbox.clock.advance(60_000 - (sandbox.clock.now() % 60_000));
  accepted(await app.get('tag/list'));
  // The other 9,999 without their requests.
  for (let i = 1; i < 10_000; i++) sandbox.limits.allow('api tag/list', 10_000);
  assert.match(refused(await app.get('tag/list'), 45009).words, /^api freq out of limit/);
  accepted(await contact.get('department/list'));
  sandbox.clock.advance(60_000);
  accepted(await app.get('tag/list'));
});

test('every change of state can be watched', async (t) => {
  const { contact, app, agentid, sandbox } = await world(t);
  const events: string[] = [];
  const stop = sandbox.on('*', ({ event }) => events.push(event));
  await member(contact, 'ann');
  accepted(await contact.post('department/create', { name: 'x', parentid: 1 }), 'created');
  accepted(await send(app, agentid, text('hi')));
  refused(await contact.post('department/create', { name: 'x', parentid: 1 }), 60008);
  accepted(await contact.get('department/list'));
  assert.equal(events.length, 3, events.join());
  stop();
  await member(contact, 'bob');
  assert.equal(events.length, 3);
});

test('the clock only goes forward, and no farther than a century', async (t) => {
  const { sandbox } = await world(t);
  for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY])
    assert.throws(() => sandbox.clock.advance(ms), RangeError);
  const year = 365 * 24 * 3_600_000;
  sandbox.clock.advance(99 * year);
  assert.throws(() => sandbox.clock.advance(2 * year), RangeError);
});

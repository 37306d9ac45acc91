import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import type { Sandbox } from '../../src/index';
import { ask, object } from '../helpers/client';
import { accepted } from '../helpers/expect';
import { Listening, lastOf, listen, look } from '../helpers/live';
import { send, text, uploaded } from '../helpers/messages';
import { member } from '../helpers/people';
import { stopTimers } from '../helpers/timers';
import { world } from '../helpers/world';

// Server-sent events: what happens, while it happens.

test('a message appears with the call that sent it, in one batch', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  const listening = await listen(t, sandbox);
  assert.match(listening.headers.get('content-type') ?? '', /^text\/event-stream/);
  assert.equal(await listening.comment(), 'retry: 1000');
  const { msgid } = accepted(await send(app, agentid, { touser: 'zhangsan', ...text('hi') }));
  const [message, wire, ...more] = await listening.batch();
  assert.deepEqual(more, []);
  assert.deepEqual(message, { type: 'message', message: JSON.parse(JSON.stringify(sandbox.messages()[0])) });
  assert.equal(object(message?.message).msgid, msgid);
  assert.deepEqual(wire, { type: 'wire', entry: JSON.parse(JSON.stringify(lastOf(sandbox))) });
});

test('what happens to one message in a batch is told once, as it is in the end', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  accepted(await send(app, agentid, { touser: 'zhangsan', ...text('hi') }));
  const listening = await listen(t, sandbox);
  const [message] = sandbox.company.messages;
  assert.ok(message);
  sandbox.company.emit({ event: 'message.update', data: message });
  message.recalled = true;
  sandbox.company.emit({ event: 'message.recall', data: message });
  const items = await listening.batch();
  assert.equal(items.length, 1);
  assert.equal(object(items[0]?.message).recalled, true);
});

test('changes of the company are told once in a batch', async (t) => {
  const { sandbox } = await world(t);
  const listening = await listen(t, sandbox);
  for (const department of sandbox.company.departments.values()) {
    sandbox.company.emit({ event: 'department.create', data: department });
  }
  assert.deepEqual(await listening.batch(), [{ type: 'company' }]);
});

test('a new member is a change of the company, an upload one of what is kept, and its bytes are not told', async (t) => {
  const { sandbox, app, contact } = await world(t);
  const listening = await listen(t, sandbox);
  await uploaded(app, 'file');
  assert.deepEqual(
    (await listening.batch()).map(({ type }) => type),
    ['kept', 'wire'],
  );
  await member(contact, 'ann');
  assert.deepEqual(
    (await listening.batch()).map(({ type }) => type),
    ['company', 'wire'],
  );
});

test('the clock that is put forward is told', async (t) => {
  const { sandbox } = await world(t);
  const listening = await listen(t, sandbox);
  const options = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"advance":3600000}' };
  const before = sandbox.clock.now();
  const { body } = await ask(`${sandbox.url}/_sandbox/clock`, options);
  const { now } = await listening.next('clock');
  // It is told before the request is answered, which may be a millisecond later.
  assert.ok(Number(now) >= before + 3_600_000 && Number(now) <= Number(body.now), `${before} ${now} ${body.now}`);
});

test('trouble that has come is a change of the company too: less is waiting', async (t) => {
  const { sandbox, contact } = await world(t);
  const listening = await listen(t, sandbox);
  sandbox.trouble.next('tag/list', { errcode: -1 });
  await contact.get('tag/list');
  await listening.next('company');
  assert.deepEqual((await look(sandbox, '/company')).body.trouble, []);
});

test('trouble that is ordered, and limits that are switched, are changes of the company', async (t) => {
  const { sandbox } = await world(t);
  const listening = await listen(t, sandbox);
  const post = (path: string, body: object) => {
    const headers = { 'content-type': 'application/json' };
    return ask(`${sandbox.url}/_sandbox${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  };
  await post('/trouble', { path: 'tag/list', errcode: -1 });
  await listening.next('company');
  await post('/limits', { enabled: true });
  await listening.next('company');
  assert.equal((await look(sandbox, '/company')).body.rateLimits, true);
});

test('a delivery is told while it is under way and when it is over', async (t) => {
  const { sandbox, agentid } = await world(t);
  const listening = await listen(t, sandbox);
  await sandbox.phone('zhangsan', agentid).text('hello');
  const { delivery } = await listening.next('delivery');
  assert.deepEqual(delivery, JSON.parse(JSON.stringify(sandbox.deliveries()[0])));
  assert.equal(object(delivery).state, 'failed');
});

test('every listener is told, also after another has gone', async (t) => {
  const { sandbox, contact } = await world(t);
  const [one, other] = [await listen(t, sandbox), await listen(t, sandbox)];
  await contact.get('first');
  assert.deepEqual(await one.next('wire'), await other.next('wire'));
  await one.cancel();
  await contact.get('second');
  assert.equal(object((await other.next('wire')).entry).path, '/cgi-bin/second');
});

test('when the last listener has gone nobody watches the company, until the next one comes', async (t) => {
  const { sandbox, contact } = await world(t);
  const stopped = new Promise<void>((resolve) => {
    const { company } = sandbox;
    const watch = company.watch.bind(company);
    t.mock.method(company, 'watch', (...args: Parameters<typeof watch>) => {
      const stop = watch(...args);
      return () => {
        stop();
        resolve();
      };
    });
  });
  await (await listen(t, sandbox)).cancel();
  await stopped;
  await contact.get('first');
  const next = await listen(t, sandbox);
  await contact.get('second');
  assert.equal(object((await next.next('wire')).entry).path, '/cgi-bin/second');
});

test('a heartbeat comes every 15 seconds', async (t) => {
  const { sandbox } = await world(t);
  t.mock.timers.enable({ apis: ['setInterval'] });
  const listening = await listen(t, sandbox);
  assert.equal(await listening.comment(), 'retry: 1000');
  t.mock.timers.tick(15_000);
  assert.equal(await listening.comment(), ':');
});

function say(sandbox: Sandbox, msgid: string, content: string): void {
  const data = { msgid, at: 0, from: { chatid: 'c' }, to: [], msgtype: 'text', body: { text: { content } } };
  sandbox.company.emit({ event: 'message.send', data });
}

for (const [what, count, length] of [
  ['many', 2001, 10],
  ['large', 20, 300_000],
] as const) {
  test(`too ${what} at once are a reset, and then it goes on`, async (t) => {
    const { sandbox } = await world(t);
    const listening = await listen(t, sandbox);
    const pass = stopTimers(t);
    for (let i = 0; i < count; i++) say(sandbox, `m${i}`, 'x'.repeat(length));
    pass(50);
    assert.deepEqual(await listening.batch(), [{ type: 'reset' }]);
    say(sandbox, 'after', 'small');
    pass(500);
    assert.equal(object((await listening.next('message')).message).msgid, 'after');
  });
}

test('2,000 at once are told', async (t) => {
  const { sandbox } = await world(t);
  const listening = await listen(t, sandbox);
  for (let i = 0; i < 2000; i++) say(sandbox, `m${i}`, 'x');
  assert.equal((await listening.batch()).length, 2000);
});

test('for a listener that does not read nothing piles up; later it is told to fetch everything', async (t) => {
  const { sandbox } = await world(t);
  const quick = await listen(t, sandbox);
  const slow = await unread(sandbox);
  const pass = stopTimers(t);
  const batches = 10;
  for (let i = 0; i < batches; i++) {
    say(sandbox, `m${i}`, 'x'.repeat(3_000_000));
    pass(50);
    await quick.next('message');
  }
  const most = (batches / 2) * 3_000_000;
  let bytes = 0;
  let text = '';
  for await (const chunk of slow) {
    bytes += chunk.length;
    text = (text + chunk).slice(-100);
    if (text.includes('"reset"') || bytes > most) break;
  }
  assert.match(text, /data: \[{"type":"reset"}\]/, `${bytes} bytes were kept`);
});

function unread(sandbox: Sandbox): Promise<AsyncIterable<Buffer>> {
  return new Promise((resolve, reject) => {
    request(`${sandbox.url}/_sandbox/events`, resolve).on('error', reject).end();
  });
}

test('close() ends the streams, also the one that nobody reads', async (t) => {
  const { sandbox } = await world(t);
  const listening = await listen(t, sandbox);
  await unread(sandbox);
  await sandbox.close();
  assert.deepEqual(await listening.batch(), []);
});

test('pages of another origin do not listen', async (t) => {
  const { sandbox } = await world(t);
  for (const path of ['/events', '/company', '/conversation', '/wire', '/media/x']) {
    assert.equal((await look(sandbox, path, { origin: 'https://evil.example' })).status, 403, path);
  }
  const own = await fetch(`${sandbox.url}/_sandbox/events`, { headers: { origin: sandbox.url } });
  assert.equal(own.status, 200);
  await new Listening(own).cancel();
});

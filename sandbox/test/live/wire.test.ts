import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ask, rows, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { MEDIA } from '../helpers/files';
import { lastOf, listen, look } from '../helpers/live';
import { send, text, uploaded } from '../helpers/messages';
import { tokenOf, world } from '../helpers/world';

// The log of what went over the wire.

test('a call is kept with its query, body, answer, time and whose token it was', async (t) => {
  const { sandbox, app, agentid } = await world(t);
  const before = sandbox.clock.now();
  const answer = await send(app, agentid, { touser: 'zhangsan', ...text('你好') });
  const { id, at, ms, headers, ...entry } = lastOf(sandbox);
  const [message] = sandbox.messages();
  assert.deepEqual(entry, {
    direction: 'in',
    method: 'POST',
    path: '/cgi-bin/message/send',
    query: `access_token=${app.token}`,
    status: 200,
    errcode: 0,
    from: sandbox.apps[0]?.name,
    request: JSON.stringify({ agentid, touser: 'zhangsan', ...text('你好') }),
    response: answer.text,
    msgids: [message?.msgid],
    deliveries: [],
  });
  assert.match(String(headers?.request.host), /^127\.0\.0\.1:/);
  assert.equal(headers?.response['content-type'], 'application/json; charset=UTF-8');
  assert.equal(id, 1);
  assert.ok(at >= before && at <= sandbox.clock.now(), String(at));
  assert.ok(ms >= 0, String(ms));
});

test('a refusal is kept with its errcode', async (t) => {
  const { sandbox, contact } = await world(t);
  const answer = await contact.get('user/get', { userid: 'nobody' });
  refused(answer, 60111);
  const { status, errcode, from, request, response } = lastOf(sandbox);
  assert.deepEqual([status, errcode, from, request, response], [200, 60111, 'contact', '', answer.text]);
});

test('who calls is known by secret, by a token that has expired and by the key of a robot, and unknown without', async (t) => {
  const { sandbox, app, nobody } = await world(t);
  const [first] = sandbox.apps;
  await tokenOf(sandbox, first?.secret ?? '');
  assert.equal(lastOf(sandbox).from, first?.name);
  await tokenOf(sandbox, sandbox.contactSecret);
  assert.equal(lastOf(sandbox).from, 'contact');
  sandbox.tokens.expire();
  refused(await app.get('tag/list'), 42001);
  assert.equal(lastOf(sandbox).from, first?.name);
  const [robot] = sandbox.company.robots.values();
  accepted(await nobody.post('webhook/send', text('hi'), { key: robot?.key ?? '' }));
  assert.equal(lastOf(sandbox).from, robot?.name);
  refused(await nobody.get('tag/list'), 41001);
  assert.equal(lastOf(sandbox).from, undefined);
  refused(await nobody.with('strange').get('tag/list'), 40014);
  assert.equal(lastOf(sandbox).from, undefined);
});

test('an upload is a line for each file, a download says how much and what', async (t) => {
  const { sandbox, app } = await world(t);
  const media_id = await uploaded(app, 'file');
  const { content, filename, contentType } = MEDIA.file;
  assert.equal(lastOf(sandbox).request, `media: "${filename}", ${Buffer.byteLength(content)} bytes, ${contentType}`);
  assert.equal((await app.get('media/get', { media_id })).text, content);
  assert.equal(lastOf(sandbox).response, `<${Buffer.byteLength(content)} bytes, ${contentType}>`);
});

test('unknown paths are in it, whatever the method, and those that cannot be decoded', async (t) => {
  const { sandbox, contact } = await world(t);
  await contact.post('no/such/path', { a: 1 });
  const { path, status, errcode, request, response } = lastOf(sandbox);
  assert.deepEqual(
    [path, status, errcode, request, response],
    ['/cgi-bin/no/such/path', 404, undefined, '{"a":1}', ''],
  );
  await ask(`${sandbox.url}/cgi-bin/user/get?a=1`, { method: 'DELETE' });
  assert.deepEqual([lastOf(sandbox).method, lastOf(sandbox).status], ['DELETE', 404]);
  await ask(`${sandbox.url}/cgi-bin/%zz`);
  const { ms, ...last } = lastOf(sandbox);
  assert.deepEqual([last.path, last.status], ['/cgi-bin/%zz', 404]);
  assert.ok(ms >= 0, String(ms));
});

test('what is not the API is not in it', async (t) => {
  const { sandbox } = await world(t);
  for (const path of ['/', '/%zz', '/_sandbox/company', '/nothing', '/cgi-bin']) await ask(sandbox.url + path);
  assert.deepEqual(sandbox.wire.entries(), []);
});

for (const fault of ['drop', 'stall'] as const) {
  test(`a call that meets ${fault} is kept at once, without a status`, async (t) => {
    const { sandbox, contact } = await world(t);
    const listening = await listen(t, sandbox);
    sandbox.trouble.next('user/create', { fault });
    const caller = new AbortController();
    const options = { method: 'POST', body: '{"userid":"a"}', signal: caller.signal };
    const gone = assert.rejects(fetch(contact.address('user/create'), options));
    await listening.next('wire');
    caller.abort();
    await gone;
    const { path, note, request, response, from, ...rest } = lastOf(sandbox);
    assert.deepEqual(
      [path, note, request, response, from],
      ['/cgi-bin/user/create', `trouble: ${fault}`, '{"userid":"a"}', '', 'contact'],
    );
    assert.ok(!('status' in rest) && !('errcode' in rest));
    assert.equal(sandbox.wire.entries().length, 1);
  });
}

test('other trouble is kept with what was answered', async (t) => {
  const { sandbox, contact } = await world(t);
  for (const [fault, status, response] of [
    ['html', 502, /Bad Gateway/],
    ['empty', 200, /^$/],
    ['broken', 200, /^{"errcode":0,"errmsg":"o$/],
  ] as const) {
    sandbox.trouble.next('*', { fault });
    await (await fetch(contact.address('tag/list'))).text();
    const entry = lastOf(sandbox);
    assert.deepEqual([entry.note, entry.status, entry.errcode], [`trouble: ${fault}`, status, undefined]);
    assert.match(entry.response, response);
  }
  sandbox.trouble.next('*', { errcode: 45009 });
  refused(await contact.get('tag/list'), 45009);
  assert.deepEqual([lastOf(sandbox).note, lastOf(sandbox).errcode], ['trouble: 45009', 45009]);
});

test('bodies are cut at 64 kB, and no letter in halves', async (t) => {
  const { sandbox, app } = await world(t);
  await app.post('message/send', `${'中'.repeat(100_000)}`);
  const { request } = lastOf(sandbox);
  assert.equal(request, '中'.repeat(Math.floor((64 * 1024) / 3)));
  await app.post('message/send', 'x'.repeat(64 * 1024));
  assert.equal(lastOf(sandbox).request.length, 64 * 1024);
});

test('it has the newest 500, oldest first, here and over HTTP', async (t) => {
  const { sandbox, nobody } = await world(t);
  for (let i = 0; i < 520; i++) await nobody.get(`path/${i}`);
  const entries = sandbox.wire.entries();
  assert.deepEqual(
    entries.map(({ id, path }) => [id, path]),
    Array.from({ length: 500 }, (_, index) => [index + 21, `/cgi-bin/path/${index + 20}`]),
  );
  const { body } = await look(sandbox, '/wire');
  assert.deepEqual(body, JSON.parse(JSON.stringify({ entries })));
});

test('a try of a callback is in it as well', async (t) => {
  const { sandbox, agentid } = await world(t);
  const [app] = sandbox.company.apps.values();
  assert.ok(app);
  app.callback = { url: `${sandbox.url}/cgi-bin/nobody?x=1`, token: 'token', encodingAESKey: 'k'.repeat(43) };
  const delivery = await sandbox.phone('zhangsan', agentid).text('hello');
  assert.equal(delivery.state, 'failed');
  const tries = rows((await look(sandbox, '/wire')).body, 'entries').filter(({ direction }) => direction === 'out');
  assert.equal(tries.length, 3);
  const [first = {}] = tries;
  assert.deepEqual([first.method, first.status, first.from], ['POST', 404, app.name]);
  assert.match(string(first, 'request'), /hello/);
});

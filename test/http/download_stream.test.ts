import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { getEventListeners, once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { client, failure, rejection, requestsAt } from '../helpers/calls';
import { type Answer, serve } from '../helpers/server';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

const REFUSAL = { errcode: 40007, errmsg: 'invalid media_id' };

function answer(body: Buffer | string, headers: Record<string, string | number> = {}): Answer {
  return (res) => res.writeHead(200, headers).end(body);
}

async function contentOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

for (const size of [0, 1, 8191, 8192, 8193, 100_000, 3_000_000]) {
  test(`downloadMedia and downloadMaterial stream a file of ${size} bytes`, async (t) => {
    const body = Buffer.alloc(size, 'x');
    const headers = {
      'content-type': 'image/jpeg',
      'content-length': size,
      'content-disposition': 'attachment; filename="photo.jpg"',
    };
    const server = await wecom(t, () => answer(body, headers));
    const api = client(server);
    for (const download of [await api.downloadMedia('M'), await api.downloadMaterial(5, 'M')]) {
      const { stream, ...about } = download;
      assert.deepEqual(about, { filename: 'photo.jpg', contentType: 'image/jpeg', size });
      assert.deepEqual(await contentOf(stream), body);
    }
    const material = requestsAt(server, 'material/get')[0];
    assert.equal(material?.query.toString(), `access_token=${server.token}&media_id=M&agentid=5`);
  });
}

test('what the server does not tell is undefined', async (t) => {
  const server = await wecom(t, () => (res) => {
    res.write('x'.repeat(10_000));
    res.end();
  });
  const { stream, ...about } = await client(server).downloadMedia('M');
  assert.deepEqual(about, { filename: undefined, contentType: undefined, size: undefined });
  assert.equal((await contentOf(stream)).length, 10_000);
});

/** UTF-8 bytes, one character each, as node sends them in a header. */
const bytes = (text: string) => Buffer.from(text).toString('latin1');

for (const [disposition, filename] of [
  ['attachment; filename="report.pdf"', 'report.pdf'],
  ['attachment; filename=report.pdf', 'report.pdf'],
  ['attachment; filename=report.pdf; size=5', 'report.pdf'],
  ['attachment; filename="a; b.pdf"', 'a; b.pdf'],
  ['attachment; filename="a \\"b\\".pdf"', 'a "b".pdf'],
  ["attachment; filename*=UTF-8''%E6%8A%A5%E8%A1%A8.pdf", '报表.pdf'],
  [`attachment; filename="${bytes('报表.pdf')}"`, '报表.pdf'],
  [`attachment; filename="garbled.pdf"; filename*=utf-8''%E6%8A%A5%E8%A1%A8.pdf`, '报表.pdf'],
  [`attachment;filename*=utf-8'zh'%E6%8A%A5.pdf;filename="${bytes('报')}.pdf"`, '报.pdf'],
  ["attachment; filename*=UTF-8''100%.pdf", '100%.pdf'],
  ['attachment; filename="../../etc/passwd"', 'passwd'],
  ['attachment; filename="C:\\\\temp\\\\x.exe"', 'x.exe'],
  ["attachment; filename*=UTF-8''..%2F..%2F%E6%8A%A5.pdf", '报.pdf'],
  ["attachment; filename*=UTF-8''a%00%0A%1B%5B2Jb.pdf", 'a[2Jb.pdf'],
  ['attachment; filename=".."', undefined],
  ['attachment; filename="a/"', undefined],
  ['Attachment; FileName="Report.PDF"', 'Report.PDF'],
  ['inline', undefined],
] as const) {
  test(`the name in ${disposition} is ${filename}`, async (t) => {
    const server = await wecom(t, () => answer('content', { 'content-disposition': disposition }));
    const { stream, filename: found } = await client(server).downloadMedia('M');
    assert.equal(found, filename);
    assert.equal(String(await contentOf(stream)), 'content');
  });
}

for (const type of [
  'application/json; charset=UTF-8',
  'application/json',
  'text/plain',
  'Application/JSON',
  undefined,
]) {
  const headers = type ? { 'content-type': type } : {};

  test(`difference 7: a refusal that comes as ${type} is an error of downloadMedia, before any byte`, async (t) => {
    const server = await wecom(t, () => answer(JSON.stringify(REFUSAL), headers));
    const err = await rejection(client(server).downloadMedia('M'));
    assert.deepEqual([err.name, err.code, err.message], ['WeChatAPIError', 40007, 'invalid media_id']);
    const again = await failure((callback) => client(server).downloadMaterial(1, 'M', callback));
    assert.equal(again.code, 40007);
  });

  test(`difference 7: downloadMedia gets a new token when the old one is refused as ${type}`, async (t) => {
    const server = await serve(t, ({ path, query }) => {
      if (path.endsWith('gettoken')) return { ...OK, access_token: 'fresh', expires_in: 7200 };
      if (query.get('access_token') === 'fresh') return answer('the file', { 'content-type': 'image/png' });
      return answer(JSON.stringify({ errcode: 42001, errmsg: 'expired' }), headers);
    });
    const { stream } = await client(server, sharedStore('dead')).downloadMedia('M');
    assert.equal(String(await contentOf(stream)), 'the file');
    assert.equal(server.requests.length, 3);
  });
}

test('a JSON file with a name of its own is a file', async (t) => {
  const headers = { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="refusal.json"' };
  const server = await wecom(t, () => answer(JSON.stringify(REFUSAL), headers));
  const { stream } = await client(server).downloadMedia('M');
  assert.deepEqual(JSON.parse(String(await contentOf(stream))), REFUSAL);
});

/** The response to the one download that a test makes, in the hands of the test. */
function held(): { answer: Answer; response: Promise<ServerResponse> } {
  let hand: (res: ServerResponse) => void;
  const response = new Promise<ServerResponse>((resolve) => {
    hand = resolve;
  });
  return { answer: (res) => hand(res), response };
}

test('a body that breaks off before it is known what it is, is an error of the call', async (t) => {
  const server = await wecom(t, () => (res) => {
    res.writeHead(200, { 'content-length': 100_000 });
    res.write('{"errcode":', () => res.destroy());
  });
  const err = await failure((callback) => client(server).downloadMedia('M', callback));
  assert.match(err.name, /^WeChatAPI/);
  assert.equal(err.code, 'ECONNRESET');
});

test('a body that breaks off later is an error of the stream', async (t) => {
  const { answer: hold, response } = held();
  const server = await wecom(t, () => hold);
  const download = client(server).downloadMedia('M');
  const res = await response;
  res.writeHead(200, { 'content-length': 100_000 }).write('x'.repeat(50_000));
  const { stream } = await download;
  const content = contentOf(stream);
  res.destroy();
  await assert.rejects(content, { code: 'ECONNRESET' });
  // Another connection serves the next call.
  assert.equal((await client(server, { timeout: 2000 }).request(`${server.prefix}gettoken`)) instanceof Buffer, true);
});

test('a signal ends a stream that has begun, and its connection, with the reason as the cause', async (t) => {
  const { answer: hold, response } = held();
  const server = await wecom(t, () => hold);
  const controller = new AbortController();
  const download = client(server, { signal: controller.signal }).downloadMedia('M');
  const res = await response;
  res.writeHead(200, { 'content-length': 100_000 }).write('x'.repeat(50_000));
  const { stream } = await download;
  const closed = once(res, 'close');
  const content = contentOf(stream);
  const reason = new Error('the user left');
  controller.abort(reason);
  await assert.rejects(content, { name: 'WeChatAPIAbortError', code: 'ABORT_ERR', cause: reason });
  await closed;
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
});

test('a signal that ends a body before it is known what it is, ends the call', async (t) => {
  const { answer: hold, response } = held();
  const server = await wecom(t, () => hold);
  const controller = new AbortController();
  let heads = 0;
  const onHead = () => {
    heads += 1;
    // The answer is in the hands of the call by the next turn.
    setImmediate(() => controller.abort());
  };
  subscribe('http.client.response.finish', onHead);
  t.after(() => unsubscribe('http.client.response.finish', onHead));
  const api = client(server, { signal: controller.signal, ...sharedStore(server.token) });
  const failed = rejection(api.downloadMedia('M'));
  (await response).writeHead(200, { 'content-length': 100_000 }).write('{"errcode":');
  const err = await failed;
  assert.deepEqual([err.name, err.code, heads], ['WeChatAPIAbortError', 'ABORT_ERR', 1]);
  assert.equal(getEventListeners(controller.signal, 'abort').length, 0);
});

test('a signal that outlives a stream keeps nothing of it', async (t) => {
  const server = await wecom(t, () => answer(Buffer.alloc(50_000)));
  const { signal } = new AbortController();
  const { stream } = await client(server, { signal }).downloadMedia('M');
  assert.equal(getEventListeners(signal, 'abort').length, 1);
  assert.equal((await contentOf(stream)).length, 50_000);
  if (!stream.closed) await once(stream, 'close');
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});

test('a big body waits for its reader', async (t) => {
  const TOTAL = 60_000_000;
  let sent = 0;
  const server = await wecom(t, () => (res) => {
    const push = () => {
      while (sent < TOTAL && res.write(Buffer.alloc(60_000))) sent += 60_000;
      if (sent >= TOTAL) return res.end();
      sent += 60_000;
      return res.once('drain', push);
    };
    push();
  });
  const { stream } = await client(server).downloadMedia('M');
  const reader = stream[Symbol.asyncIterator]();
  let received = (await reader.next()).value.length;
  // The server is stuck when it has sent nothing for many turns of the loop.
  for (let before = -1, turns = 0; turns < 200; turns = sent === before ? turns + 1 : 0) {
    before = sent;
    await turn();
  }
  assert.ok(sent < TOTAL / 2, `${sent} bytes were sent to a reader that took ${received}`);
  for (let next = await reader.next(); !next.done; next = await reader.next()) received += next.value.length;
  assert.equal(received, sent);
});

test('a stream that is destroyed closes its connection, and the next download works', async (t) => {
  let first: ServerResponse | undefined;
  const server = await wecom(t, () => (res) => {
    first ??= res;
    res.write('x'.repeat(20_000));
    if (res !== first) res.end();
  });
  const api = client(server);
  const { stream } = await api.downloadMedia('M');
  assert.ok(first);
  const closed = once(first, 'close');
  stream.destroy();
  await closed;
  const second = await api.downloadMedia('M');
  assert.equal((await contentOf(second.stream)).length, 20_000);
});

for (const [what, page] of Object.entries({ short: '<h1>Bad Gateway</h1>', long: 'x'.repeat(20_000) })) {
  test(`a ${what} error page of a gateway is an error, not a file`, async (t) => {
    const server = await wecom(t, () => (res) => res.writeHead(502, { 'content-type': 'text/html' }).end(page));
    const err = await rejection(client(server).downloadMedia('M'));
    assert.deepEqual([err.name, err.message, err.status], ['WeChatAPIStatusError', 'HTTP status 502', 502]);
  });
}

test('a stream is not asked for in gzip, whatever setOpts says: it is handed on as it comes', async (t) => {
  const server = await wecom(t, () => answer('a file', { 'content-type': 'image/jpeg' }));
  const api = client(server, { gzip: true });
  const { stream } = await api.downloadMedia('M');
  assert.equal(String(await contentOf(stream)), 'a file');
  assert.equal(requestsAt(server, 'media/get')[0]?.headers['accept-encoding'], undefined);
});

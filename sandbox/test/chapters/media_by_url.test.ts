import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { type Body, type Client, object, string } from '../helpers/client';
import { accepted, refused } from '../helpers/expect';
import { newest, over } from '../helpers/letters';
import { connected } from '../helpers/receiver';
import { type Lifetime, type World, world } from '../helpers/world';

// https://developer.work.weixin.qq.com/document/path/96219: WeCom fetches a file from an address, up to 200 MB.

const md5 = (content: Buffer) => createHash('md5').update(content).digest('hex');

/** A site on this machine; gives the address of its file. */
async function site(t: Lifetime, listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}/film.mp4`;
}

async function ordered(app: Client, url: string, content: Buffer): Promise<string> {
  const order = { scene: 1, type: 'video', filename: 'film.mp4', url, md5: md5(content) };
  return string(accepted(await app.post('media/upload_by_url', order)), 'jobid');
}

/** The result, once there is one. */
async function ended({ sandbox }: World, app: Client, jobid: string): Promise<Body> {
  const over = new Promise<void>((resolve) => {
    sandbox.on('upload.done', ({ data }) => {
      if (object(data).jobid === jobid) resolve();
    });
  });
  const result = async () => accepted(await app.post('media/get_upload_by_url_result', { jobid }));
  const body = await result();
  if (body.status !== 1) return body;
  await over;
  return result();
}

test('a file of more than 20 MB is fetched, and read by ranges only', async (t) => {
  const w = await world(t);
  const { app } = w;
  const content = Buffer.alloc(20 * 1024 * 1024 + 7, 'film');
  const url = await site(t, (_, res) => res.end(content));
  const { status, detail } = await ended(w, app, await ordered(app, url, content));
  assert.equal(status, 2);
  const { errcode, media_id } = object(detail);
  assert.equal(errcode, 0);
  const query = { media_id: String(media_id) };
  refused(await app.get('media/get', query), 830002);
  const part = await app.get('media/get', query, { range: 'bytes=4-11' });
  assert.deepEqual([part.status, part.bytes.toString()], [206, 'filmfilm']);
  assert.equal(part.headers.get('content-range'), `bytes 4-11/${content.length}`);
});

test('a file that cannot be had is told in the result', async (t) => {
  const w = await world(t);
  const { app } = w;
  const missing = await site(t, (_, res) => res.writeHead(404).end());
  const small = await site(t, (_, res) => res.end('five.'));
  const other = await site(t, (_, res) => res.end('something else'));
  const table = [
    [missing, 830003],
    [small, 45001],
    [other, 301019],
    ['http://127.0.0.1:1/film.mp4', 830003],
  ] as const;
  for (const [url, errcode] of table) {
    const { status, detail } = await ended(w, app, await ordered(app, url, Buffer.from('a film')));
    assert.deepEqual([status, object(detail).errcode], [3, errcode], url);
  }
});

for (const content of ['a film', 'another film']) {
  test(`the app hears that its job is done, with ${content === 'a film' ? 'a file' : 'none'}`, async (t) => {
    const w = await world(t);
    const owner = await connected(t, w, w.agentid);
    const other = await connected(t, w, w.otherAgentid);
    const assistant = await connected(t, w, 'contact');
    const url = await site(t, (_, res) => res.end('a film'));
    const jobid = await ordered(w.app, url, Buffer.from(content));
    const [delivery] = await over(w.sandbox, owner, 1);
    assert.deepEqual([delivery?.state, delivery?.agentid], ['received', w.agentid]);
    const { CreateTime, ...event } = await newest(owner);
    assert.match(String(CreateTime), /^\d{10}$/);
    assert.deepEqual(event, {
      ToUserName: w.sandbox.corpid,
      FromUserName: 'sys',
      MsgType: 'event',
      Event: 'upload_media_job_finish',
      JobId: jobid,
    });
    const { status } = accepted(await w.app.post('media/get_upload_by_url_result', { jobid }));
    assert.equal(status, content === 'a film' ? 2 : 3);
    assert.deepEqual([other.arrived, assistant.arrived], [[], []]);
  });
}

test('a job of nobody who listens is done all the same', async (t) => {
  const w = await world(t);
  const { app, contact, sandbox } = w;
  const url = await site(t, (_, res) => res.end('a film'));
  for (const caller of [app, contact]) {
    assert.equal((await ended(w, caller, await ordered(caller, url, Buffer.from('a film')))).status, 2);
  }
  assert.deepEqual(sandbox.deliveries(), []);
});

test('an address that never ends is given up at 200 MB', async (t) => {
  const w = await world(t);
  const { app } = w;
  let sent = 0;
  const megabyte = Buffer.alloc(1024 * 1024);
  const url = await site(t, (_, res) => {
    const more = () => {
      while (!res.destroyed && sent < 1000) {
        sent++;
        if (!res.write(megabyte)) return;
      }
      res.end();
    };
    res.on('drain', more);
    more();
  });
  const { status } = await ended(w, app, await ordered(app, url, megabyte));
  assert.equal(status, 3);
  assert.ok(sent < 300, `${sent} MB were read`);
});

test('close() gives up what is being fetched', async (t) => {
  const { app, sandbox } = await world(t);
  let gone = () => {};
  const left = new Promise<void>((resolve) => {
    gone = resolve;
  });
  let came = () => {};
  const arrived = new Promise<void>((resolve) => {
    came = resolve;
  });
  const url = await site(t, (_, res) => {
    res.on('close', gone);
    came();
  });
  await ordered(app, url, Buffer.from('a film'));
  await arrived;
  await sandbox.close();
  await left;
});

test('an order that makes no sense is refused', async (t) => {
  const { app } = await world(t);
  const order = { scene: 1, type: 'file', filename: 'a.txt', url: 'https://example.com/', md5: 'a'.repeat(32) };
  refused(await app.post('media/upload_by_url', { ...order, type: 'image' }), 40004);
  refused(await app.post('media/upload_by_url', { ...order, scene: 7 }), 40058);
  for (const url of ['file:///etc/passwd', 'nothing', '']) {
    refused(await app.post('media/upload_by_url', { ...order, url }), [40094, 40058]);
  }
  const unknown = await app.post('media/get_upload_by_url_result', { jobid: 'nothing' });
  refused(unknown, Number(unknown.body.errcode));
  assert.notEqual(unknown.body.errcode, 0);
});

test('a job is forgotten after an hour', async (t) => {
  const w = await world(t);
  const { app, sandbox } = w;
  const url = await site(t, (_, res) => res.end('a film, a film'));
  const jobid = await ordered(app, url, Buffer.from('a film, a film'));
  assert.equal((await ended(w, app, jobid)).status, 2);
  sandbox.clock.advance(61 * 60_000);
  const { body } = await app.post('media/get_upload_by_url_result', { jobid });
  assert.notEqual(body.errcode, 0);
});

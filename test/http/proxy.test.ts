import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { test } from 'node:test';

import tunnel = require('tunnel');

import { client, failure } from '../helpers/calls';
import { serveProxy } from '../helpers/proxy';
import { serveTLS } from '../helpers/tls';
import { OK } from '../helpers/wecom';

const answerAll: RequestListener = (_, res) =>
  res
    .setHeader('content-type', 'application/json')
    .end(JSON.stringify({ ...OK, access_token: 'token', expires_in: 7200 }));

test('the proxy recipe of 0.3.0 works: every call goes through the proxy', async (t) => {
  const { host, port, connects, others } = await serveProxy(t);
  const server = await serveTLS(t, answerAll);
  const api = client(server);
  const agent = tunnel.httpsOverHttp({ ca: [server.ca], proxy: { host, port } });
  api.setOpts({
    beforeRequest(options) {
      options.agent = agent;
    },
  });
  const answer = await api.send({ touser: 'lisi' }, { msgtype: 'text', text: { content: '你好' } });
  assert.equal(answer.errcode, 0);
  // gettoken, message/send
  assert.deepEqual(connects, Array(2).fill(`127.0.0.1:${server.port}`));
  assert.deepEqual(others, []);
});

test('uploads and downloads go through the proxy too', async (t) => {
  const { host, port, connects } = await serveProxy(t);
  const server = await serveTLS(t, async (req, res) => {
    for await (const _ of req);
    if (req.url?.includes('media/get')) return res.setHeader('content-type', 'image/png').end('the picture');
    return answerAll(req, res);
  });
  const api = client(server);
  api.setOpts({
    beforeRequest(options) {
      options.agent = tunnel.httpsOverHttp({ ca: [server.ca], proxy: { host, port } });
    },
  });
  await api.uploadImage({ data: Buffer.from('the picture'), filename: 'picture.png' });
  assert.equal(String(await api.getMedia('M')), 'the picture');
  const { stream } = await api.downloadMedia('M');
  assert.equal(String(Buffer.concat(await stream.toArray())), 'the picture');
  // gettoken, upload, getMedia, downloadMedia
  assert.equal(connects.length, 4);
});

test('a proxy that refuses is an error like that of any connection, without secrets', async (t) => {
  const { host, port } = await serveProxy(t);
  const server = await serveTLS(t, answerAll);
  const agent = tunnel.httpsOverHttp({ proxy: { host, port } });
  server.https.close();
  const api = client(server, {
    beforeRequest(options) {
      options.agent = agent;
    },
  });
  const err = await failure((callback) => api.getUser('lisi', callback));
  assert.equal(err.name, 'WeChatAPIRequestError');
  assert.doesNotMatch(err.message, /dummy-corp-secret/);
});

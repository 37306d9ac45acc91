import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { outcome, rejection } from '../../test/helpers/calls';
import type { Answer } from '../../test/helpers/server';
import { client, OK, wechat } from './helpers/wechat';

// The numbered differences that the comparison with the original cannot show: there it crashes, hangs or leaks.

const file = { data: Buffer.from('bytes'), filename: 'a.png' };

function typed(text: string, type: string): Answer {
  return (res) => res.writeHead(200, { 'content-type': type }).end(text);
}

test('difference 2: updateExpressTemplate changes the template, and no longer deletes it', async (t) => {
  const server = await wechat(t);
  await client(server).updateExpressTemplate({
    template_id: 5,
    delivery_template: { Name: 'n', Assumer: 0, Valuation: 0, TopFee: [] },
  });
  assert.deepEqual(server.paths(), ['/merchant/express/update']);
});

test('difference 3: uploadPageIcon uploads, where it ended the process', async (t) => {
  const server = await wechat(t, () => ({ ...OK, data: { pic_url: 'u' } }));
  const { data } = await client(server).uploadPageIcon(file);
  assert.equal(data.pic_url, 'u');
  const sent = server.requests.at(-1);
  assert.equal(sent?.path, '/shakearound/material/add');
  assert.match(String(sent?.body), /name="media"; filename="a.png"/);
});

test('difference 4: setLotterySwitch gives the object, which still reads as the JSON it was', async (t) => {
  const server = await wechat(t, () => ({ ...OK, extra: '一' }));
  const result = await client(server).setLotterySwitch('lottery', 1);
  assert.equal(result.errmsg, 'ok');
  assert.deepEqual(JSON.parse(String(result)), { ...OK, extra: '一' });
});

const NEWS = '{"news_item":[{"title":"题"}]}';

for (const type of [
  'text/plain',
  'text/plain; charset=utf-8',
  'application/json; encoding=utf-8',
  'application/json',
]) {
  test(`difference 5: articles that come as ${type} are objects, which still read as their JSON`, async (t) => {
    const server = await wechat(t, () => typed(NEWS, type));
    for (const method of ['getMaterial', 'getMedia'] as const) {
      const result = await client(server)[method]('M');
      assert.deepEqual([JSON.stringify(result), JSON.parse(String(result))], [NEWS, JSON.parse(NEWS)]);
    }
  });

  test(`difference 5: a refusal that comes as ${type} is an error with its code`, async (t) => {
    const server = await wechat(t, () => typed('{"errcode":40007,"errmsg":"invalid media_id"}', type));
    for (const method of ['getMaterial', 'getMedia'] as const) {
      const { name, code } = await rejection(client(server)[method]('M'));
      assert.deepEqual([name, code], ['WeChatAPIError', 40007]);
    }
  });
}

test('difference 5: files stay bytes, texts among them', async (t) => {
  const answers = [typed('no JSON', 'text/plain'), typed('ÿØ', 'image/jpeg')];
  const server = await wechat(t, () => answers.shift() ?? 'none');
  const api = client(server);
  assert.deepEqual(await api.getMedia('M'), Buffer.from('no JSON'));
  assert.deepEqual(await api.getMaterial('M'), Buffer.from('ÿØ'));
});

test('difference 6: without a callback no argument is lost', async (t) => {
  const server = await wechat(t);
  const api = client(server);
  await api.sendText('openid', 'text');
  await api.massSend({ msgtype: 'text' }, ['a', 'b']);
  const [text, mass] = server.requests.slice(-2).map(({ body }) => JSON.parse(String(body)));
  assert.equal(text.text.content, 'text');
  assert.deepEqual(mass.touser, ['a', 'b']);
});

test('difference 7: arguments at the end may be left out', async (t) => {
  const server = await wechat(t);
  const api = client(server);
  const shapes: ((callback: (...answer: unknown[]) => void) => unknown)[] = [
    (callback) => api.clearQuota(callback),
    (callback) => api.createTmpQRCode(5, callback),
    (callback) => api.getTagUsers(5, callback),
    (callback) => api.getMaterials('news', callback),
    (callback) => api.addConsumer('user', callback),
    (callback) => api.getFollowers(undefined, callback),
    (callback) => api.getMenu(callback),
  ];
  const sent: string[] = [];
  for (const shape of shapes) {
    assert.equal((await outcome(shape)).err, null);
    const { body, url } = server.requests.at(-1) ?? {};
    sent.push(String(body) || String(url).replace(/&?access_token=[^&]*/, ''));
  }
  assert.deepEqual(sent, [
    '{"appid":"the-appid"}',
    '{"action_name":"QR_SCENE","action_info":{"scene":{"scene_id":5}}}',
    '{"tagid":5}',
    '{"type":"news"}',
    '{"username":"user","is_super_consumer":true}',
    '/cgi-bin/user/get?next_openid=',
    '/cgi-bin/menu/get?',
  ]);
});

function incoming(headers: Record<string, string>) {
  return Object.assign(Readable.from([Buffer.from('body')]), { headers: Object.freeze(headers) });
}

test('difference 8: of a request that is passed on, only what belongs to its body goes along', async (t) => {
  const server = await wechat(t);
  const type = 'multipart/form-data; boundary=x';
  const secret = { cookie: 'session=1', authorization: 'Bearer x', host: 'ours' };
  await client(server).uploadImageStream(incoming({ ...secret, 'content-type': type, 'content-length': '4' }));
  const { headers, body } = server.requests.at(-1) ?? {};
  assert.deepEqual([headers?.['content-type'], headers?.['content-length'], String(body)], [type, '4', 'body']);
  assert.deepEqual([headers?.cookie, headers?.authorization], [undefined, undefined]);
});

test('difference 8: a dead token ends a passed-on request at once, and the next has another', async (t) => {
  const server = await wechat(t);
  const api = client(server);
  await api.getMenu();
  server.expire();
  const err = await rejection(api.uploadMediaStream(incoming({ 'content-length': '4' }), 'image'));
  assert.equal(err.code, 40001);
  assert.deepEqual(await api.uploadMediaStream(incoming({ 'content-length': '4' }), 'image'), OK);
  assert.deepEqual(server.paths().slice(1), ['/cgi-bin/media/upload', '/cgi-bin/media/upload']);
});

test('difference 9: arguments and options stay as they are, also frozen ones', async (t) => {
  const server = await wechat(t);
  const api = client(server);
  const headers = Object.freeze({ 'X-Mine': '1' });
  api.setOpts(Object.freeze({ headers }));
  const message = Object.freeze({ msgtype: 'text' });
  await api.massSend(message, ['a', 'b']);
  await api.massSend(message, 5);
  await api.getRecords(Object.freeze({ starttime: 1, endtime: 2, number: 3 }));
  await api.semantic('uid', Object.freeze({ query: 'q', category: 'c' }));
  const bodies = server.requests.slice(-4).map(({ body }) => String(body));
  assert.deepEqual(bodies, [
    '{"msgtype":"text","touser":["a","b"]}',
    '{"msgtype":"text","filter":{"group_id":5}}',
    '{"starttime":1,"endtime":2,"number":3,"msgid":1}',
    '{"query":"q","category":"c","appid":"the-appid","uid":"uid"}',
  ]);
  await api.getMenu();
  const sent = server.requests.at(-1)?.headers;
  assert.deepEqual([sent?.['x-mine'], sent?.['content-type'], sent?.['content-length']], ['1', undefined, undefined]);
});

test('difference 12: what goes into a URL is encoded, and what needs none stays', async (t) => {
  const server = await wechat(t);
  const api = client(server);
  await api.getUser('a&b#c 文');
  await api.deleteKfAccount('kf@account');
  const urls = server.requests.slice(-2).map(({ url }) => url);
  assert.match(urls[0] ?? '', /^\/cgi-bin\/user\/info\?openid=a%26b%23c%20%E6%96%87&lang=en&access_token=token-1$/);
  assert.match(urls[1] ?? '', /kf_account=kf@account$/);
  assert.equal(api.showQRCodeURL('gQ+/=='), 'https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=gQ%2B%2F%3D%3D');
});

test('difference 13: without a ticket no card is sent', async (t) => {
  const refusal = { errcode: 48001, errmsg: 'api unauthorized' };
  const server = await wechat(t, ({ path }) => (path.endsWith('getticket') ? refusal : OK));
  for (const call of ['sendCard', 'sendCardFromCs'] as const) {
    const card = { card_id: 'C' };
    const api = client(server);
    const sent = call === 'sendCard' ? api.sendCard('o', card) : api.sendCardFromCs('o', 'kf@x', card);
    assert.equal((await rejection(sent)).code, 48001);
  }
  assert.ok(!server.paths().includes('/cgi-bin/message/custom/send'));
});

test('difference 14: bad input is an error of the callback, with and without a token at hand', async (t) => {
  const server = await wechat(t, () => ({ ...OK, ticket: 'T' }));
  const calls: [string, ...unknown[]][] = [
    ['batchGetUsers', 'openid'],
    ['createCardQRCode', {}],
    ['updateCard', 'id', undefined, {}],
    ['addKfAccount', 'kf@x', 'nick', 5],
    ['transferMessage', 'type', 'id', 'openid', undefined],
    ['getJsConfig', null],
    ['getCardExt', null],
    ['getUser', null],
    ['uploadMedia', 5, 'image'],
    ['uploadMediaStream', 'no stream', 'image'],
  ];
  for (const token of ['fresh', 'stored'])
    for (const [name, ...args] of calls) {
      const ours = client(server);
      if (token === 'stored') await ours.getAccessToken();
      const api = ours as unknown as Record<string, (...args: unknown[]) => void>;
      const { err } = await outcome((callback) => api[name]?.call(api, ...args, callback));
      assert.ok(err instanceof TypeError, `${name} with a ${token} token: ${err}`);
    }
});

test('difference 14: getOrdersByStatus throws for wrong arguments, as ever, whatever the token', async (t) => {
  const api = client(await wechat(t)) as unknown as Record<'getOrdersByStatus', (...args: unknown[]) => unknown>;
  const nothing = () => {};
  const [begin, end] = [new Date(0), new Date(1)];
  assert.throws(() => api.getOrdersByStatus('2', nothing), /first parameter must be Number or Date/);
  assert.throws(() => api.getOrdersByStatus(begin, end, nothing), /second parameter must be Date/);
  assert.throws(() => api.getOrdersByStatus(2, 'x', 'y', nothing), TypeError);
  assert.match((await rejection(api.getOrdersByStatus('2') as Promise<unknown>)).message, /must be Number or Date/);
});

test('getOrdersByStatus has its short forms, which end now', async (t: TestContext) => {
  t.mock.timers.enable({ apis: ['Date'], now: 100_000 });
  const server = await wechat(t);
  const api = client(server);
  const begin = new Date(50_400);
  await api.getOrdersByStatus(begin);
  await api.getOrdersByStatus(2, begin);
  const bodies = server.requests.slice(-2).map(({ body }) => JSON.parse(String(body)));
  assert.deepEqual(bodies, [
    { begintime: 50, endtime: 100 },
    { status: 2, begintime: 50, endtime: 100 },
  ]);
});

test('difference 16: uploads take bytes and streams, escape names, and refuse folders', async (t: TestContext) => {
  const server = await wechat(t);
  const api = client(server);
  const folder = mkdtempSync(join(tmpdir(), 'wechat-api-'));
  t.after(() => rmSync(folder, { recursive: true }));
  await api.uploadMedia({ data: Readable.from([Buffer.from('bytes')]), filename: 'q"uote.zzz', size: 5 }, 'image');
  assert.match(
    String(server.requests.at(-1)?.body),
    /filename="q%22uote.zzz"\r\nContent-Type: application\/octet-stream/,
  );
  assert.equal((await rejection(api.uploadMedia(folder, 'image'))).code, 'EISDIR');
  writeFileSync(join(folder, 'icon.png'), 'x');
  assert.deepEqual(await api.uploadLogo(join(folder, 'icon.png')), OK);
  assert.equal(server.requests.at(-1)?.path, '/files/media/uploadimg');
});

test('a file that is not there is an error of uploadPicture', async (t) => {
  const server = await wechat(t);
  assert.equal((await rejection(client(server).uploadPicture('/nowhere/a.jpg'))).code, 'ENOENT');
});

test('difference 18: an answer of a gateway is an error, the errcode "0" is not, and control characters are read', async (t) => {
  const answers: Answer[] = [
    (res) => res.writeHead(502, { 'content-type': 'application/json' }).end('{"menu":{}}'),
    '{"errcode":"0","errmsg":"ok"}',
    '{"errcode":0,"errmsg":"a\u0001b"}',
  ];
  const server = await wechat(t, () => answers.shift() ?? 'none');
  const api = client(server);
  const { name, status } = await rejection(api.getMenu());
  assert.deepEqual([name, status], ['WeChatAPIStatusError', 502]);
  assert.equal((await api.removeMenu()).errmsg, 'ok');
  assert.equal((await api.removeMenu()).errmsg, 'a\u0001b');
});

test('difference 20: an answer that breaks off is an error, and connections are used again', async (t) => {
  const ports = new Set<number | undefined>();
  const server = await wechat(t, ({ path }) => (res, req) => {
    ports.add(req.socket.remotePort);
    if (path.endsWith('menu/get')) res.writeHead(200, { 'content-length': 100 }).write('{"err', () => res.destroy());
    else res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(OK));
  });
  const api = client(server);
  for (let call = 0; call < 3; call++) await api.getTags();
  assert.equal(ports.size, 1);
  assert.equal((await rejection(api.getMenu())).name, 'WeChatAPIError');
});

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';

import API = require('../../index');

import { client, failure, outcome, rejection, tokensAt } from '../helpers/calls';
import { OK, wecom } from '../helpers/wecom';

const REFUSAL = { errcode: 84061, errmsg: 'not external contact' };

test('both forms take a callback as their last argument, or give a promise', async (t) => {
  const server = await wecom(t, () => ({ ...OK, name: '张三' }));
  const api = client(server);
  const params = { userid: 'zhangsan' };
  const expected = { ...OK, name: '张三' };
  assert.deepEqual(await api.call('user/get', params), expected);
  assert.deepEqual(await api.wecom.user.get(params), expected);
  for (const run of [
    (callback: API.Callback<object>) => api.call('user/get', params, callback),
    (callback: API.Callback<object>) => api.wecom.user.get(params, callback),
    (callback: API.Callback<object>) => api.call('department/list', callback),
    (callback: API.Callback<object>) => api.wecom.department.list(callback),
  ]) {
    const { err, data, res } = await outcome(run);
    assert.deepEqual([err, data, Object(res).statusCode], [null, expected, 200]);
  }
  const last = server.requests.at(-1);
  assert.deepEqual([last?.method, last?.url], ['GET', `/cgi-bin/department/list?access_token=${server.token}`]);
});

test('a refused token is replaced, and the call repeated once', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  await api.call('user/get', { userid: 'a' });
  server.expire();
  assert.deepEqual(await api.wecom.user.get({ userid: 'a' }), OK);
  const [first, second] = ['token-number-1', 'token-number-2'];
  assert.deepEqual(tokensAt(server, 'user/get'), [first, first, second]);
});

test('errors say which endpoint failed, and where it was called', async (t) => {
  const server = await wecom(t, () => REFUSAL);
  const api = client(server);
  const params = { external_userid: 'wm1' };
  for (const promise of [
    api.call('externalcontact/get', params),
    api.wecom.externalcontact.get(params),
    api.call('GET externalcontact/get', params),
  ]) {
    const err = await rejection(promise);
    assert.ok(err instanceof API.WeChatAPIError);
    assert.deepEqual([err.code, err.message, err.method], [84061, REFUSAL.errmsg, 'externalcontact/get']);
    assert.match(err.path ?? '', /^\/cgi-bin\/externalcontact\/get\?access_token=\*\*\*/);
    assert.match(err.stack ?? '', /calls\.test\.ts/);
  }
});

test('a call goes through preRequest and request, where programs have their own', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const seen: unknown[] = [];
  const { preRequest, request } = api;
  api.preRequest = function (this: API, ...args) {
    seen.push(['preRequest', args[1][0]]);
    return preRequest.apply(this, args);
  };
  api.request = function (this: API, ...args: unknown[]) {
    seen.push(['request', String(args[0]).replace(/\?.*/, '').replace(server.prefix, '')]);
    return Reflect.apply(request, this, args);
  } as typeof request;
  await api.wecom.tag.list();
  await api.call('tag/get', { tagid: 1 });
  assert.deepEqual(seen, [
    ['preRequest', undefined],
    ['request', 'gettoken'],
    ['request', 'tag/list'],
    ['preRequest', { tagid: 1 }],
    ['request', 'tag/get'],
  ]);
});

test('what is undefined is sent neither in a URL nor in a body', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  await api.call('user/simplelist', { department_id: 1, fetch_child: undefined } as never);
  await api.wecom.externalcontact.batch.get_by_user({ userid_list: ['a'], cursor: undefined });
  await api.wecom.media.upload_attachment({
    media_type: 'image',
    attachment_type: undefined as never,
    media: { data: Buffer.from('x'), filename: 'x.png' },
  });
  assert.deepEqual(
    server.requests
      .slice(1)
      .map(({ url, body }) => [url.replace(/access_token=[\w-]+/, 'T'), String(body).slice(0, 23)]),
    [
      ['/cgi-bin/user/simplelist?T&department_id=1', ''],
      ['/cgi-bin/externalcontact/batch/get_by_user?T', '{"userid_list":["a"]}'],
      ['/cgi-bin/media/upload_attachment?media_type=image&T', '-----------------------'],
    ],
  );
});

test('an endpoint that needs no token asks for none, and a refusal tells of the call', async (t) => {
  const server = await wecom(t, () => OK, 93000);
  const api = client(server);
  const err = await rejection(api.wecom.webhook.send({ key: 'K', msgtype: 'text', text: { content: 'Hi' } } as never));
  assert.deepEqual([err.code, err.method, err.attempt], [93000, 'webhook/send', 1]);
  assert.deepEqual(
    server.requests.map(({ url, body }) => [url, JSON.parse(String(body))]),
    [['/cgi-bin/webhook/send?key=K', { msgtype: 'text', text: { content: 'Hi' } }]],
  );
});

test('a path that the catalogue lacks is called with its verb', async (t) => {
  const server = await wecom(t, ({ path }) => ({ ...OK, path }));
  const api = client(server);
  const answer: object = await api.call('POST some/path', { a: 1 });
  assert.deepEqual(answer, { ...OK, path: '/cgi-bin/some/path' });
  await api.call('GET some/path', { b: 2 });
  await api.call('POST some/path?debug=1&type', { type: 'x', a: 1 });
  await api.call('GET other/path');
  assert.deepEqual(
    server.requests
      .slice(1)
      .map(({ method, url, body }) => [method, url.replace(/access_token=[\w-]+/, 'T'), String(body)]),
    [
      ['POST', '/cgi-bin/some/path?T', '{"a":1}'],
      ['GET', '/cgi-bin/some/path?T&b=2', ''],
      ['POST', '/cgi-bin/some/path?debug=1&type=x&T', '{"a":1}'],
      ['GET', '/cgi-bin/other/path?T', ''],
    ],
  );
});

test('a file among the parameters of such a path makes it an upload', async (t) => {
  const server = await wecom(t);
  const picture = { data: Buffer.from('content'), filename: 'a.png' };
  await client(server).call('POST some/upload?type', { type: 'image', picture });
  const { url, body } = server.requests.at(-1) ?? assert.fail('nothing was sent');
  assert.match(url, /^\/cgi-bin\/some\/upload\?type=image&access_token=/);
  assert.match(String(body), /name="picture"; filename="a\.png"[\s\S]*content/);
});

const TYPOS: [path: unknown, wanted: RegExp][] = [
  [
    'externalcontact/gett',
    /^"externalcontact\/gett" is not a path of the catalogue\. Did you mean "externalcontact\/get"\?/,
  ],
  ['user/Create', /Did you mean "user\/create"\?/],
  ['/cgi-bin/user/get', /Did you mean "user\/get"\?/],
  ['https://qyapi.weixin.qq.com/cgi-bin/user/get?access_token=ACCESS_TOKEN', /Did you mean "user\/get"\?/],
  ['get user/get', /Did you mean "user\/get"\?/],
  ['nothing/like/this/exists', /^"nothing\/like\/this\/exists" is not a path of the catalogue\. A path that it lacks/],
  ['DELETE user/get', /is not a path of the catalogue\./],
  ['toString', /is not a path of the catalogue\./],
  [undefined, /^path must be a string, got undefined\.$/],
  [null, /^path must be a string, got null\.$/],
  [Symbol('path'), /^path must be a string, got symbol\.$/],
];

test('a path that is misspelt is an error with a suggestion, and nothing is sent', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  for (const [path, wanted] of TYPOS) {
    const call = (...args: unknown[]) => Reflect.apply(api.call, api, [path, {}, ...args]);
    assert.match((await rejection(call())).message, wanted);
    assert.match((await failure(call)).message, wanted);
  }
  assert.equal(server.requests.length, 0);
});

test('an endpoint that takes a token of another kind is an error that names the kind', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  const wanted =
    'service/get_pre_auth_code takes a suite_access_token (第三方应用凭据, from service/get_suite_token). ' +
    'This api has an access_token.';
  assert.equal((await rejection(api.wecom.service.get_pre_auth_code())).message, wanted);
  assert.equal((await failure((callback) => api.call('service/get_pre_auth_code', callback))).message, wanted);
  assert.equal(server.requests.length, 0);
});

test('files go up under the name of their part, and a second time when the token was refused', async (t) => {
  const server = await wecom(t, () => ({ ...OK, media_id: 'M' }));
  const api = client(server);
  server.expire();
  await api.getLatestToken();
  server.expire();
  const media = { data: Readable.from([Buffer.from('content')]), filename: '报告.txt' };
  assert.equal((await api.wecom.media.upload({ type: 'file', media })).media_id, 'M');
  await api.call('media/uploadimg', { media: __filename });
  const [first, second, third] = server.requests.filter(({ path }) => path.startsWith('/cgi-bin/media'));
  assert.match(String(first?.body), /name="media"; filename="报告\.txt"[\s\S]*content/);
  assert.match(String(second?.body), /name="media"; filename="报告\.txt"[\s\S]*content/);
  assert.equal(second?.query.get('type'), 'file');
  assert.match(String(third?.body), /name="media"; filename="calls\.test\.ts"/);
});

test('what is no file is an error that names the parameter, and nothing is sent', async (t) => {
  const server = await wecom(t);
  const api = client(server);
  await api.getLatestToken();
  for (const media of [undefined, null, {}, { data: 'text', filename: 'a' }, 5]) {
    const { message } = await rejection(api.wecom.media.upload({ type: 'file', media } as never));
    assert.match(message, /^media must be a path or \{ data: Buffer \| Readable, filename \}, got \w+\.$/);
  }
  assert.equal(server.count('media/upload'), 0);
});

test('files come down as a Buffer or as a stream, and a refusal as an error', async (t) => {
  const server = await wecom(t, ({ query }) =>
    query.get('media_id') === 'none'
      ? { errcode: 40007, errmsg: 'invalid media_id' }
      : (res) => res.writeHead(200, { 'content-disposition': 'attachment; filename="a.txt"' }).end('content'),
  );
  const api = client(server);
  assert.equal(String(await api.call('media/get', { media_id: 'M' })), 'content');
  assert.equal(String(await api.wecom.media.get({ media_id: 'M' })), 'content');
  const { stream, filename } = await api.wecom.media.get.stream({ media_id: 'M' });
  assert.equal(filename, 'a.txt');
  assert.equal(Buffer.concat(await stream.toArray()).toString(), 'content');
  const { data } = await outcome((callback) => api.wecom.media.get.jssdk.stream({ media_id: 'M' }, callback));
  assert.equal(Object(data).filename, 'a.txt');
  Object(data).stream.resume();
  assert.equal((await rejection(api.wecom.media.get({ media_id: 'none' }))).code, 40007);
  assert.equal((await rejection(api.wecom.media.get.stream({ media_id: 'none' }))).code, 40007);
});

test('an error of a call that nobody handles is told with its path', async (t) => {
  const server = await wecom(t, () => REFUSAL);
  const warning = new Promise<Error>((resolve) => process.once('warning', resolve));
  client(server).wecom.tag.list();
  assert.match((await warning).message, /^tag\/list failed, and nothing handles its promise: 84061/);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failure, outcome, rejection } from '../../../test/helpers/calls';
import API from '../../index';
import { client, OK, wechat } from '../helpers/wechat';

const T = /access_token=[\w-]+/;

test('both forms take a callback as their last argument, or give a promise', async (t) => {
  const server = await wechat(t, () => ({ total_count: 3 }));
  const api = client(server);
  assert.deepEqual(await api.call('cgi-bin/draft/count'), { total_count: 3 });
  assert.deepEqual(await api.weixin.draft.count(), { total_count: 3 });
  for (const run of [
    (callback: API.Callback<object>) => api.call('cgi-bin/draft/count', callback),
    (callback: API.Callback<object>) => api.weixin.draft.count(null, callback),
    (callback: API.Callback<object>) => api.weixin.draft.get({ media_id: 'M' }, callback),
  ]) {
    const { err, data, res } = await outcome(run);
    assert.deepEqual([err, data, Object(res).statusCode], [null, { total_count: 3 }, 200]);
  }
  const { method, path, body } = server.requests.at(-1) ?? assert.fail('nothing was sent');
  assert.deepEqual([method, path, String(body)], ['POST', '/cgi-bin/draft/get', '{"media_id":"M"}']);
});

test('a refused token is replaced, and the call repeated once', async (t) => {
  const server = await wechat(t);
  const api = client(server);
  await api.weixin.draft.delete({ media_id: 'M' });
  server.expire();
  assert.deepEqual(await api.weixin.draft.delete({ media_id: 'M' }), OK);
  const tokens = server.requests.map(({ query }) => query.get('access_token')).filter(Boolean);
  assert.deepEqual(tokens, ['token-1', 'token-1', 'token-2']);
});

test('errors say which endpoint failed, and where it was called', async (t) => {
  const server = await wechat(t, () => ({ errcode: 53503, errmsg: 'this draft fails to pass' }));
  const api = client(server);
  for (const promise of [
    api.weixin.freepublish.submit({ media_id: 'M' }),
    api.call('cgi-bin/freepublish/submit', { media_id: 'M' }),
    api.call('POST cgi-bin/freepublish/submit', { media_id: 'M' }),
  ]) {
    const err = await rejection(promise);
    assert.ok(err instanceof API.WeChatAPIError);
    assert.deepEqual([err.code, err.method], [53503, 'cgi-bin/freepublish/submit']);
    assert.match(err.path ?? '', /^\/cgi-bin\/freepublish\/submit\?access_token=\*\*\*/);
    assert.match(err.stack ?? '', /calls\.test\.ts/);
  }
});

test('an endpoint that needs no token asks for none, and its errors hold no secret', async (t) => {
  const server = await wechat(t, () => OK, { errcode: 40029, errmsg: 'invalid code' });
  const api = client(server);
  const appid = 'the-appid';
  const failures = await Promise.all([
    rejection(api.weixin.sns.oauth2.refresh_token({ appid, grant_type: 'refresh_token', refresh_token: 'R3FRESH' })),
    rejection(
      api.call('sns/oauth2/access_token', {
        appid,
        secret: 'S3CRET',
        code: 'C0DE-OF-USER',
        grant_type: 'authorization_code',
      }),
    ),
    rejection(api.weixin.sns.userinfo({ access_token: 'T0KEN-OF-USER', openid: 'o1' })),
    rejection(api.weixin.clear_quota.v2({ appid, appsecret: 'S3CRET' })),
  ]);
  assert.equal(server.tokens, 0);
  assert.equal(server.requests.length, 4);
  assert.deepEqual(server.requests.map(({ query }) => query.get('access_token')).filter(Boolean), ['T0KEN-OF-USER']);
  for (const err of failures) {
    assert.equal(err.code, 40029);
    assert.doesNotMatch(
      JSON.stringify({ ...err, message: err.message, stack: err.stack }),
      /R3FRESH|S3CRET|C0DE|T0KEN/,
    );
  }
});

test('a path that the catalogue lacks is called with its verb, and one that is misspelt is an error', async (t) => {
  const server = await wechat(t);
  const api = client(server);
  await api.call('POST card/invoice/setbizattr?action=get_contact', {});
  await api.call('GET cgi-bin/new/thing', { a: 1 });
  assert.deepEqual(
    server.requests.slice(1).map(({ method, url }) => [method, url.replace(T, 'T')]),
    [
      ['POST', '/card/invoice/setbizattr?action=get_contact&T'],
      ['GET', '/cgi-bin/new/thing?T&a=1'],
    ],
  );
  const misspelt = (...args: unknown[]) => Reflect.apply(api.call, api, ['cgi-bin/draft/ad', {}, ...args]);
  assert.match((await rejection(misspelt())).message, /Did you mean "cgi-bin\/draft\/add"\?/);
  const shortened = Reflect.apply(api.call, api, ['draft/add', {}]);
  assert.match((await rejection(shortened)).message, /Did you mean "cgi-bin\/draft\/add"\?/);
  assert.match((await failure(misspelt)).message, /is not a path of the catalogue/);
  assert.equal(server.requests.length, 3);
});

test('an account that sends elsewhere sends these calls there, too', async (t) => {
  const server = await wechat(t);
  const api = new API('the-appid', 'the-secret-of-it');
  api.setEndpoint(server.url);
  await api.weixin.wxaapi.newtmpl.gettemplate();
  assert.deepEqual(server.paths(), ['/wxaapi/newtmpl/gettemplate']);
});

test('cursors lead through the followers, and offsets through drafts and comments', async (t) => {
  const answers = [
    { total: 3, count: 2, data: { openid: ['o1', 'o2'] }, next_openid: 'o2' },
    { total: 3, count: 1, data: { openid: ['o3'] }, next_openid: 'o3' },
    { total: 3, count: 0, next_openid: '' },
    { total_count: 2, item_count: 2, item: [{ media_id: 'M1' }, { media_id: 'M2' }] },
    { total_count: 2, item_count: 0, item: [] },
    { ...OK, total: 1, comment: [{ user_comment_id: 7 }] },
    { ...OK, total: 1, comment: [] },
  ];
  const server = await wechat(t, () => answers.shift() ?? assert.fail('asked too often'));
  const api = client(server);
  const found: unknown[] = [];
  for await (const openid of api.weixin.user.get.each()) found.push(openid);
  for await (const { media_id } of api.weixin.draft.batchget.each({ offset: 0, count: 20 })) found.push(media_id);
  const params = { msg_data_id: 1, begin: 0, count: 49, type: 0 };
  for await (const { comment } of api.weixin.comment.list.pages(params)) found.push(comment.length);
  assert.deepEqual(found, ['o1', 'o2', 'o3', 'M1', 'M2', 1, 0]);
  assert.deepEqual(
    server.requests.slice(1, 4).map(({ query }) => query.get('next_openid')),
    [null, 'o2', 'o3'],
  );
  assert.deepEqual(
    server.requests
      .slice(4)
      .map(({ body }) => body.length > 0 && [JSON.parse(String(body)).offset, JSON.parse(String(body)).begin]),
    [
      [0, undefined],
      [2, undefined],
      [undefined, 0],
      [undefined, 1],
    ],
  );
});

test('loops over an api see neither call nor weixin, and a namespace lists the names below it', () => {
  const api = new API('the-appid', 'the-secret');
  const seen: string[] = [];
  for (const name in api) seen.push(name);
  assert.ok(!seen.includes('call') && !seen.includes('weixin'));
  assert.equal(api.weixin, api.weixin);
  assert.notEqual(api.weixin, new API('the-appid', 'the-secret').weixin);
  const names: string[] = [];
  for (const name in api.weixin.draft) names.push(name);
  assert.deepEqual(names, ['add', 'batchget', 'count', 'delete', 'get', 'switch', 'update']);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type API from '../../index';
import { client, failure, outcome, rejection, requestsAt } from '../helpers/calls';
import { type Answer, serve } from '../helpers/server';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

const PICTURE = Buffer.from('\x89PNG\r\n\x1a\n\0\xff and so on', 'latin1');
const REFUSAL = { errcode: 40007, errmsg: 'invalid media_id' };

/** An answer with that body and these headers. */
function answer(body: Buffer | string, headers: Record<string, string | undefined> = {}, status = 200): Answer {
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  return (res) => res.writeHead(status, Object.fromEntries(given)).end(body);
}

type Getter = (api: API, callback: (...answer: unknown[]) => void) => unknown;

const GETTERS: Record<string, Getter> = {
  getMedia: (api, callback) => api.getMedia('M', callback),
  getMaterial: (api, callback) => api.getMaterial(1, 'M', callback),
};

/** Content types that WeCom has been seen to refuse with. */
const REFUSING_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=UTF-8; x=y',
  'application/json; encoding=utf-8',
  'Application/JSON',
  ' APPLICATION/JSON ;charset=gbk',
  'text/plain',
  'text/plain; charset=utf-8',
  'text/html',
  undefined,
];

for (const [name, get] of Object.entries(GETTERS)) {
  for (const type of REFUSING_TYPES) {
    test(`difference 7: ${name} knows a refusal that comes as ${type}`, async (t) => {
      const server = await wecom(t, () => answer(JSON.stringify(REFUSAL), { 'content-type': type }));
      const { err, data, res } = await outcome((callback) => get(client(server), callback));
      assert.ok(err instanceof Error);
      assert.deepEqual(
        [err.name, err.message, Reflect.get(err, 'code')],
        ['WeChatAPIError', 'invalid media_id', 40007],
      );
      assert.deepEqual(data, REFUSAL);
      assert.equal(Reflect.get(Object(res), 'statusCode'), 200);
    });

    test(`difference 7: ${name} gets a new token when the old one is refused as ${type}`, async (t) => {
      const server = await serve(t, ({ path, query }) => {
        if (path.endsWith('gettoken')) return { ...OK, access_token: 'fresh', expires_in: 7200 };
        if (query.get('access_token') === 'fresh') return answer(PICTURE, { 'content-type': 'image/png' });
        return answer(JSON.stringify({ errcode: 42001, errmsg: 'expired' }), { 'content-type': type });
      });
      const { err, data } = await outcome((callback) => get(client(server, sharedStore('dead')), callback));
      assert.equal(err, null);
      assert.deepEqual(data, PICTURE);
      assert.equal(server.requests.length, 3);
    });
  }
}

const LONG = `{"errcode":40007,"errmsg":"${'x'.repeat(9000)}"}`;

const ATTACHED = { 'content-disposition': 'attachment; filename="x"' };

/** What arrives as the bytes that were sent, whatever it looks like. */
const FILES: Record<string, [Buffer | string, Record<string, string | undefined>, number?]> = {
  'an image': [PICTURE, { 'content-type': 'image/png' }],
  'a file without a type': [PICTURE, {}],
  'an empty file': ['', { 'content-disposition': 'attachment; filename="empty"' }],
  'a JSON file': ['{"errcode":40001}', { 'content-type': 'application/json', ...ATTACHED }],
  'a page that somebody uploaded': ['<h1>Hello</h1>', { 'content-type': 'text/html', ...ATTACHED }],
  'a file that begins like JSON': ['{ not JSON', { 'content-type': 'application/octet-stream' }],
  'a text that is no JSON': ['你好', { 'content-type': 'text/plain' }],
  'JSON without errcode, as a file': ['{"a":1}', { 'content-type': 'application/octet-stream' }],
  'JSON that is no object, as text': ['[40007]', { 'content-type': 'text/plain' }],
  'a refusal that somebody uploaded': [
    JSON.stringify(REFUSAL),
    { 'content-type': 'text/plain', 'content-disposition': 'attachment; filename="refusal.json"' },
  ],
  'a file longer than any refusal': [LONG, { 'content-type': 'application/octet-stream' }],
};

for (const [what, [body, headers, status]] of Object.entries(FILES)) {
  for (const [name, get] of Object.entries(GETTERS)) {
    test(`${name} gives ${what} as the bytes that were sent, and its headers`, async (t) => {
      const server = await wecom(t, () => answer(body, headers, status));
      const { err, data, res } = await outcome((callback) => get(client(server), callback));
      assert.equal(err, null);
      assert.ok(Buffer.isBuffer(data));
      assert.deepEqual(data, Buffer.from(body));
      const received = Reflect.get(Object(res), 'headers');
      for (const [header, value] of Object.entries(headers)) assert.equal(received[header], value);
    });
  }
}

/** What is no file, though it comes with a good errcode or none. */
const NO_FILES: Record<string, [string, Record<string, string>, number, string, number | undefined]> = {
  'an empty answer': ['', { 'content-type': 'image/png' }, 200, 'WeChatAPIError', -1],
  "a gateway's page": ['<html>502</html>', { 'content-type': 'text/html' }, 502, 'WeChatAPIStatusError', undefined],
  "a gateway's attachment": ['oops', ATTACHED, 503, 'WeChatAPIStatusError', undefined],
  'a page with status 200': ['<html>', { 'content-type': 'text/html' }, 200, 'WeChatAPIResponseFormatError', undefined],
};

for (const [what, [body, headers, status, name, code]] of Object.entries(NO_FILES)) {
  test(`difference 7: ${what} is an error for getMedia, getMaterial and downloadMedia alike`, async (t) => {
    const server = await wecom(t, () => answer(body, headers, status));
    const api = client(server);
    const failures = [
      await failure((callback) => api.getMedia('M', callback)),
      await failure((callback) => api.getMaterial(1, 'M', callback)),
      await rejection(api.downloadMedia('M')),
    ];
    for (const err of failures)
      assert.deepEqual([err.name, err.code, err.status], [name, code, name.includes('Format') ? undefined : status]);
  });
}

test('difference 7: a JSON file that holds a token error does not renew the token', async (t) => {
  const file = '{"errcode":40001,"errmsg":"invalid credential"}';
  const server = await wecom(t, () => answer(file, { 'content-type': 'application/json', ...ATTACHED }));
  const api = client(server);
  assert.equal(String(await api.getMedia('M')), file);
  const { stream } = await api.downloadMedia('M');
  assert.equal(String(Buffer.concat(await stream.toArray())), file);
  assert.equal(server.count('gettoken'), 1);
  assert.equal(server.count('media/get'), 2);
});

test('difference 3: news of getMaterial can be parsed once more', async (t) => {
  const text = '{ "type":"mpnews", "mpnews":{"articles":[]} }';
  const server = await wecom(t, () => answer(text, { 'content-type': 'application/json; charset=utf-8' }));
  const news = await client(server).getMaterial(1, 'M');
  assert.equal(String(news), text);
  assert.deepEqual(JSON.parse(String(news)), news);
});

for (const type of ['application/json', 'application/json; charset=utf-8', 'Application/JSON']) {
  test(`getMaterial gives news that come as ${type} as an object`, async (t) => {
    const news = { errcode: 0, errmsg: 'ok', type: 'mpnews', mpnews: { articles: [] } };
    const server = await wecom(t, () => answer(JSON.stringify(news), { 'content-type': type }));
    assert.deepEqual(await client(server).getMaterial(1, 'M'), news);
  });
}

test('getMedia and getMaterial name what they want in the URL, in the order of 0.3.0', async (t) => {
  const server = await wecom(t, () => answer(PICTURE));
  await client(server).getMedia('a&b');
  await client(server).getMaterial(5, 'M');
  assert.equal(
    requestsAt(server, 'media/get')[0]?.url,
    `/cgi-bin/media/get?access_token=${server.token}&media_id=a%26b`,
  );
  assert.equal(
    requestsAt(server, 'material/get')[0]?.url,
    `/cgi-bin/material/get?access_token=${server.token}&media_id=M&agentid=5`,
  );
});

for (const [what, body, check] of [
  ['broken JSON', '{"errcode":', { name: 'SyntaxError' }],
  ['no body', '', { name: 'WeChatAPIError', code: -1, message: 'No data received.' }],
  ['null', 'null', { name: 'WeChatAPIError', code: -1, message: 'No data received.' }],
] as const) {
  test(`difference 7: ${what} where JSON is announced is an error of getMedia, and the bytes are there`, async (t) => {
    const server = await wecom(t, () => answer(body, { 'content-type': 'application/json; charset=utf-8' }));
    const { err, data } = await outcome((callback) => client(server).getMedia('M', callback));
    assert.ok(err instanceof Error);
    for (const [key, value] of Object.entries(check)) assert.equal(Reflect.get(err, key), value);
    assert.equal(String(data), body);
  });
}

test('an answer that breaks off is a transport error of getMedia', async (t) => {
  const server = await wecom(t, () => (res) => {
    res.writeHead(200, { 'content-type': 'image/png', 'content-length': 100 }).write('half');
    res.write('', () => res.destroy());
  });
  const err = await failure((callback) => client(server).getMedia('M', callback));
  assert.equal(err.code, 'ECONNRESET');
  assert.match((await rejection(client(server).getMedia('M'))).name, /^WeChatAPI/);
});

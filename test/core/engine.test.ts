import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Base, Statics } from '../../lib/core/api';
import { define } from '../../lib/core/client';
import type { Family } from '../../lib/core/family';
import * as core from '../../lib/core/index';
import { type Handler, type Lifetime, serve } from '../helpers/server';

// What the engine does for families other than WeCom's: `wechat-enterprise-api/core` is what they import.

interface Shop extends Base {
  id: string;
  host: string;
  isQuick?: boolean;
  getPass(type: string, callback: unknown): void;
  savePass(type: string, ticket: core.Ticket, callback: unknown): void;
}

type Call = (...args: unknown[]) => Promise<unknown>;

const family: Family<Shop> = {
  identity: ['id'],
  settings: ['isQuick'],
  hosts: { host: 'https://shop.example/' },
  prefix: ({ host }) => host,
  tokens: {
    call: 'token',
    url: ({ host }) => `${host}token`,
    options: (api) => ({ type: api.isQuick ? 'POST' : 'GET', dataType: 'json' }),
    AccessToken: Object as unknown as Statics<Shop>['AccessToken'],
    made: (accessToken) => ({ accessToken }),
    restored: () => ({ accessToken: 'T' }),
  },
  deadCodes: new Set(),
  missing: () => undefined,
};

const chapter = {
  find: core.get('find?&name&access_token', (name: string) => ({ name })).returns<unknown>(),
  order: core
    .post('order', (count: number) => ({ count }))
    .checked(([count]) => {
      if (typeof count !== 'number') throw new TypeError('count must be a number.');
    })
    .returns<unknown>(),
  picture: core
    .uploadAs('buffer')('picture', (file: core.Upload) => ({ file, before: { note: '"一"' } }))
    .returns<unknown>(),
  pass: core
    .ticket((api, params) => {
      const { getPass, savePass } = api as unknown as Shop;
      const type = core.read(params, 'type');
      return { owner: api, kind: String(type), given: [type], get: getPass, save: savePass };
    })('pass?type&access_token', (type: string) => ({ type }))
    .returns<core.Ticket>(),
};

/** What is called by path, of this family alone. */
const catalogue: core.Source = {
  name: 'shelves',
  home: 'v1/',
  table: () => ({
    'v1/shelf/list': { verb: 'GET' },
    'v1/shelf/photo': { download: 1 },
    'v1/shelf/paint': { query: ['colour'], file: 'pattern?', form: ['note'] },
    'other/thing': { token: 'key_of_a_shelf' },
  }),
  credentials: () => ({ key_of_a_shelf: { title: 'a key', fetch: 'v1/key' } }),
};

async function shop(t: Lifetime, handler: Handler = () => ({ ok: 1 }), options: object = {}) {
  const API = define<Shop, Statics<Shop> & { new (options: object): Shop }>({
    ...family,
    added: core.addCalls({}, catalogue),
  });
  API.mixin(core.chapter(chapter));
  const server = await serve(t, (request) => (request.path === '/token' ? { access_token: 'new' } : handler(request)));
  const api = new API({ id: 'x', host: server.url, ...options });
  const call = (name: string, ...args: unknown[]) => (Reflect.get(api, name) as Call).call(api, ...args);
  return { server, api, call };
}

test("a family's settings are properties that are not printed, and urllib never sees them", async (t) => {
  const { api } = await shop(t, undefined, { isQuick: true, timeout: 7 });
  assert.equal(api.isQuick, true);
  assert.deepEqual(api.defaults, { timeout: 7 });
  assert.ok(!Object.keys(api).includes('isQuick'));
});

test('a family fetches its tokens the way its options say', async (t) => {
  const quick = await shop(t, undefined, { isQuick: true });
  await quick.api.getAccessToken();
  const slow = await shop(t);
  await slow.api.getAccessToken();
  assert.deepEqual([quick.server.requests[0]?.method, slow.server.requests[0]?.method], ['POST', 'GET']);
});

test('a path keeps an empty part of its query', async (t) => {
  const { server, call } = await shop(t);
  await call('find', 'a b');
  assert.equal(server.requests.at(-1)?.url, '/find?&name=a%20b&access_token=T');
});

test('a checked endpoint throws at the call, before anything is sent', async (t) => {
  const { server, call } = await shop(t);
  assert.throws(() => call('order', 'two'), /count must be a number/);
  assert.equal(server.requests.length, 0);
  assert.deepEqual(await call('order', 2), { ok: 1 });
});

test('an upload names its part, with texts before it', async (t) => {
  const { server, call } = await shop(t);
  await call('picture', { data: Buffer.from('bytes'), filename: 'a.png' });
  const body = String(server.requests.at(-1)?.body);
  assert.match(body, /name="note"\r\n\r\n"一"\r\n.*name="buffer"; filename="a.png".*bytes/s);
  assert.equal(Number(server.requests.at(-1)?.headers['content-length']), Buffer.byteLength(body));
});

test('a store of several kinds of tickets is told which one', async (t) => {
  const seen: unknown[] = [];
  const { api, call } = await shop(t, () => ({ ticket: 'P', expires_in: 60 }));
  api.getPass = (type: string, callback: unknown) => {
    seen.push(type);
    (callback as core.RawCallback)(null, { ticket: 'stored', expireTime: Date.now() + 1000 });
  };
  api.savePass = (type: string, { ticket }: core.Ticket, callback: unknown) => {
    seen.push([type, ticket]);
    (callback as core.RawCallback)(null);
  };
  await call('pass', 'gold');
  assert.deepEqual(seen, [['gold', 'P']]);
  const store = { owner: api, kind: 'gold', given: ['gold'], get: api.getPass, save: api.savePass };
  core.latestTicket(
    store,
    () => assert.fail('it is valid'),
    (err, latest) => {
      assert.deepEqual([err, core.read(latest, 'ticket')], [null, 'stored']);
    },
  );
  assert.deepEqual(seen, [['gold', 'P'], 'gold']);
});

test('a download that reads text gives the object in it, and everything else as it came', () => {
  const answer = (text: string, type: string) => {
    let given: unknown;
    const res = { statusCode: 200, headers: { 'content-type': type } };
    core.answerDownload(Buffer.from(text), res, (err, data) => (given = err || data), true);
    return given;
  };
  assert.deepEqual(Object(answer('{"a":1}', 'text/plain; charset=utf-8')).a, 1);
  assert.equal(String(answer('{"a":1}', 'text/plain')), '{"a":1}');
  for (const text of ['null', '5', 'no JSON']) assert.deepEqual(answer(text, 'text/plain'), Buffer.from(text));
  assert.equal(core.read(answer('{"errcode":40007,"errmsg":"x"}', 'text/plain'), 'code'), 40007);
});

test('a family has a catalogue of its own, whose names leave out how most paths begin', async (t) => {
  const { server, api, call } = await shop(t);
  const { shelves }: { shelves: Record<string, Record<string, Call>> } = Object(api);
  assert.deepEqual(await shelves.shelf?.list?.({ a: 1 }), { ok: 1 });
  assert.deepEqual(await call('call', 'v1/shelf/list'), { ok: 1 });
  await assert.rejects(call('call', 'other/thing'), /takes a key_of_a_shelf \(a key, from v1\/key\)/);
  await assert.rejects(call('call', 'v1/shelf/lst'), /Did you mean "v1\/shelf\/list"\?/);
  assert.equal(Reflect.get(api, 'wecom'), undefined);
  const urls = server.requests.map(({ url }) => url);
  assert.deepEqual(urls, ['/v1/shelf/list?access_token=T&a=1', '/v1/shelf/list?access_token=T']);
});

test('a file that is asked for with a POST comes as a Buffer, or as a stream, or as the error that it is', async (t) => {
  const { server, call, api } = await shop(t, ({ body }) =>
    JSON.parse(String(body)).id === 1 ? Buffer.from('picture') : { errcode: 5, errmsg: 'no photo' },
  );
  const photo = Object(api).shelves.shelf.photo;
  assert.equal(String(await call('call', 'v1/shelf/photo', { id: 1 })), 'picture');
  const { stream } = await photo.stream({ id: 1 });
  assert.equal(String(Buffer.concat(await stream.toArray())), 'picture');
  await assert.rejects(photo({ id: 2 }), { code: 5 });
  await assert.rejects(photo.stream({ id: 2 }), { code: 5 });
  assert.ok(
    server.requests.every(({ method, headers }) => method === 'POST' && headers['content-type'] === 'application/json'),
  );
});

test('texts go before a file as they are, or as JSON; without the file all is sent as JSON', async (t) => {
  const { server, call } = await shop(t);
  const pattern = { data: Buffer.from('dots'), filename: 'a.png' };
  await call('call', 'v1/shelf/paint', { colour: 'red', note: 'plain', pattern });
  await call('call', 'v1/shelf/paint', { colour: 'red', note: { by: 'me' }, pattern });
  await call('call', 'v1/shelf/paint', { colour: 'red', note: 'plain' });
  const [plain, json, bare] = server.requests.map(({ url, body }) => `${url} ${body}`);
  assert.match(
    plain ?? '',
    /\?colour=red&[\s\S]*name="note"\r\n[\s\S]*\r\nplain\r\n[\s\S]*name="pattern"; filename="a\.png"/,
  );
  assert.match(json ?? '', /\r\n\{"by":"me"\}\r\n/);
  assert.match(bare ?? '', /\?colour=red&access_token=T \{"note":"plain"\}$/);
});

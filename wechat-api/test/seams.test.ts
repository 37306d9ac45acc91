import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { serve } from '../../test/helpers/server';
import API from '../index';
import { client, OK, wechat } from './helpers/wechat';
import { CALLS, File, INCOMING } from './sides/calls';
import { type Api, SIDES, type Side } from './sides/run';

// Where programs and their tests put functions of their own: `api.request`, and `urllib.request`.

const load = createRequire(__filename);
const urllib: { request: unknown } = load('urllib');
const FIXTURE = join(__dirname, '../package.json');

function resolve(arg: unknown): unknown {
  if (arg instanceof File) return FIXTURE;
  if (arg === INCOMING) return Object.assign(Readable.from(['body']), { headers: { 'content-length': '4' } });
  return typeof arg === 'object' && arg !== null && !Buffer.isBuffer(arg) ? structuredClone(arg) : arg;
}

interface Seen {
  count: number;
  url: unknown;
  options: unknown;
}

/** What a function in place of `api.request` or `urllib.request` is given, when a method is called. */
function seen(t: TestContext, side: Side, seam: 'api' | 'urllib', method: string): Promise<Seen> {
  const api = new SIDES[side]('the-appid', 'the-secret');
  Object.assign(api, { fileServerPrefix: 'https://files/' });
  const stored = { ticket: 'T', expireTime: Date.now() + 60_000 };
  Object.assign(api, { ticketStore: { jsapi: stored, wx_card: stored } });
  api.saveToken(new SIDES[side].AccessToken('TOKEN', Date.now() + 60_000), () => {});
  return new Promise((done) => {
    const stub = (...args: unknown[]) => {
      mock?.mock.restore();
      done({ count: args.length, url: args[0], options: args.length > 2 ? plain(args[1]) : undefined });
    };
    const mock = seam === 'urllib' ? t.mock.method(urllib as { request: () => void }, 'request', stub) : undefined;
    if (seam === 'api') api.request = stub;
    const [args = []] = CALLS[method] ?? [];
    (api[method] as (...given: unknown[]) => unknown).call(api, ...args.map(resolve), () => {});
  });
}

/** Options as data: a stream is a stream, a boundary is random, and a card is signed at its moment. */
function plain(options: unknown): unknown {
  const text = JSON.stringify(options, (key, value) => (key === 'stream' ? '<stream>' : value));
  return JSON.parse(
    text
      .replace(/boundary=-+\w+/, 'boundary')
      .replace(/"timestamp":"\d+","signature":"\w+"/, '"signed"')
      .replace('"signed"', '"signed":1'),
  );
}

// What asks for nothing with a ticket at hand, and what the original cannot do, or does elsewhere (differences 2 and 3).
const LEFT = ['getJsConfig', 'getCardExt', 'getLatestTicket', 'uploadPageIcon', 'updateExpressTemplate'];

test('every method hands api.request what the original did', async (t) => {
  for (const method of Object.keys(CALLS).filter((name) => !LEFT.includes(name))) {
    assert.deepEqual(await seen(t, 'ours', 'api', method), await seen(t, 'original', 'api', method), method);
  }
});

// Once for each kind of request.
for (const method of [
  'getMenu',
  'sendText',
  'uploadMedia',
  'uploadImageStream',
  'getMaterial',
  'updateFeedback',
  'uploadPicture',
]) {
  test(`a stub of urllib.request sees what it did: ${method}`, async (t) => {
    assert.deepEqual(await seen(t, 'ours', 'urllib', method), await seen(t, 'original', 'urllib', method));
  });
}

test('a stub of urllib.request answers in the place of WeChat', async (t) => {
  t.mock.method(urllib as { request: unknown }, 'request', ((
    _: string,
    __: object,
    callback: (...given: unknown[]) => void,
  ) => {
    process.nextTick(callback, null, { errcode: 0, errmsg: 'stubbed' }, {});
  }) as never);
  assert.equal((await new API('id', 'secret').removeMenu()).errmsg, 'stubbed');
});

test('bluebird and util.promisify take the methods, as ever', async (t) => {
  const { promisifyAll } = load('bluebird') as { promisifyAll(target: object): Record<string, () => Promise<object>> };
  const server = await wechat(t);
  const api = client(server);
  assert.deepEqual(await promisifyAll(api).getMenuAsync?.(), OK);
  assert.deepEqual(await promisify(api.sendText).call(api, 'openid', 'text'), OK);
});

test('a mixin written for 1.x, with make, is a method with its twin', async (t) => {
  t.after(() => {
    for (const name of ['mine', '_mine']) Reflect.deleteProperty(API.prototype, name);
  });
  const util: typeof import('../lib/util') = load('../lib/util');
  const methods: Record<string, unknown> = {};
  util.make(methods, 'mine', function (this: Api, value: unknown, callback: never) {
    const { accessToken } = this.token as { accessToken: string };
    const request = this.request as (...args: unknown[]) => void;
    const url = `${this.endpoint}/mine?access_token=${accessToken}`;
    request.call(this, url, util.postJSON({ value }), util.wrapper(callback));
  } as never);
  API.mixin(methods);
  const server = await wechat(t);
  const api = client(server) as unknown as { mine(value: unknown): Promise<unknown>; getMenu(): Promise<unknown> };
  await api.getMenu();
  server.expire();
  assert.deepEqual(await api.mine(5), OK);
  assert.equal(String(server.requests.at(-1)?.body), '{"value":5}');
});

test('a mixin may take a name that 2.0 has added', (t) => {
  const { setHook } = API.prototype;
  t.after(() => Reflect.set(API.prototype, 'setHook', setHook));
  API.mixin({ setHook: () => 'mine' });
  assert.equal((new API('id', 'secret') as unknown as { setHook(): string }).setHook(), 'mine');
});

test('a request that meets the end of an idle connection is made again', async (t) => {
  let first = true;
  const server = await serve(t, ({ path, url }) => (res, req) => {
    const isLost = url.includes('next_openid=end') && first;
    if (isLost) {
      first = false;
      req.socket.destroy();
    } else res.end(path === '/cgi-bin/token' ? '{"access_token":"T","expires_in":7200}' : '{"total":0}');
  });
  const api = client(server);
  await api.getFollowers();
  assert.equal((await api.getFollowers('end')).total, 0);
});

test('setHook sees the options of every request', async (t) => {
  const server = await wechat(t);
  const api = client(server);
  const paths: unknown[] = [];
  api.setHook((options) => paths.push(options?.path));
  await api.getTags();
  assert.equal(paths.length, 2);
});

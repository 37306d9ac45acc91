import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { type TestContext, test } from 'node:test';

import type API = require('../../index');

import { client, failure, outcome } from '../helpers/calls';
import { sharedStore } from '../helpers/stores';
import { OK, wecom } from '../helpers/wecom';

/** What each event looked like when it was published: the object itself goes on changing. */
type Seen = [event: string, request: API.RequestEvent];

/** Records what is published on the `channels` until the test ends. */
function listen(t: TestContext, ...channels: string[]): Seen[] {
  const seen: Seen[] = [];
  for (const event of channels) {
    const name = `wechat-enterprise-api:request:${event}`;
    const listener = (message: unknown) => seen.push([event, { ...(message as API.RequestEvent) }]);
    subscribe(name, listener);
    t.after(() => unsubscribe(name, listener));
  }
  return seen;
}

const ALL = ['start', 'end', 'error'];

/** The path of each request with what happened to it: `start user/get 1`. */
function story(seen: Seen[]): string[] {
  return seen.map(([event, { url, attempt }]) => `${event} ${new URL(url).pathname.slice(9)} ${attempt}`);
}

test('each request is published: start, then end', async (t) => {
  const seen = listen(t, ...ALL);
  const server = await wecom(t);
  await client(server).createUser({ userid: 'lisi', name: 'Li Si' });
  assert.deepEqual(story(seen), ['start gettoken 1', 'end gettoken 1', 'start user/create 1', 'end user/create 1']);
  const [[, before] = [], [, after] = []] = seen.slice(2);
  assert.deepEqual(before, { method: 'POST', url: `${server.prefix}user/create?access_token=***`, attempt: 1 });
  assert.equal(after?.method, 'POST');
  assert.equal(after?.errcode, 0);
  assert.equal(after?.status, 200);
  assert.equal(after?.error, undefined);
  assert.ok(Number(after?.duration) > 0 && Number(after?.duration) < 5000);
  assert.equal(seen[0]?.[1].method, 'GET');
});

test('the events of a request are one object, on which a subscriber may keep notes', async (t) => {
  const objects: unknown[] = [];
  const listener = (message: unknown) => objects.push(message);
  for (const event of ['start', 'end']) {
    subscribe(`wechat-enterprise-api:request:${event}`, listener);
    t.after(() => unsubscribe(`wechat-enterprise-api:request:${event}`, listener));
  }
  const server = await wecom(t);
  await client(server, sharedStore(server.token)).getUser('lisi');
  assert.equal(objects.length, 2);
  assert.equal(objects[0], objects[1]);
});

test('a refusal is published as an error with its errcode, and ends', async (t) => {
  const seen = listen(t, ...ALL);
  const server = await wecom(t, () => ({ errcode: 60111, errmsg: 'no such user' }));
  const api = client(server, sharedStore(server.token));
  const calls = [
    (callback: (...answer: unknown[]) => void) => api.getUser('lisi', callback),
    (callback: (...answer: unknown[]) => void) => api.getCallbackIP(callback),
    (callback: (...answer: unknown[]) => void) => api.getMedia('M', callback),
  ];
  for (const call of calls) {
    seen.length = 0;
    assert.equal((await failure(call)).code, 60111);
    assert.deepEqual(
      seen.map(([event, { errcode }]) => [event, errcode]),
      [
        ['start', undefined],
        ['error', 60111],
        ['end', 60111],
      ],
    );
  }
});

test('a request without an answer is published as an error, without an errcode', async (t) => {
  const seen = listen(t, ...ALL);
  const err = await failure((callback) => client({ prefix: 'http://127.0.0.1:1/cgi-bin/' }).getUser('lisi', callback));
  assert.deepEqual(story(seen), ['start gettoken 1', 'error gettoken 1', 'end gettoken 1']);
  const [, [, event] = []] = seen;
  assert.equal(event?.error, err);
  assert.equal(event?.errcode, undefined);
  assert.ok(Number(event?.duration) >= 0);
});

test('a call that is repeated with a new token is on its second attempt, an upload too', async (t) => {
  const server = await wecom(t, () => ({ ...OK, ticket: 'TICKET' }));
  const file = { data: Buffer.from('content'), filename: 'a.txt' };
  const calls = {
    'user/get': (api: API) => api.getUser('lisi'),
    getcallbackip: (api: API) => api.getCallbackIP(),
    'media/get': (api: API) => api.getMedia('M'),
    'media/upload': (api: API) => api.uploadFile(file),
    get_jsapi_ticket: (api: API) => api.getTicket(),
  };
  for (const [path, call] of Object.entries(calls)) {
    const seen = listen(t, 'start');
    await call(client(server, sharedStore('dead')));
    assert.deepEqual(story(seen), [`start ${path} 1`, 'start gettoken 1', `start ${path} 2`]);
  }
});

test('an upload of a file is on its second attempt when it is repeated, whatever runs beside it', async (t) => {
  const server = await wecom(t);
  const seen = listen(t, 'start');
  const api = client(server, sharedStore('dead'));
  await Promise.all([api.uploadFile(__filename), api.getUser('lisi'), api.uploadFile(__filename)]);
  const count = (line: string) => story(seen).filter((each) => each === line).length;
  assert.equal(count('start media/upload 1'), 2);
  assert.equal(count('start media/upload 2'), 2);
  assert.equal(count('start user/get 1'), 1);
  assert.equal(count('start user/get 2'), 1);
});

test('after a repeated call the next one is on its first attempt', async (t) => {
  const server = await wecom(t);
  const api = client(server, sharedStore('dead'));
  await api.getUser('lisi');
  const seen = listen(t, 'start');
  await outcome((callback) => api.getUser('lisi', () => api.getUser('wang', callback)));
  server.expire();
  await outcome((callback) => api.getUser('lisi', () => api.getUser('wang', callback)));
  assert.deepEqual(story(seen), [
    'start user/get 1',
    'start user/get 1',
    'start user/get 1',
    'start gettoken 1',
    'start user/get 2',
    'start user/get 1',
  ]);
});

test('a URL is published without its secrets', async (t) => {
  const seen = listen(t, 'start', 'end');
  const server = await wecom(t);
  await client(server, { corpsecret: 'dummy+secret/&' }).getMedia('M');
  const urls = seen.map(([, { url }]) => url.slice(server.prefix.length));
  const [token, media] = ['gettoken?corpid=dummy-corp&corpsecret=***', 'media/get?access_token=***&media_id=M'];
  assert.deepEqual(urls, [token, token, media, media]);
});

for (const channel of ALL) {
  test(`who listens to ${channel} alone gets it`, async (t) => {
    const seen = listen(t, channel);
    const server = await wecom(t, () => ({ errcode: 60111, errmsg: 'no such user' }));
    await failure((callback) => client(server, sharedStore(server.token)).getUser('lisi', callback));
    assert.deepEqual(story(seen), [`${channel} user/get 1`]);
  });
}

test('requests that are made with api.request are published', async (t) => {
  const seen = listen(t, 'start');
  const server = await wecom(t);
  await client(server).request(`${server.prefix}user/get?access_token=${server.token}`, { method: 'POST' });
  assert.deepEqual(seen[0]?.[1], { method: 'POST', url: `${server.prefix}user/get?access_token=***`, attempt: 1 });
});

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';

import API = require('../../index');

import { OK, wecom } from '../helpers/wecom';

// co, async.waterfall and bluebird's multiArgs look at how many arguments a callback gets.

const original: typeof API = createRequire(__filename)('original');
const ANSWERS = {
  good: { ...OK, ticket: 'ticket', expires_in: 7200 },
  refused: { errcode: 60011, errmsg: 'no privilege' },
};
const CALLS: [method: string, ...args: unknown[]][] = [
  ['getAccessToken'],
  ['getLatestToken'],
  ['getTicket'],
  ['getJsConfig', { url: 'http://example.com/' }],
  ['getUser', 'lisi'],
  ['getMedia', 'M'],
  ['createMenu', '{}'],
  ['uploadImage', '/no/such/file'],
  ['send', { touser: 'lisi' }, { msgtype: 'text' }],
];

for (const [method, ...args] of CALLS) {
  for (const [kind, answer] of Object.entries(ANSWERS)) {
    for (const token of ['stored', 'fresh']) {
      test(`${method} calls back with as many arguments as it did: ${kind}, token ${token}`, async (t) => {
        const server = await wecom(t, () => answer);
        const count = (Library: typeof API) => {
          const api = new Library('corpid', 'secret', 1);
          api.prefix = server.prefix;
          if (token === 'stored') api.store = { accessToken: server.token };
          return new Promise((resolve) => {
            Reflect.get(api, method).call(api, ...args, (...given: unknown[]) => resolve(given.length));
          });
        };
        assert.equal(await count(API), await count(original));
      });
    }
  }
}

for (const Library of [original, API]) {
  test(`a failed gettoken calls back with one argument, ${Library === API ? 'ours' : 'the original'}`, async (t) => {
    const server = await wecom(t);
    const api = new Library('corpid', 'secret', 1);
    api.prefix = server.prefix.replace('cgi-bin', 'nowhere');
    api.getToken = (callback) => callback(null, null);
    const given = await new Promise<unknown[]>((resolve) => {
      Reflect.apply(api.getUser, api, ['lisi', (...all: unknown[]) => resolve(all)]);
    });
    assert.equal(given.length, 1);
  });
}

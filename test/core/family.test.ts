import assert from 'node:assert/strict';
import { test } from 'node:test';
import API from '../../index';
import type { Base, Statics } from '../../lib/core/api';
import { define } from '../../lib/core/client';
import { chapter, get, post } from '../../lib/core/endpoint';
import { WeChatAPIError } from '../../lib/core/errors';
import type { Family } from '../../lib/core/family';
import type { Callback } from '../../lib/core/types';
import { outcome, rejection } from '../helpers/calls';
import { serve } from '../helpers/server';

// A second API of the same engine, which is not WeCom's in anything: other names, other hosts, other tokens, other codes.

interface Toys extends Base {
  key: string;
  pass: string;
  host: string;
  files: string;
}

function ToyToken(this: { accessToken: string; until?: number }, accessToken: string, until?: number) {
  return Object.assign(new.target ? this : {}, { accessToken, until });
}

function family(): Family<Toys> {
  return {
    identity: ['key', 'pass'],
    hosts: { host: 'https://toys.example', files: 'https://files.example/v1/' },
    prefix: (api) => `${api.host}/v2/`,
    tokens: {
      call: 'token',
      url: ({ host, key, pass }) => `${host}/token?key=${key}&pass=${pass}`,
      AccessToken: ToyToken as unknown as Statics<Toys>['AccessToken'],
      made: (accessToken, seconds) => ({ accessToken, until: Number(seconds) }),
      restored: (stored) => (Object(stored).accessToken ? Object(stored) : undefined),
    },
    deadCodes: new Set([777]),
    missing: ({ pass }) => (pass ? undefined : new WeChatAPIError('no pass', 1)),
    added: {
      rename(this: Toys, name: string) {
        this.key = name;
      },
    },
  };
}

interface ToyAPI extends Toys {
  getToy(id: string, callback: Callback<unknown>): void;
  getToy(id: string): Promise<unknown>;
  putFile(data: object): Promise<unknown>;
}

type Constructor = Statics<ToyAPI> & { new (...args: unknown[]): ToyAPI; readonly length: number };

function toys(): Constructor {
  const Toy = define<Toys, Statics<Toys>>(family()) as unknown as Constructor;
  Toy.mixin(
    chapter({
      getToy: get('toy/get', (id: string) => ({ id })).returns<unknown>(),
      putFile: post('{files}put', (data: object) => data).returns<unknown>(),
    }),
  );
  return Toy;
}

test('a family makes a constructor of its own: identity, hosts, options, statics', () => {
  const Toy = toys();
  const toy = new Toy('k', 'p');
  assert.deepEqual(Object.keys(toy), ['key', 'pass', 'getToken', 'saveToken', 'host', 'files', 'defaults']);
  assert.deepEqual(
    [toy.key, toy.pass, toy.host, toy.prefix],
    ['k', 'p', 'https://toys.example', 'https://toys.example/v2/'],
  );
  assert.equal(Toy.length, 4);
  assert.deepEqual(Object.keys(Toy), ['mixin', 'AccessToken']);
  const told = new Toy({ key: 'k', pass: 'p', host: 'http://here/', files: 'http://there', timeout: 7 });
  assert.deepEqual([told.host, told.files, told.defaults], ['http://here', 'http://there/', { timeout: 7 }]);
});

test('a family has its own calls, hosts, tokens and dead codes', async (t) => {
  let tokens = 0;
  const server = await serve(t, ({ path, query }) => {
    if (path === '/token') return { access_token: `toy-${++tokens}`, expires_in: 60 };
    return query.get('access_token') === 'toy-1' ? { errcode: 777, errmsg: 'dead' } : { errcode: 0, path };
  });
  const Toy = toys();
  const toy = new Toy({ key: 'k', pass: 'p', host: server.url, files: `${server.url}/files/` });
  assert.deepEqual((await outcome((callback) => toy.getToy('1', callback))).data, { errcode: 0, path: '/v2/toy/get' });
  assert.deepEqual(await toy.putFile({}), { errcode: 0, path: '/files/put' });
  assert.deepEqual(
    server.requests.map(({ url }) => url.split('?')[0]),
    ['/token', '/v2/toy/get', '/token', '/v2/toy/get', '/files/put'],
  );
  assert.equal(server.requests[0]?.url, '/token?key=k&pass=p');
});

test("another family's dead codes are refusals like any other", async (t) => {
  const server = await serve(t, ({ path }) =>
    path === '/token' ? { access_token: 'toy' } : { errcode: 42001, errmsg: 'none of ours' },
  );
  const Toy = toys();
  const err = await rejection(new Toy({ key: 'k', pass: 'p', host: server.url }).getToy('1'));
  assert.equal(err.code, 42001);
  assert.equal(server.requests.length, 2);
  const { message } = await rejection(new Toy('k').getToy('1'));
  assert.equal(message, 'no pass');
});

test('families share nothing: neither methods, nor mixins, nor the names that they protect', () => {
  const [One, Other] = [toys(), toys()];
  One.mixin({ onlyOne: () => 1 });
  One.ext('getUser', 'user/get');
  assert.ok('onlyOne' in One.prototype && 'getUser' in One.prototype);
  assert.ok(!('onlyOne' in Other.prototype) && !('getUser' in Other.prototype) && !('onlyOne' in API.prototype));
  assert.ok(!('getToy' in API.prototype) && !('setEndpoint' in One.prototype));
  Other.mixin({ onlyOne: () => 2, rename: () => 3 });
  assert.throws(
    () => Other.mixin({ getToy: () => 4 }),
    /Don't allow override existed prototype method. method: getToy/,
  );
  assert.notEqual(One.AccessToken, API.AccessToken);
});

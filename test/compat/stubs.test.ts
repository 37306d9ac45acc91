import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import urllib from 'urllib';

import API = require('../../index');

import { call, METHODS } from '../helpers/methods';
import { OK } from '../helpers/wecom';

// People's tests stub urllib.request, api.request and api.preRequest, and compare what those are given.

const original: typeof API = createRequire(__filename)('original');
/** Methods of 0.3.0 with arguments that it understood. Its own material chapter could not send these three. */
const broken = new Set(['addMPNews', 'updateMPNews', 'batchgetMaterial']);
const calls = Object.entries(METHODS)
  .filter(([name]) => name in original.prototype && !broken.has(name))
  .map(([name, args]) => [name, ...args.map((arg) => (isFile(arg) ? join(__dirname, 'suite.test.ts') : arg))] as const);

function isFile(arg: unknown): boolean {
  return 'filename' in Object(arg);
}

function make(Library: typeof API): API {
  const api = new Library('corpid', 'secret', 1);
  api.store = { accessToken: 'stored' };
  return api;
}

/** What differs from upload to upload: the stream itself, and the boundary between the parts. */
function comparable(value: unknown): unknown {
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return value;
  const { stream, ...rest } = Object(value);
  stream?.destroy?.();
  if (!rest.headers) return rest;
  const headers = Object.entries(rest.headers).map(([name, each]) => [name, String(each).replace(/boundary=.*/, '')]);
  return { ...rest, ...(stream && { stream: 'a stream' }), headers: Object.fromEntries(headers) };
}

/** What `stub` was given when `Library` made the call. */
async function seenBy(
  t: TestContext,
  Library: typeof API,
  [name, ...args]: readonly [string, ...unknown[]],
  through: object,
  stub: string,
) {
  const seen: unknown[][] = [];
  await new Promise<void>((resolve) => {
    const fake = t.mock.method(through as typeof urllib, stub as 'request', (...given: unknown[]) => {
      seen.push(given.map(comparable));
      const callback = given.at(-1);
      if (typeof callback === 'function') callback(null, { ...OK, ticket: 'T', expires_in: 7200 }, { headers: {} });
    });
    call(make(Library), name, [...args, () => resolve()]);
    t.after(() => fake.mock.restore());
  });
  t.mock.restoreAll();
  return seen;
}

for (const made of calls) {
  test(`a stub of urllib.request sees ${made[0]} as it did with 0.3.0`, async (t) => {
    assert.deepEqual(await seenBy(t, API, made, urllib, 'request'), await seenBy(t, original, made, urllib, 'request'));
  });

  test(`a stub of api.request sees ${made[0]} as it did with 0.3.0`, async (t) => {
    const ours = await seenBy(t, API, made, API.prototype, 'request');
    assert.deepEqual(ours, await seenBy(t, original, made, original.prototype, 'request'));
  });
}

test('a urllib.request that was replaced before we were loaded gets what 0.3.0 passed, too', (t) => {
  const load = createRequire(__filename);
  const fresh = Object.keys(require.cache).filter(
    (file) => /\/(index|lib\/.*)\.ts$/.test(file) && !file.includes('/test/'),
  );
  const kept = fresh.map((file) => [file, require.cache[file]] as const);
  for (const file of fresh) delete require.cache[file];
  t.after(() => {
    for (const [file, module] of kept) require.cache[file] = module;
  });
  let options: unknown;
  t.mock.method(urllib, 'request', (_url: string, given: unknown) => {
    options = given;
  });
  const reloaded: typeof API = load('../../index');
  assert.notEqual(reloaded, API);
  make(reloaded).getUser('lisi');
  assert.deepEqual(options, { dataType: 'json', data: { userid: 'lisi' } });
});

for (const Library of [original, API]) {
  test(`an override of preRequest is given the arguments object, ${Library === API ? 'ours' : 'the original'}`, () => {
    const api = make(Library);
    const seen: unknown[] = [];
    Object.assign(api, {
      preRequest: (...given: unknown[]) => seen.push(given),
    });
    const callback = () => {};
    api.getUser('lisi', callback);
    const [[method, args]] = seen as [[unknown, ArrayLike<unknown>]];
    assert.equal(method, Reflect.get(Library.prototype, '_getUser'));
    assert.equal(Object.prototype.toString.call(args), '[object Arguments]');
    assert.deepEqual(Array.from(args), ['lisi', callback]);
  });
}

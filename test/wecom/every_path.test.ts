import assert from 'node:assert/strict';
import { test } from 'node:test';

import API = require('../../index');

import { rowsOf } from '../../lib/catalogue/table';
import { CATALOGUE } from '../../lib/wecom/family';
import { client, rejection } from '../helpers/calls';
import { type Fact, facts } from '../helpers/endpoints';
import { type Recorded, serve } from '../helpers/server';
import { OK } from '../helpers/wecom';

const ROWS = rowsOf(CATALOGUE.table());

// Every path of the catalogue on the wire, compared with a table that was not made of it.

const FACTS = facts();
const FORMS = {
  'api.call': (api: API, path: string) => Reflect.apply(api.call, api, [path, paramsOf(path)]),
  'api.wecom': (api: API, path: string) => atPath(api, path)(paramsOf(path)),
};

function atPath(api: API, path: string): (...args: unknown[]) => Promise<unknown> {
  return path.split('/').reduce((at, segment) => Reflect.get(Object(at), segment), api.wecom as unknown) as never;
}

const BY_PATH = new Map(FACTS.map((fact) => [fact.path, fact]));

function factOf(path: string): Fact {
  return BY_PATH.get(path) ?? assert.fail(`${path} is not in the table`);
}

/** A value for each parameter, and for one that nobody knows where only the path is known. */
function paramsOf(path: string): object {
  const { url, body, file } = factOf(path);
  const names = url.length + body.length > 0 || file ? [...url, ...body] : ['probe'];
  const params = Object.fromEntries(names.map((name) => [name, `value of ${name}`]));
  return file ? { ...params, [file]: { data: Buffer.from('content'), filename: 'a.txt' } } : params;
}

/** What a request was, in the words of the table. */
function sentAs({ method, path, query, headers, body }: Recorded): object {
  const names = [...query.keys()];
  const isForm = headers['content-type']?.startsWith('multipart/form-data') ?? false;
  return {
    path: path.replace('/cgi-bin/', ''),
    verb: method,
    token: query.has('access_token') ? 'access_token' : 'none',
    url: names.filter((name) => name !== 'access_token').sort(),
    body: isForm || body.length === 0 ? [] : Object.keys(JSON.parse(String(body))).sort(),
    file: isForm ? (/name="(\w+)"; filename="a\.txt"/.exec(String(body))?.[1] ?? '') : '',
  };
}

function wanted({ path, verb, token, url, body, file }: Fact): object {
  const probe = url.length + body.length === 0 && !file ? ['probe'] : [];
  const [inURL, inBody] = verb === 'GET' ? [probe, []] : [[], probe];
  return { path, verb, token, url: [...url, ...inURL].sort(), body: [...body, ...inBody].sort(), file };
}

test('the catalogue has the 859 paths of the table, and no others', () => {
  assert.equal(FACTS.length, 859);
  assert.deepEqual([...ROWS.keys()].sort(), FACTS.map(({ path }) => path).sort());
});

for (const [form, run] of Object.entries(FORMS)) {
  test(`${form} sends every path as the table says: verb, token, parameters in their places`, async (t) => {
    const server = await serve(t, () => ({ ...OK, access_token: 'token' }));
    const api = client(server);
    await api.getLatestToken();
    const differences: unknown[] = [];
    for (const fact of FACTS.filter(({ token }) => token === 'access_token' || token === 'none')) {
      await run(api, fact.path);
      const sent = sentAs(server.requests.at(-1) ?? assert.fail('nothing was sent'));
      try {
        assert.deepEqual(sent, wanted(fact));
      } catch {
        differences.push([sent, wanted(fact)]);
      }
    }
    assert.deepEqual(differences, []);
    assert.equal(server.requests.length, 1 + 753);
  });

  test(`${form} refuses every path that takes another token, and names its kind`, async (t) => {
    const server = await serve(t, () => OK);
    const api = client(server);
    const others = FACTS.filter(({ token }) => token !== 'access_token' && token !== 'none');
    for (const { path, token, verb, file } of others) {
      const { message } = await rejection(run(api, path));
      assert.ok(message.startsWith(`${path} takes a ${token} (`), message);
      const row = ROWS.get(path);
      assert.deepEqual([row?.verb ?? 'POST', row?.file ?? ''], [verb, file], path);
    }
    assert.equal(others.length, 859 - 753);
    assert.equal(server.requests.length, 0);
  });
}

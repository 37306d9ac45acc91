import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { WEIXIN } from '../../../catalogue/scripts/families';
import { fieldsOf } from '../../../catalogue/scripts/model';
import { pathsOf, readEndpoints } from '../../../catalogue/scripts/read';
import type { Recorded } from '../../../test/helpers/server';
import type API from '../../index';
import { client, wechat } from '../helpers/wechat';

// Every path of the catalogue on the wire, compared with a table that was not made of it.

interface Fact {
  path: string;
  verb: string;
  token: string;
  /** The names of the parameters in the URL. */
  url: string[];
  /** The name of the part that is a file. */
  file: string;
}

/** fixtures/endpoints.tsv: collected from WeChat's pages and from other clients, apart from the catalogue. */
const [, ...LINES] = readFileSync(join(__dirname, '../fixtures/endpoints.tsv'), 'utf8').trimEnd().split('\n');
const FACTS = LINES.map((line): Fact => {
  const [path = '', verb = '', token = '', url = '', file = ''] = line.split('\t');
  return { path, verb, token, url: url.split(' ').filter(Boolean), file };
});

const FORMS = {
  'api.call': (api: API, fact: Fact) => Reflect.apply(api.call, api, [fact.path, paramsOf(fact)]),
  'api.weixin': (api: API, fact: Fact) => atPath(api, fact.path)(paramsOf(fact)),
};

function atPath(api: API, path: string): (params: object) => Promise<unknown> {
  const names = path.replace(/^cgi-bin\//, '').split('/');
  return names.reduce((at, name) => Reflect.get(Object(at), name), api.weixin as unknown) as never;
}

/** A value for each parameter in the URL, for the file, and for one that nobody knows. */
function paramsOf({ url, file }: Fact): object {
  const params = Object.fromEntries([...url, 'probe'].map((name) => [name, `value of ${name}`]));
  return file ? { ...params, [file]: { data: Buffer.from('content'), filename: 'a.txt' } } : params;
}

/** What a request was, in the words of the table. */
function sentAs({ method, path, query, headers, body }: Recorded): object {
  const isForm = headers['content-type']?.startsWith('multipart/form-data') ?? false;
  return {
    path: path.slice(1),
    verb: method,
    url: [...query.keys()].sort(),
    body: isForm || body.length === 0 ? [] : Object.keys(JSON.parse(String(body))),
    file: isForm ? (/name="(\w+)"; filename="a\.txt"/.exec(String(body))?.[1] ?? '') : '',
  };
}

/** A GET sends all in the URL, but a download only what it names; an upload sends the file alone beside it. */
function wanted({ path, verb, token, url, file }: Fact): object {
  const isDownload = path.startsWith('cgi-bin/media/get');
  const probe = verb === 'GET' && !isDownload ? ['probe'] : [];
  const names = [...url, ...probe, ...(token === 'none' ? [] : ['access_token'])];
  return { path, verb, url: names.sort(), body: verb === 'GET' || file ? [] : ['probe'], file };
}

test('the catalogue has the 134 paths of the table, with the same parameters in the URL', () => {
  assert.equal(FACTS.length, 134);
  const known = pathsOf(readEndpoints(WEIXIN)).map(([path, { query }]) => [
    path,
    ...fieldsOf(query).map(({ name }) => name),
  ]);
  const sorted = (lists: string[][]) => lists.map(([path, ...names]) => `${path} ${names.sort()}`).sort();
  assert.deepEqual(sorted(known), sorted(FACTS.map(({ path, url }) => [path, ...url])));
});

for (const [form, run] of Object.entries(FORMS)) {
  test(`${form} sends every path as the table says: verb, token, parameters in their places`, async (t) => {
    const server = await wechat(t, undefined, { errcode: 0, errmsg: 'ok' });
    const api = client(server);
    await api.getLatestToken();
    for (const fact of FACTS) {
      await run(api, fact);
      assert.deepEqual(sentAs(server.requests.at(-1) ?? assert.fail('nothing was sent')), wanted(fact));
    }
    assert.equal(server.requests.length, 1 + FACTS.length);
  });
}

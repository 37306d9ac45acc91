import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { build, printed } from '../scripts/build';
import { Declarations } from '../scripts/declarations';
import { WEIXIN } from '../scripts/families';
import { readGlossary } from '../scripts/glossary';
import type { Endpoint, Fields } from '../scripts/model';
import { toOpenAPI } from '../scripts/openapi';
import { pathsOf, readCredentials, readEndpoints } from '../scripts/read';
import { tableOf } from '../scripts/table';

const glossary = readGlossary();
const endpoints = readEndpoints();
const paths = pathsOf(endpoints).map(([path]) => path);
const files = printed();

/** The declarations of one endpoint. */
function declared(endpoint: Partial<Endpoint>, types: Fields = {}): string {
  const entries = { 'a/b': { title: '标题', ...endpoint } };
  return new Declarations({ name: 'a', title: '章', types, common: {}, entries }, glossary).print();
}

test('every path has what it takes and what it answers', () => {
  const texts = endpoints.map(({ name }) => files.get(`${name}.d.ts`) ?? '').join('');
  for (const path of paths) assert.equal(texts.split(`  '${path}': `).length, 3, path);
});

test('every path stands in the tree of names once', () => {
  const index = files.get('index.d.ts') ?? '';
  const tree = index.slice(index.indexOf('interface Wecom'));
  for (const path of paths) assert.equal(tree.split(`<'${path}'>`).length, 2, path);
});

test('of public accounts names leave cgi-bin out, types come from the engine, and answers may lack an errcode', () => {
  const weixin = printed(WEIXIN);
  assert.match(
    weixin.get('index.d.ts') ?? '',
    /export interface Weixin \{[\s\S]*\n {2}draft: \{[\s\S]*\n {4}add: Call<'cgi-bin\/draft\/add'>/,
  );
  assert.doesNotMatch(weixin.get('call.d.ts') ?? '', /'\.\.\//);
  assert.match(weixin.get('call.d.ts') ?? '', /from 'wechat-enterprise-api\/core'/);
  assert.match(weixin.get('draft.d.ts') ?? '', /interface DraftAddAnswer extends Partial<Ack> \{/);
});

test('the table says which texts go with a file, and whether it may be left out', () => {
  const table = tableOf(readEndpoints(WEIXIN));
  const uploads = { query: ['type'], file: 'media', form: ['description'] };
  assert.deepEqual(table['cgi-bin/material/add_material'], uploads);
  assert.deepEqual(table['cv/ocr/comm'], { query: ['img_url'], file: 'img?' });
  assert.deepEqual(table['cgi-bin/material/get_material'], { download: 1 });
});

test('the run-time table has every path and at most 40 kB', () => {
  const table = files.get('table.json') ?? '';
  assert.ok(Buffer.byteLength(table) <= 40_000, `${Buffer.byteLength(table)} bytes`);
  assert.deepEqual(Object.keys(JSON.parse(table)), paths);
});

test('the run-time table says what is not a POST of JSON with an access_token', () => {
  const table = tableOf(endpoints);
  assert.equal(table['user/create'], 0);
  assert.deepEqual(table.gettoken, { verb: 'GET', token: 'none' });
  assert.deepEqual(table['media/get'], { verb: 'GET', download: 1, query: ['media_id'] });
  assert.deepEqual(table['media/upload'], { query: ['type'], file: 'media' });
  assert.deepEqual(table['wedrive/file_list'], {
    page: { from: 'start', next: 'next_start', more: 'has_more', list: 'file_list.item' },
  });
  assert.deepEqual(table['kf/account/list'], { page: { offset: 'offset', list: 'account_list' } });
});

test('what goes out may be undefined and readonly, what comes back is neither', () => {
  const fields: Fields = { 'names?': { items: { type: 'string' } } };
  const text = declared({ body: fields, answer: fields });
  assert.match(text, /interface B \{\n {2}names\?: readonly string\[\] \| undefined;/);
  assert.match(text, /interface BAnswer extends Ack \{\n {2}names\?: string\[\];/);
});

test('known values are offered and others pass', () => {
  const text = declared({ body: { sex: { type: 'integer', enum: [1, 2], meanings: ['男', '女'] } } });
  assert.match(text, /\/\*\* 1 男，2 女 \*\/\n {2}sex: 1 \| 2 \| \(number & \{\}\);/);
});

test('comments carry phrase, condition, limits and units', () => {
  const text = declared({
    body: {
      userid: { type: 'string', maxBytes: 64, when: 'type = 1' },
      ttl: { type: 'integer', maximum: 60, unit: 's' },
    },
  });
  assert.match(text, /\/\*\* 成员账号，当 type = 1，≤ 64 字节 \*\//);
  assert.match(text, /\/\*\* ≤ 60 秒 \*\//);
});

test('unknown keys pass below the top where the confidence is not high', () => {
  const body: Fields = { inner: { properties: { a: { type: 'string' } } } };
  assert.match(declared({ body, confidence: 'medium' }), /\[key: string\]: unknown;\n {2}\};\n\}/);
  assert.doesNotMatch(declared({ body }), /\[key: string\]/);
  const types = { Inner: { properties: { a: { type: 'string' } } } } satisfies Fields;
  const shared = declared({ body: { inner: { $ref: 'Inner' } }, confidence: 'medium' }, types);
  assert.match(shared, /interface Inner \{\n {2}a: string;\n {2}\[key: string\]: unknown;\n\}/);
});

test('an endpoint that nobody has seen takes and answers anything', () => {
  const text = declared({ confidence: 'low' });
  assert.match(text, /'a\/b': Anything;/);
  assert.match(text, /'a\/b': Ack & Anything;/);
});

test('a build empties its folder and writes every file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
  try {
    writeFileSync(join(folder, 'old.d.ts'), '');
    build([folder]);
    assert.equal(existsSync(join(folder, 'old.d.ts')), false);
    assert.deepEqual(readdirSync(folder).sort(), [...files.keys()].sort());
    assert.equal(readFileSync(join(folder, 'table.json'), 'utf8'), files.get('table.json'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('OpenAPI has every path, and every reference and security scheme in it leads somewhere', () => {
  const document = toOpenAPI(endpoints, glossary, readCredentials());
  const text = JSON.stringify(document);
  const { components, paths: all } = JSON.parse(text);
  assert.deepEqual(
    Object.keys(all),
    paths.map((path) => `/${path}`),
  );
  for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
    assert.ok(name !== undefined && name in components.schemas, name);
  }
  for (const [, kind] of text.matchAll(/"security":\[\{"(\w+)"/g)) {
    assert.ok(kind !== undefined && kind in components.securitySchemes, kind);
  }
});

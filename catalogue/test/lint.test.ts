import assert from 'node:assert/strict';
import { test } from 'node:test';
import { WEIXIN } from '../scripts/families';
import { readGlossary } from '../scripts/glossary';
import { borrowed, descriptionsOf } from '../scripts/lint_borrowed';
import { areTwins, fieldRules } from '../scripts/lint_fields';
import { glossaryRules } from '../scripts/lint_glossary';
import { pathRules } from '../scripts/lint_paths';
import type { Endpoint, Fields } from '../scripts/model';
import type { Catalogue } from '../scripts/read';

/** A catalogue of one endpoint. */
function one(endpoint: Partial<Endpoint>, types: Fields = {}): Catalogue {
  const entries = { 'a/b': { title: '标题', ...endpoint } };
  return { endpoints: [{ name: 'a', title: '章', types, common: {}, entries }], callbacks: [] };
}

const glossary = readGlossary();
const rules = (body: Fields) => fieldRules(one({ body }), glossary);

test('the lint sees a length on an array', () => {
  assert.match(rules({ names: { items: { type: 'string' }, maxLength: 3 } }).join(), /names: a length on an array/);
  assert.deepEqual(rules({ names: { items: { type: 'string', maxLength: 3 }, maxItems: 5 } }), []);
});

test('the lint sees digits that stand as strings without a meaning', () => {
  assert.match(rules({ text: { type: 'string', enum: ['1', '2'] } }).join(), /digits as strings/);
  assert.deepEqual(rules({ gender: { type: 'string', enum: ['1', '2'], meanings: ['男', '女'] } }), []);
});

test('the lint sees meanings that do not fit the values', () => {
  assert.match(rules({ type: { type: 'integer', enum: [1, 2], meanings: ['一'] } }).join(), /not as many meanings/);
});

test('the lint sees a reference to nothing', () => {
  assert.match(rules({ who: { $ref: 'Nobody' } }).join(), /no type Nobody/);
});

test('the lint sees names that differ by a slip of the pen, at any depth', () => {
  const fields: Fields = { version: { type: 'integer' }, 'verison?': { type: 'integer' } };
  assert.match(rules({ outer: { items: { properties: fields } } }).join(), /version and verison/);
  for (const [a, b] of [
    ['sort_infos', 'sort_infoes'],
    ['sub_idx', 'sud_idx'],
    ['userid', 'user_id'],
    ['ItemUserId', 'ItemUserid'],
  ] as const) {
    assert.equal(areTwins(a, b), true, `${a} ${b}`);
  }
  for (const [a, b] of [
    ['ctime', 'mtime'],
    ['start_time', 'end_time'],
    ['x', 'y'],
  ] as const) {
    assert.equal(areTwins(a, b), false, `${a} ${b}`);
  }
});

test('the lint sees a page that names what is not there', () => {
  const answer: Fields = { list: { items: { type: 'string' } } };
  const page = { from: 'cursor', next: 'next_cursor', list: 'list' };
  const wrong = pathRules(one({ answer, page })).join();
  assert.match(wrong, /names cursor/);
  assert.match(wrong, /names next_cursor/);
  assert.doesNotMatch(wrong, /names list/);
});

test('the lint sees a token that nobody can have, and missing endpoints', () => {
  const wrong = pathRules(one({ token: 'magic_token' })).join();
  assert.match(wrong, /no credential magic_token/);
  assert.match(wrong, /1 endpoints, 1 of them different; 859 are known/);
});

test('the lint sees a page that is none of that API, and names that are the same without the root', () => {
  assert.match(pathRules(one({ doc: 'offiaccount/Draft_Box/Add_draft' })).join(), /a\/b: no page offiaccount/);
  assert.match(pathRules(one({ doc: 92114 }), WEIXIN).join(), /a\/b: no page 92114/);
  const entries = { 'cgi-bin/a/b': { title: '标题' }, 'a/b': { title: '标题' } };
  const both = { endpoints: [{ name: 'a', title: '章', types: {}, common: {}, entries }], callbacks: [] };
  assert.match(pathRules(both, WEIXIN).join(), /2 endpoints, 1 of them different/);
});

test('the lint sees a description in the words of the documents, unless it is a short phrase', () => {
  const theirs = descriptionsOf([{ body: [{ desc: '用于在列表中显示的完整名称' }, { fields: [{ desc: '名称' }] }] }]);
  const body: Fields = {
    a: { type: 'string', description: '用于在列表中显示的完整名称' },
    b: { type: 'string', description: '名称' },
  };
  assert.deepEqual(borrowed(one({ body }), glossary, theirs), [
    'a: 用于在列表中显示的完整名称 is in the words of the documents',
  ]);
});

test('the lint sees phrases that no field needs', () => {
  const wrong = glossaryRules(one({ body: { userid: { type: 'string' } } }));
  assert.ok(wrong.includes('glossary: agentid is not used'));
  assert.ok(!wrong.includes('glossary: userid is not used'));
});

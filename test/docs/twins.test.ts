import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documents, twins } from './documents';
import { checkLength, checkShape, checkSnippets, paired } from './twins';

// What English and Chinese readers are told is the same.

const all = documents();

test('every document is there in both languages', () => {
  const pairs = paired(all);
  assert.ok(pairs.length > 8, `${pairs.length} pairs`);
});

test('a README is no longer than its readers have patience for', () => checkLength(all));

for (const [english, chinese] of twins(all)) {
  test(`${english.path} and its twin have the same snippets, but for comments and texts`, () =>
    checkSnippets(english, chinese));

  test(`${english.path} and its twin have the same headings, tables, lists and links`, () =>
    checkShape(english, chinese));
}

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Document, documents, headingsOf, linksOf, type Snippet, twins } from './documents';

import ts = require('typescript-5.9');

// What English and Chinese readers are told is the same.

const all = documents();
const pairs = twins(all);
const LONGEST_README = 250;

test('every document is there in both languages', () => {
  const paired = pairs.flatMap(([english, chinese]) => (chinese ? [english, chinese] : []));
  assert.deepEqual(paired.map(({ path }) => path).sort(), all.map(({ path }) => path).sort());
  assert.ok(pairs.length > 8, `${pairs.length} pairs`);
});

test('a README is no longer than its readers have patience for', () => {
  for (const { path, text } of all.filter(({ path }) => path.startsWith('README'))) {
    const lines = text.trimEnd().split('\n').length;
    assert.ok(lines <= LONGEST_README, `${path} has ${lines} lines`);
  }
});

for (const [english, chinese] of pairs) {
  test(`${english.path} and its twin have the same snippets, but for comments and texts`, () => {
    const theirs = chinese?.snippets.map((snippet, at) => untranslatedTokens(snippet, english.snippets[at]));
    assert.deepEqual(theirs, english.snippets.map(tokens));
  });

  test(`${english.path} and its twin have the same headings, tables, lists and links`, () => {
    assert.deepEqual(chinese && shape(chinese), shape(english));
  });
}

/** The tokens of a snippet, without its comments. */
function tokens({ language, text }: Snippet): string[] {
  if (language === 'sh') return text.split('\n').map((line) => line.replace(/\s*#.*/, ''));
  const leaves = (node: ts.Node): ts.Node[] =>
    node.getChildCount() === 0 ? [node] : node.getChildren().flatMap(leaves);
  return leaves(ts.createSourceFile('snippet.ts', text, ts.ScriptTarget.ES2022, true)).map((leaf) => leaf.getText());
}

/** The tokens of the Chinese snippet, where texts in Chinese are taken for a translation of what stands there in English. */
function untranslatedTokens(chinese: Snippet, english: Snippet | undefined): string[] {
  const originals = english ? tokens(english) : [];
  return tokens(chinese).map((token, at) => {
    const original = originals[at] ?? '';
    return /\p{Script=Han}/u.test(token) && original[0] === token[0] && /['"`]/.test(token) ? original : token;
  });
}

/** How a document is built: what a translation keeps. */
function shape(document: Document): object {
  const { prose } = document;
  const lines = prose.split('\n');
  return {
    headings: headingsOf(prose).map(({ level }) => level),
    rows: lines.filter((line) => line.startsWith('|')).map(columns),
    items: lines.filter((line) => /^(- |\d+\. )/.test(line)).length,
    links: linksOf(document).map(untranslated).sort(),
    numbers: numbered(lines),
  };
}

function columns(row: string): number {
  return row.split('|').length;
}

/** The link to the other language and the names of headings are each language's own. */
function untranslated(target: string): string {
  return target.replace(/\.zh-CN\.md/, '.md').replace(/#.*/, '#');
}

/** The numbers of rows, such as those of the differences. */
function numbered(lines: string[]): string[] {
  return lines.flatMap((line) => /^\| (R?\d+) \|/.exec(line)?.[1] ?? []);
}

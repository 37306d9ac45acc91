import assert from 'node:assert/strict';
import { type Document, headingsOf, isReadme, linksOf, type Snippet, twins } from './documents';

import ts = require('typescript-5.9');

// What proves that English and Chinese readers are told the same.

const LONGEST_README = 250;

/** Every document is there in both languages. Gives the pairs. */
export function paired(all: Document[]): [english: Document, chinese: Document][] {
  const pairs = twins(all).flatMap<[Document, Document]>(([english, chinese]) => (chinese ? [[english, chinese]] : []));
  assert.deepEqual(
    pairs
      .flat()
      .map(({ path }) => path)
      .sort(),
    all.map(({ path }) => path).sort(),
  );
  return pairs;
}

export function checkLength(all: Document[]): void {
  const readmes = all.filter(isReadme);
  assert.equal(readmes.length, 2);
  for (const { path, text } of readmes) {
    const lines = text.trimEnd().split('\n').length;
    assert.ok(lines <= LONGEST_README, `${path} has ${lines} lines`);
  }
}

/** The same snippets, but for comments and texts. */
export function checkSnippets(english: Document, chinese: Document | undefined): void {
  const theirs = chinese?.snippets.map((snippet, at) => untranslatedTokens(snippet, english.snippets[at]));
  assert.deepEqual(theirs, english.snippets.map(tokens));
}

/** The same headings, tables, lists and links. */
export function checkShape(english: Document, chinese: Document | undefined): void {
  assert.deepEqual(chinese && shape(chinese), shape(english));
}

/** The tokens of a snippet, without its comments; of a language that TypeScript does not read, the lines. */
function tokens({ language, text }: Snippet): string[] {
  if (!['js', 'ts', 'json'].includes(language)) {
    return text.split('\n').map((line) => line.replace(/(^|\s+)(#|\/\/) .*/, ''));
  }
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

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const HOME = join(__dirname, '..');
const text = (file: string) => readFileSync(join(HOME, file), 'utf8');
const NUMBERS = Array.from({ length: 21 }, (_, at) => at + 1);

const rows = (file: string) => [...text(file).matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number));

test('both READMEs and the History list the same differences', () => {
  assert.deepEqual(rows('README.md'), NUMBERS);
  assert.deepEqual(rows('README.zh-CN.md'), NUMBERS);
  const lines = [...text('History.md').matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  assert.deepEqual(lines, NUMBERS);
});

test('every difference has a test, and every such test a row', () => {
  const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const tested = files.flatMap((file) => [
    ...text(join('test', file)).matchAll(/difference (\d+):|^ {4}number: (\d+),$/gm),
  ]);
  const numbers = new Set(tested.map(([, named, listed]) => Number(named ?? listed)));
  assert.deepEqual(
    [...numbers].sort((a, b) => a - b),
    NUMBERS,
  );
});

test('both READMEs have the same snippets, headings and lists', () => {
  const shape = (file: string) => ({
    code: text(file).match(/^```[\s\S]*?^```$/gm),
    headings: text(file).match(/^#+ /gm),
    items: text(file).match(/^- /gm)?.length,
  });
  assert.deepEqual(shape('README.zh-CN.md'), shape('README.md'));
});

test('every link of a doc comment is one of WeChat’s pages', () => {
  const links = readdirSync(join(HOME, 'lib')).flatMap((file) => [
    ...text(join('lib', file)).matchAll(/\{@link (http[^}]+)\}/g),
  ]);
  assert.ok(links.length > 100, `${links.length}`);
  for (const [, link] of links) {
    assert.match(String(link), /^https:\/\/developers\.weixin\.qq\.com\/doc\/offiaccount\/[\w/-]+\.html$/);
  }
});
